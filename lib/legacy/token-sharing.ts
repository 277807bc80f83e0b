/**
 * Legacy: cards of a Customer shared with an account by a token, as it was done before PaymentMethods.
 * New code clones: see `lib/payments/pay-leg.ts`.
 * https://docs.stripe.com/connect/cloning-customers-across-accounts
 */
import type { Lab, Taken } from '../lab/way';
import { priceOf } from '../lab/ways/charging';

/** Legacy. A Customer on the platform with a card of the old kind, made of a token. */
export async function createCustomerFromToken({ stripe, key, choices }: Lab): Promise<Taken> {
  const customer = await stripe.customers.create(
    { name: 'Lena Lab', email: 'lena@souk.example', source: choices.card },
    { idempotencyKey: key('customer') },
  );
  return {
    told: `${customer.id} has ${String(customer.default_source)} as its default source.`,
    saved: { customer: customer.id, defaultCard: String(customer.default_source) },
  };
}

/** Legacy. A second card, or a bank account that is verified, so that there is one to choose. */
export async function addAnother({ stripe, key, choices, saved }: Lab): Promise<Taken> {
  const another = await stripe.customers.createSource(
    saved('customer'),
    { source: choices.which === 'bank' ? 'btok_us_verified' : 'tok_mastercard' },
    { idempotencyKey: key('source') },
  );
  return { told: `${another.id} stands beside it.`, saved: { another: another.id } };
}

/** Legacy. A token of what the Customer has, made on the account: it is good for one use there. */
export async function createTokenThere({
  stripe,
  key,
  choices,
  seller,
  saved,
}: Lab): Promise<Taken> {
  const token = await stripe.tokens.create(
    {
      customer: saved('customer'),
      ...(choices.which === 'second' ? { card: saved('another') } : {}),
      ...(choices.which === 'bank' ? { bank_account: saved('another') } : {}),
    },
    { stripeAccount: seller.accountId, idempotencyKey: key('token') },
  );
  const held = token.card?.brand ?? token.bank_account?.bank_name;
  const last4 = token.card?.last4 ?? token.bank_account?.last4;
  return {
    told: `${token.id} holds ${String(held)} ending in ${String(last4)}.`,
    saved: { token: token.id },
  };
}

/** Legacy. A Customer on the account takes the token, and has a copy there from then on. */
export async function createCustomerThere({ stripe, key, seller, saved }: Lab): Promise<Taken> {
  const customer = await stripe.customers.create(
    { name: 'Lena Lab', email: 'lena@souk.example', source: saved('token') },
    { stripeAccount: seller.accountId, idempotencyKey: key('customer') },
  );
  return {
    told: `${customer.id} is on the account, with ${String(customer.default_source)}.`,
    saved: { accountCustomer: customer.id, copy: String(customer.default_source) },
  };
}

/**
 * Legacy. A PaymentIntent takes the id of such a card for a payment method. A bank account has no mandate
 * that a PaymentIntent would take, and is charged by the Charges API.
 */
export async function chargeCopyThere({
  stripe,
  key,
  choices,
  seller,
  saved,
}: Lab): Promise<Taken> {
  const there = { stripeAccount: seller.accountId, idempotencyKey: key('charge') };
  if (choices.which === 'bank') {
    const charge = await stripe.charges.create(
      {
        amount: 1_050,
        currency: 'usd',
        customer: saved('accountCustomer'),
        source: saved('copy'),
        application_fee_amount: 100,
      },
      there,
    );
    return { told: `${charge.id} is ${charge.status}.`, saved: { charge: charge.id } };
  }
  const intent = await stripe.paymentIntents.create(
    {
      amount: priceOf(seller),
      currency: seller.currency,
      customer: saved('accountCustomer'),
      payment_method: saved('copy'),
      application_fee_amount: 100,
      off_session: true,
      confirm: true,
    },
    there,
  );
  return { told: `${intent.id} is ${intent.status}.`, saved: { intent: intent.id } };
}

/** Uses the token a second time. */
export async function useTokenAgain({ stripe, key, seller, saved }: Lab) {
  return stripe.customers.create(
    { source: saved('token') },
    { stripeAccount: seller.accountId, idempotencyKey: key('customer') },
  );
}

/** Shares a Customer who has PaymentMethods, and nothing of the old kind. */
export async function shareMethodsOnly({ stripe, key, seller }: Lab) {
  const customer = await stripe.customers.create({}, { idempotencyKey: key('customer') });
  await stripe.setupIntents.create(
    {
      customer: customer.id,
      payment_method: 'pm_card_visa',
      allowed_payment_method_types: ['card'],
      confirm: true,
    },
    { idempotencyKey: key('setup') },
  );
  return stripe.tokens.create(
    { customer: customer.id },
    { stripeAccount: seller.accountId, idempotencyKey: key('token') },
  );
}

/** Names a PaymentMethod where a card of the old kind is wanted. */
export async function shareMethodAsCard({ stripe, key, seller, saved }: Lab) {
  const method = await stripe.paymentMethods.create(
    { type: 'card', card: { token: 'tok_visa' } },
    { idempotencyKey: key('method') },
  );
  return stripe.tokens.create(
    { customer: saved('customer'), card: method.id },
    { stripeAccount: seller.accountId, idempotencyKey: key('token') },
  );
}
