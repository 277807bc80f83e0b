/** What the stages of subscriptions and their items are set with. */
import type Stripe from 'stripe';
import type { Theatre } from './theatre';

export const month = { interval: 'month' } as const;

/** What Jenny can subscribe to: for 5 dollars a month, or once. */
export async function priced(
  { stripe }: Theatre,
  given: object = { recurring: month },
): Promise<string> {
  const product_data = { name: 'Coffee' };
  const price = { currency: 'usd', unit_amount: 500, product_data, ...given };
  const options = { currency_options: { eur: { unit_amount: 400 } } };
  return (await stripe.prices.create({ ...price, ...options })).id;
}

export async function product({ stripe }: Theatre): Promise<string> {
  return (await stripe.products.create({ name: 'Mug' })).id;
}

export async function subscribed(
  theatre: Theatre,
  given: Partial<Stripe.SubscriptionCreateParams> = {},
  account?: string,
): Promise<Stripe.Subscription> {
  const { stripe, jenny: customer, card } = theatre;
  const items = [{ price: await priced(theatre) }];
  const whose = account ? { stripeAccount: account } : {};
  return stripe.subscriptions.create(
    { customer, items, default_payment_method: card, ...given },
    whose,
  );
}

/** A made-up price of an item. */
export async function priceData(theatre: Theatre, name: string | undefined, recurring: boolean) {
  return {
    currency: 'usd',
    product: await product(theatre),
    ...(recurring ? { recurring: month } : {}),
    ...(/unit_amount/.test(name ?? '') ? {} : { unit_amount: 500 }),
  };
}

/** What one of `items` says, for the field that is looked at. */
export async function itemBody(
  theatre: Theatre,
  field: string | undefined,
  below: string | undefined,
) {
  if (field === 'price') return { body: {}, value: await priced(theatre) };
  if (field !== 'price_data') return { body: { price: await priced(theatre) } };
  return {
    body: { price_data: await priceData(theatre, below, true) },
    ...(below === 'product' ? { value: await product(theatre) } : {}),
  };
}
