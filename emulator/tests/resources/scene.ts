import Stripe from 'stripe';
import { expect } from 'vitest';
import { checkShape } from '../../generated/check-shape';
import type { Emulator } from '../../server/emulator';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { call } from '../support/raw-call';

/** A US platform, a French and an American seller, and Jenny, who is a customer of the platform. */
export interface Scene {
  readonly emulator: Emulator;
  readonly stripe: Stripe;
  readonly account: string;
  readonly american: string;
  /** `{ stripeAccount }` of the French seller. */
  readonly seller: { readonly stripeAccount: string };
  readonly jenny: string;
}

/** Starts an emulator of its own for one test; charges settle at once. */
export async function scene(options: Parameters<typeof startEmulator>[0] = {}): Promise<Scene> {
  const emulator = await startEmulator({
    ...options,
    settings: { settleDelayMs: 0, ...options.settings },
  });
  const stripe = stripeFor(emulator);
  const account = await seedAccount(emulator, { country: 'FR', name: 'Atelier' });
  const american = await seedAccount(emulator, { country: 'US', name: 'Workshop' });
  const { id: jenny } = await stripe.customers.create({ email: 'jenny@example.com' });
  return { emulator, stripe, account, american, seller: { stripeAccount: account }, jenny };
}

/** Saves a card as the shop does, pressing "Complete" at the bank where it asks. */
export async function saveCard(
  { emulator, stripe, jenny }: Scene,
  card: string,
  parameters: Stripe.SetupIntentCreateParams = {},
): Promise<string> {
  const intent = await stripe.setupIntents.create({
    customer: jenny,
    payment_method: card,
    confirm: true,
    return_url: 'http://localhost/wallet',
    use_stripe_sdk: true,
    ...parameters,
  });
  if (intent.status === 'requires_action') await atTheBank(emulator, intent, 'authenticate');
  const { status, payment_method } = await stripe.setupIntents.retrieve(intent.id);
  expect(status).toBe('succeeded');
  return String(payment_method);
}

/** Shares Jenny's card with the French seller. */
export async function cloneCard(
  { stripe, jenny, seller }: Scene,
  card: string,
): Promise<Stripe.PaymentMethod> {
  return stripe.paymentMethods.create({ customer: jenny, payment_method: card }, seller);
}

/** Charges a card of the French seller, with nobody there to ask. */
export async function charge(
  { stripe, seller }: Scene,
  card: string,
  parameters: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create(
    {
      amount: 2500,
      currency: 'eur',
      payment_method: card,
      confirm: true,
      off_session: true,
      ...parameters,
    },
    seller,
  );
}

/** Presses a button of the bank's 3D Secure page, as Stripe.js would find it, if it comes at all. */
export async function atTheBank(
  emulator: Emulator,
  intent: Stripe.SetupIntent | Stripe.PaymentIntent,
  outcome: 'authenticate' | 'fail',
): Promise<void> {
  const sdk = intent.next_action?.use_stripe_sdk as Record<string, string> | undefined;
  const account = sdk?.merchant ?? '';
  const { json } = await call(emulator, '/v1/3ds2/authenticate', {
    key: 'pk_test_emulator',
    body: `source=${sdk?.three_d_secure_2_source ?? ''}&_stripe_account=${account}`,
  });
  if (json.state === 'failed') return;
  const { acsURL } = json.ares as { acsURL: string };
  const answer = await fetch(acsURL, {
    method: 'POST',
    body: new URLSearchParams({ outcome }),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(answer.status).toBe(200);
}

/** The error a call must end with; fails when it succeeds. */
export async function failure(promise: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error('The call succeeded.');
}

/** Types of an account's events, oldest first, without what making the scene left. */
export async function eventTypes(
  stripe: Stripe,
  options: { stripeAccount?: string } = {},
): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 }, options);
  return data.map(({ type }) => type).reverse();
}

/** Waits until `read` answers something; timers of the emulator run in real time. */
export async function eventually<T>(read: () => Promise<T | null | undefined>): Promise<T> {
  for (;;) {
    const value = await read();
    if (value !== null && value !== undefined) return value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Holds an answer against the SDK's types. */
export function expectShape(answer: object): void {
  // `use_stripe_sdk` is opaque to the types: any value may stand in it.
  const problems = checkShape(answer).filter((problem) => !problem.includes('.use_stripe_sdk.'));
  expect(problems).toEqual([]);
}
