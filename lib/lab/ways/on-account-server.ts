import type { Lab, Taken, Way } from '../way';
import { priceOf, toldOf } from './charging';

/** A Card Element, of a Stripe object that was made for the account, makes a PaymentMethod there. */
export async function typeCard({ seller }: Lab) {
  return { kind: 'card_element', accountId: seller.accountId } as const;
}

/** Looks up at Stripe what the browser says it has made; an id is all that came from there. */
export async function readMethod({ stripe, seller, fromBrowser }: Lab): Promise<Taken> {
  const method = await stripe.paymentMethods.retrieve(
    fromBrowser ?? '',
    {},
    { stripeAccount: seller.accountId },
  );
  return {
    told: `${method.id} lives on ${seller.accountId}.`,
    saved: { accountMethod: method.id },
  };
}

/** Confirms from the server, with the account in the header. */
export async function confirmThere({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const intent = await stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      payment_method: saved('accountMethod'),
      allowed_payment_method_types: ['card'],
      confirm: true,
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('charge') },
  );
  return { told: toldOf(intent), saved: { intent: intent.id } };
}

/** A configuration of the account's with cards on and bank accounts off. */
export async function switchOff({ stripe, key, seller }: Lab): Promise<Taken> {
  const configuration = await stripe.paymentMethodConfigurations.create(
    {
      name: 'Cards only',
      card: { display_preference: { preference: 'on' } },
      us_bank_account: { display_preference: { preference: 'off' } },
      link: { display_preference: { preference: 'off' } },
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('configuration') },
  );
  return {
    told: `${configuration.id} offers cards, and no bank accounts.`,
    saved: { configuration: configuration.id },
  };
}

/** A PaymentIntent that follows the configuration. */
export async function createConfigured({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const intent = await stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      payment_method_configuration: saved('configuration'),
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('intent') },
  );
  return {
    told: `${intent.id} may be paid by ${intent.payment_method_types.join(', ')}.`,
    saved: { configured: intent.id },
  };
}

/** Pays it by what the configuration has switched off. */
export async function payByWhatIsOff({ stripe, key, seller, saved }: Lab) {
  return stripe.paymentIntents.confirm(
    saved('configured'),
    { payment_method: 'pm_usBankAccount_success' },
    { stripeAccount: seller.accountId, idempotencyKey: key('confirm') },
  );
}

/** Asks for a type that the account has no capability for. */
export async function payWithoutCapability({ stripe, key, seller }: Lab) {
  return stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      allowed_payment_method_types: ['klarna'],
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('intent') },
  );
}

export const onAccountServer: Way = {
  slug: 'on-account-server',
  title: 'Straight on the account, from the server',
  state: 'alternative',
  why: 'It keeps the last word on the server, where older integrations have it; today’s Payment Element confirms in the browser.',
  summary:
    'The browser makes a PaymentMethod on the account and sends its id; the server confirms with the `Stripe-Account` header. What may pay there is decided by the account’s capabilities and its payment method configuration, not by the platform’s.',
  facts: {
    calls: '1 in the browser, 1 from the server',
    livesOn: 'The account',
    reusable: 'When attached to a Customer there',
    sca: 'The buyer is there, and may be asked',
    recurring: 'When attached to a Customer there',
    chooseWhen: 'Your server decides between typing and paying',
  },
  file: 'lib/lab/ways/on-account-server.ts',
  questions: [],
  steps: [
    {
      name: 'Type a card on the account',
      says: 'Stripe.js with `stripeAccount`, and `createPaymentMethod`.',
      code: 'readMethod',
      run: readMethod,
      inBrowser: typeCard,
    },
    {
      name: 'Confirm from the server',
      says: 'The header says whose method and whose money it is.',
      code: 'confirmThere',
      run: confirmThere,
    },
    {
      name: 'Switch bank accounts off there',
      says: 'A payment method configuration of the account: what is off is not offered, and is refused.',
      code: 'switchOff',
      run: switchOff,
    },
    {
      name: 'Make a PaymentIntent that follows it',
      says: 'Its types are what the configuration and the capabilities both allow.',
      code: 'createConfigured',
      run: createConfigured,
    },
  ],
  refusals: [
    {
      slug: 'switched-off',
      name: 'Pay by a bank account all the same',
      says: 'It is switched off in the configuration that the PaymentIntent follows.',
      after: 4,
      code: 'payByWhatIsOff',
      run: payByWhatIsOff,
    },
    {
      slug: 'no-capability',
      name: 'Ask for a type without its capability',
      says: 'The account has never been allowed to take Klarna.',
      after: 0,
      code: 'payWithoutCapability',
      run: payWithoutCapability,
    },
  ],
  sources: [
    {
      title: 'Payment method configurations for Connect',
      url: 'https://docs.stripe.com/connect/multiple-payment-method-configurations',
    },
  ],
};
