import { z } from 'zod';
import { testDataKinds } from '../model/test-data';

/** `POST /api/test-runs` */
export const testRunRequest = z.strictObject({ kind: z.enum(testDataKinds) });
