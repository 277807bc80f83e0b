import type { Lab, Step, Taken } from '../way';

/** The Customer on the platform that a saved method belongs to. */
export async function createCustomer({ stripe, key }: Lab): Promise<Taken> {
  const customer = await stripe.customers.create(
    { name: 'Lena Lab', email: 'lena@souk.example' },
    { idempotencyKey: key('customer') },
  );
  return { told: `${customer.id} is on the platform.`, saved: { customer: customer.id } };
}

/** Saves the card for payments while its owner is away, as the shop's form does in the browser. */
export async function saveCard({ stripe, key, choices, saved }: Lab): Promise<Taken> {
  const setup = await stripe.setupIntents.create(
    {
      customer: saved('customer'),
      payment_method: choices.card,
      usage: 'off_session',
      allowed_payment_method_types: ['card'],
      use_stripe_sdk: true,
      confirm: true,
    },
    { idempotencyKey: key('setup') },
  );
  return { told: `${setup.id} is ${setup.status}.`, saved: { setup: setup.id } };
}

/** What the browser has to do for a SetupIntent of the platform's: nothing, or to ask the bank. */
export async function setupAction({ stripe, saved }: Lab) {
  const setup = await stripe.setupIntents.retrieve(saved('setup'));
  if (setup.status !== 'requires_action' || !setup.client_secret) return null;
  return { kind: 'next_action', clientSecret: setup.client_secret } as const;
}

/** Reads at Stripe what became of it; the browser's word counts nothing. */
export async function readSetup({ stripe, saved }: Lab): Promise<Taken> {
  const setup = await stripe.setupIntents.retrieve(saved('setup'));
  if (setup.status !== 'succeeded' || typeof setup.payment_method !== 'string') {
    return { told: `${setup.id} is ${setup.status}: the card is not saved. Start anew.` };
  }
  return {
    told: `${setup.payment_method} is attached to the platform’s Customer.`,
    saved: { method: setup.payment_method },
  };
}

const file = 'lib/lab/ways/saving.ts';

/** The step that makes the Customer; `says` why. */
export const customerStep = (says: string): Step => ({
  name: 'Make a Customer on the platform',
  says,
  file,
  code: 'createCustomer',
  run: createCustomer,
});

/** The step in which the bank asks about a SetupIntent; `says` what to look for. */
export const bankStep = (says: string): Step => ({
  name: 'Let the bank ask, and read what it said',
  says,
  file,
  code: 'readSetup',
  run: readSetup,
  inBrowser: setupAction,
});

/** The three steps that put a card on the platform, with 3D Secure where the bank wants it. */
export const savingSteps: readonly Step[] = [
  customerStep(
    'A saved method belongs to a Customer. It lives on the platform, once for each buyer.',
  ),
  {
    name: 'Save the card by a SetupIntent',
    says: 'Confirming it sets the card up for payments while the buyer is away, and attaches it.',
    file,
    code: 'saveCard',
    run: saveCard,
  },
  bankStep(
    'Where the bank wants 3D Secure, Stripe.js opens its window here. The server then reads the SetupIntent itself.',
  ),
];
