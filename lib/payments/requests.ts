import { z } from 'zod';
import type { LegId, OrderId, SavedMethodId, SellerId, SetupId } from '../model/ids';

/**
 * What the browser may say about payments: which of our own rows, never what they cost, whose
 * account they go to or what the platform keeps. An unknown key is refused.
 */
const rowId = <Id extends string>(prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-z]{20}$`))
    .transform((id) => id as Id);

export const sellerId = rowId<SellerId>('sel');
export const setupId = rowId<SetupId>('set');
export const savedMethodId = rowId<SavedMethodId>('sm');
export const orderId = rowId<OrderId>('ord');
export const legId = rowId<LegId>('leg');

export const setupRequest = z.strictObject({ consentVersion: z.string().max(40) });
export const nothing = z.strictObject({});
export const defaultRequest = z.strictObject({ isDefault: z.literal(true) });
export const checkoutRequest = z.strictObject({
  quote: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  savedMethodId,
  /** Another card for some sellers. */
  cards: z.array(z.strictObject({ sellerId, savedMethodId })).max(100).optional(),
});
export const attemptRequest = z.strictObject({
  savedMethodId,
  attempt: z.int().min(1).max(1000),
});
