import { z } from 'zod';
import type { LabRunId } from '../model/ids';
import { minutes, type Limit } from '../security/rate-limit';

/** Steps and refusals of one person; each is a few calls to Stripe. */
export const labCallsOfBuyer: Limit = { name: 'lab:buyer', most: 300, windowMs: 10 * minutes };

const word = z.string().min(1).max(80);

/** `POST /api/lab/runs` */
export const startRequest = z.strictObject({
  way: word,
  sellerId: word,
  choices: z.record(word, word),
});

/** `/api/lab/runs/[id]/…` */
export const runPath = z.object({
  id: z
    .string()
    .regex(/^lab_\w{10,40}$/)
    .transform((id) => id as LabRunId),
});

/** `POST /api/lab/runs/[id]/steps` */
export const stepRequest = z.strictObject({
  step: z.int().min(0).max(50),
  browserDone: z.boolean(),
  /** An id that Stripe.js made; what it stands for is read at Stripe. */
  fromBrowser: z
    .string()
    .regex(/^(pm|src)_\w{8,80}$/)
    .nullable(),
});

/** `POST /api/lab/runs/[id]/refusals` */
export const refusalRequest = z.strictObject({ refusal: word });
