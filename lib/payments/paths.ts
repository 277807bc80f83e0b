import { z } from 'zod';
import { legId, orderId, setupId } from './requests';

/** The ids in the addresses of a leg and of a saving of a method, under the names of their folders. */
export const legPath = z
  .object({ id: orderId, leg: legId })
  .transform(({ id, leg }) => ({ orderId: id, legId: leg }));
export const setupPath = z.object({ id: setupId });
