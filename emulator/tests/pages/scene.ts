/** An emulator with a platform, two sellers, a card cloned to both, and a paid order. */
import type Stripe from 'stripe';
import type { Emulator } from '../../server/emulator';
import { seedAccount, stripeFor } from '../support/emulator';

export interface Scene {
  readonly stripe: Stripe;
  readonly sellers: readonly [string, string];
  readonly customer: Stripe.Customer;
  readonly card: Stripe.PaymentMethod;
  /** The clones, in the order of the sellers. */
  readonly clones: readonly [Stripe.PaymentMethod, Stripe.PaymentMethod];
  readonly paid: Stripe.PaymentIntent;
}

/** A name that would run if it were not escaped. */
export const hostileName = '<img src=x onerror="document.title=1"> & Søn';

export async function setScene(emulator: Emulator): Promise<Scene> {
  const stripe = stripeFor(emulator);
  const first = await seedAccount(emulator, { name: 'Kiln & Clay', country: 'US' });
  const second = await seedAccount(emulator, {
    name: 'Osaka Knives',
    country: 'JP',
    currency: 'jpy',
  });
  const customer = await stripe.customers.create({
    name: hostileName,
    payment_method: 'pm_card_visa',
  });
  const [card] = (await stripe.customers.listPaymentMethods(customer.id)).data;
  if (!card) throw new Error('The card was not attached.');
  const clone = (account: string) =>
    stripe.paymentMethods.create(
      { customer: customer.id, payment_method: card.id },
      { stripeAccount: account },
    );
  const clones = [await clone(first), await clone(second)] as const;
  const paid = await stripe.paymentIntents.create(
    {
      amount: 4250,
      currency: 'usd',
      payment_method: clones[0].id,
      confirm: true,
      application_fee_amount: 400,
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
    },
    { stripeAccount: first },
  );
  return { stripe, sellers: [first, second], customer, card, clones, paid };
}
