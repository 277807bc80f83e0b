/**
 * What Stripe's API is known to say when it refuses, word for word: one row a sentence.
 */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { failure, scene, type Scene } from '../resources/scene';

export interface Refusal {
  readonly statusCode: number;
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
}

/** What is tried, and how it is refused. */
export type Row = [string, (made: Scene) => Promise<[Promise<unknown>, Refusal]>];

/** Of a PaymentMethod without a customer that has had its one use. */
export const used =
  'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.';

/** A PaymentIntent that is confirmed by nobody's hand. */
export const unattended = { amount: 2500, currency: 'usd', confirm: true, off_session: true };

/** A card of Jenny's. */
export async function saved({ stripe, jenny }: Scene): Promise<string> {
  return (await stripe.paymentMethods.attach('pm_card_visa', { customer: jenny })).id;
}

/** A payment of 25 dollars on the platform. */
export async function paid(
  { stripe }: Scene,
  card = 'pm_card_visa',
): Promise<Stripe.PaymentIntent> {
  const intent = { ...unattended, payment_method: card, capture_method: 'automatic' } as const;
  return stripe.paymentIntents.create(intent);
}

/** The refusal of an id that nothing has. */
export function missing(noun: string, id: string, param: string, statusCode = 404): Refusal {
  return { statusCode, code: 'resource_missing', param, message: `No such ${noun}: '${id}'` };
}

/** Tries each row on a scene of its own. */
export function expectRefusals(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    test.each([...rows])('%s', async (_, attempt) => {
      const [refused, expected] = await attempt(await scene());
      const error = await failure(refused);
      expect(error).toMatchObject({ ...expected });
      expect(error.code).toBe(expected.code);
    });
  });
}
