import { z } from 'zod';
import { legId, orderId, setupId } from './requests';

/** The ids in the addresses of an order, a leg and a saving of a method, under the names of their folders. */
export const orderPath = z.object({ id: orderId });
export const legPath = z
  .object({ id: orderId, leg: legId })
  .transform(({ id, leg }) => ({ orderId: id, legId: leg }));
export const setupPath = z.object({ id: setupId });
