/**
 * The promise of this repository in one file and the `stripe` package alone: a card that is saved once,
 * on the platform, pays any number of sellers, each by a direct charge on its own account.
 * docs/own-app.md says what to put around it. Types, and a test that runs it, keep it true.
 * https://docs.stripe.com/connect/direct-charges-multiple-accounts
 */
import Stripe from 'stripe';

/** One seller's part of an order, as it stands in your database: never as the browser says. */
export interface Leg {
  readonly id: string;
  /** The seller's connected account. */
  readonly account: string;
  /** In the smallest unit of the currency, e.g. cents. */
  readonly amount: number;
  readonly fee: number;
  readonly currency: string;
  /** The platform's Customer, and the PaymentMethod that is attached to it. */
  readonly customer: string;
  readonly method: string;
  /** Which try this is. A new try has new keys; what is repeated after a lost answer is the same try. */
  readonly attempt: number;
  /** What an earlier run of this try came to know; null until then. */
  readonly clone: string | null;
}

/** Where results go. Each promise resolves once what it was told is on disk. */
export interface Ledger {
  storeClone(legId: string, clone: string): Promise<void>;
  storeEnding(legId: string, ending: Ending): Promise<void>;
}

export type Ending =
  | { readonly state: 'paid' | 'processing'; readonly paymentIntent: string }
  /** The bank wants to see the buyer: confirm with a fresh clone when they are there. */
  | { readonly state: 'action_needed'; readonly paymentIntent: string | null }
  /** Another card, or another day: a new try, with `attempt` one higher. */
  | { readonly state: 'declined'; readonly code: string }
  /** Stripe refused the request itself. Somebody has to look. */
  | { readonly state: 'failed'; readonly message: string };

/** What the Payment Element confirms in the browser. Keep `key` before you call, and call with it again. */
export function beginSaving(stripe: Stripe, customer: string, key: string) {
  return stripe.setupIntents.create(
    { customer, usage: 'off_session', automatic_payment_methods: { enabled: true } },
    { idempotencyKey: key },
  );
}

/** The saved method of a SetupIntent, asked of Stripe: what the browser says of it counts for nothing. */
export async function savedMethod(stripe: Stripe, setupIntent: string): Promise<string | null> {
  const intent = await stripe.setupIntents.retrieve(setupIntent);
  if (intent.status !== 'succeeded') return null;
  const method = intent.payment_method;
  return typeof method === 'string' ? method : (method?.id ?? null);
}

/** Two answers of Stripe, however many sellers. What happens to one leg never touches another. */
export async function payLegs(
  stripe: Stripe,
  ledger: Ledger,
  legs: readonly Leg[],
): Promise<PromiseSettledResult<void>[]> {
  return Promise.allSettled(legs.map((leg) => payLeg(stripe, ledger, leg)));
}

/**
 * Drives one leg to its ending. Throws when Stripe did not answer: nothing is known then, so call it
 * again with what is stored. The same keys make Stripe repeat its answer instead of charging twice.
 */
export async function payLeg(stripe: Stripe, ledger: Ledger, leg: Leg): Promise<void> {
  const { id, account, attempt } = leg;
  try {
    let { clone } = leg;
    if (!clone) {
      const made = await stripe.paymentMethods.create(
        { customer: leg.customer, payment_method: leg.method },
        { stripeAccount: account, idempotencyKey: `clone:${id}:${attempt}` },
      );
      clone = made.id;
      await ledger.storeClone(id, clone);
    }
    const { id: paymentIntent, status } = await stripe.paymentIntents.create(
      {
        amount: leg.amount,
        currency: leg.currency,
        application_fee_amount: leg.fee,
        payment_method: clone,
        allowed_payment_method_types: ['card'],
        off_session: true,
        confirm: true,
        metadata: { leg: id, attempt },
      },
      { stripeAccount: account, idempotencyKey: `charge:${id}:${attempt}` },
    );
    const state = status === 'succeeded' ? 'paid' : 'processing';
    await ledger.storeEnding(id, { state, paymentIntent });
  } catch (error) {
    await ledger.storeEnding(id, endingOf(error));
  }
}

function endingOf(error: unknown): Ending {
  if (error instanceof Stripe.errors.StripeCardError) {
    const paymentIntent = error.payment_intent?.id ?? null;
    return error.code === 'authentication_required'
      ? { state: 'action_needed', paymentIntent }
      : { state: 'declined', code: error.decline_code ?? error.code ?? 'card_declined' };
  }
  if (error instanceof Stripe.errors.StripeInvalidRequestError) {
    return { state: 'failed', message: error.message };
  }
  // No answer, "later", or a fault of ours: repeat, with the same keys.
  throw error;
}
