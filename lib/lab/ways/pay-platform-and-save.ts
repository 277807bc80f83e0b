import type { Lab, Taken, Way } from '../way';
import { cardQuestion } from './test-cards';
import { toldOf, cloneStep, chargeStep } from './charging';
import { customerStep } from './saving';

/** The platform sells something itself: the card is charged and kept by one confirmation. */
export async function payPlatform({ stripe, key, choices, saved }: Lab): Promise<Taken> {
  const intent = await stripe.paymentIntents.create(
    {
      amount: 2_900,
      currency: 'usd',
      customer: saved('customer'),
      payment_method: choices.card,
      allowed_payment_method_types: ['card'],
      setup_future_usage: 'off_session',
      use_stripe_sdk: true,
      confirm: true,
    },
    { idempotencyKey: key('pay') },
  );
  return { told: toldOf(intent), saved: { platformIntent: intent.id } };
}

/** What the browser has to do for the platform's PaymentIntent: nothing, or to ask the bank. */
export async function paymentAction({ stripe, saved }: Lab) {
  const intent = await stripe.paymentIntents.retrieve(saved('platformIntent'));
  if (intent.status !== 'requires_action' || !intent.client_secret) return null;
  return { kind: 'next_action', clientSecret: intent.client_secret } as const;
}

/** Reads at Stripe whether it is paid; only then is the card kept. */
export async function readPayment({ stripe, saved }: Lab): Promise<Taken> {
  const intent = await stripe.paymentIntents.retrieve(saved('platformIntent'));
  if (intent.status !== 'succeeded' || typeof intent.payment_method !== 'string') {
    return { told: `${toldOf(intent)} The card is not saved. Start anew.` };
  }
  return {
    told: `${toldOf(intent)} ${intent.payment_method} is attached to the Customer.`,
    saved: { method: intent.payment_method },
  };
}

export const payPlatformAndSave: Way = {
  slug: 'pay-platform-and-save',
  title: 'Pay the platform and save',
  state: 'recommended',
  why: 'Where the platform sells something itself, one confirmation does both; a set-up of its own would ask the buyer twice.',
  summary:
    'A PaymentIntent on the platform with `setup_future_usage`: the money lands on the platform’s balance, and the card that paid is kept for sellers. Souk Plus is bought like this.',
  facts: {
    calls: '1 for the platform, then 2 for each seller',
    livesOn: 'Platform',
    reusable: 'Yes',
    sca: 'The payment’s own 3D Secure sets the card up',
    recurring: 'With a Customer there',
    chooseWhen: 'The platform is paid first: a membership, a deposit, a fee',
  },
  file: 'lib/lab/ways/pay-platform-and-save.ts',
  questions: [cardQuestion],
  steps: [
    customerStep('Who is to keep the card.'),
    {
      name: 'Pay the platform, and save the card',
      says: 'The buyer is there: no `off_session`. `setup_future_usage` keeps the card once it has paid.',
      code: 'payPlatform',
      run: payPlatform,
    },
    {
      name: 'Let the bank ask, and read what it said',
      says: 'Where the bank wants 3D Secure, its window opens here.',
      code: 'readPayment',
      run: readPayment,
      inBrowser: paymentAction,
    },
    cloneStep('From here on it is a saved method like any other.'),
    chargeStep('While the buyer is away.'),
  ],
  refusals: [],
  sources: [
    {
      title: 'Save payment details during payment',
      url: 'https://docs.stripe.com/payments/save-during-payment',
    },
  ],
};
