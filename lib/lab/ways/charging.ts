import type { Lab, Step, Taken } from '../way';

/** About ten of the seller's currency, in its minor units. */
export function priceOf({ currency }: { readonly currency: string }): number {
  return currency === 'jpy' ? 1_500 : 1_050;
}

/** What a step tells of a PaymentIntent. */
export function toldOf(intent: {
  readonly id: string;
  readonly status: string;
  readonly amount: number;
  readonly currency: string;
}): string {
  return `${intent.id} is ${intent.status}: ${intent.amount} minor units of ${intent.currency}.`;
}

/** Copies the saved method to the seller's account. */
export async function cloneToSeller({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const clone = await stripe.paymentMethods.create(
    { customer: saved('customer'), payment_method: saved('method') },
    { stripeAccount: seller.accountId, idempotencyKey: key('clone') },
  );
  return { told: `${clone.id} lives on ${seller.accountId}.`, saved: { clone: clone.id } };
}

/** A direct charge with the clone, while the buyer is away. */
export async function chargeClone({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const intent = await stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      payment_method: saved('clone'),
      allowed_payment_method_types: ['card'],
      application_fee_amount: 100,
      off_session: true,
      confirm: true,
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('charge') },
  );
  return { told: toldOf(intent), saved: { intent: intent.id } };
}

const file = 'lib/lab/ways/charging.ts';

/** The step that clones; `says` what is to be seen in it here. */
export const cloneStep = (says: string): Step => ({
  name: 'Clone it to the seller',
  says,
  file,
  code: 'cloneToSeller',
  run: cloneToSeller,
});

/** The step that charges the clone; `says` what is to be seen in it here. */
export const chargeStep = (says: string): Step => ({
  name: 'Charge the clone on the seller’s account',
  says,
  file,
  code: 'chargeClone',
  run: chargeClone,
});
