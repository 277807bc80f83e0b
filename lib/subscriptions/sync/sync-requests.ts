import { z } from 'zod';
import { savedMethodId } from '../../security/row-ids';
import { minutes, type Limit } from '../../security/rate-limit';
import { noControls } from '../../security/control-characters';

/** What the browser may say about cards that subscriptions are paid with, and about its buyer. */
export const methodPath = z.object({ id: savedMethodId });
export const changePath = z.object({ id: z.string().regex(/^change_[0-9a-z]{20}$/) });

/** Nothing, or what becomes of the subscriptions that are paid with the card. */
export const removalRequest = z.strictObject({
  subscriptions: z
    .union([z.strictObject({ moveTo: savedMethodId }), z.literal('cancel')])
    .optional(),
});
export const replacementRequest = z.strictObject({ savedMethodId });

const line = (most: number) =>
  z.union([z.literal(''), z.string().trim().regex(noControls).max(most)]);
const thisYear = () => new Date().getUTCFullYear();

export const methodDetails = z.strictObject({
  expMonth: z.int().min(1).max(12),
  expYear: z
    .int()
    .refine((year) => year >= thisYear() && year <= thisYear() + 30, 'a year of this time'),
  name: line(120),
  line1: line(200),
  city: line(100),
  postalCode: line(20),
  country: z.union([z.literal(''), z.string().regex(/^[A-Z]{2}$/)]),
});
export const buyerDetails = z.strictObject({
  name: z.string().trim().regex(noControls).max(80),
  email: z.email().max(254),
});

/** Changes of cards and of their buyer; each may be followed by many sellers' accounts. */
export const walletChangesOfBuyer: Limit = {
  name: 'wallet-change:buyer',
  most: 60,
  windowMs: 10 * minutes,
};
