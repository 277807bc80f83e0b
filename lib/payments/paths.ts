import { z } from 'zod';
import { legId, membershipId, orderId, setupId, subscriptionId } from '../security/row-ids';

/**
 * The ids in the addresses of an order, a leg, a subscription and a saving of a method, under the names
 * of their folders.
 */
export const orderPath = z.object({ id: orderId });
export const legPath = z
  .object({ id: orderId, leg: legId })
  .transform(({ id, leg }) => ({ orderId: id, legId: leg }));
export const orderSubscriptionPath = z
  .object({ id: orderId, subscription: subscriptionId })
  .transform(({ id, subscription }) => ({ orderId: id, subscriptionId: subscription }));
export const setupPath = z.object({ id: setupId });
export const membershipPath = z.object({ id: membershipId });
