import type Stripe from 'stripe';
import { cloneCard, eventually, saveCard, scene, type Scene } from '../resources/scene';
import { control } from '../support/raw-call';

export const hour = 60 * 60;
export const day = 24 * hour;

/** Jenny as a customer of the French seller, with a clone of her card attached there. */
export interface Billing extends Scene {
  readonly customer: string;
  readonly card: string;
  /** Coffee every month for 15 €. */
  readonly price: string;
  readonly product: string;
}

/** A clock that stands, so that moments can be compared. */
export const start = Date.parse('2026-01-31T10:00:00Z') / 1000;
const standing = { clock: () => start * 1000 };

/** The seller's emulator, with a buyer that can be billed. */
export async function billing(
  card = 'pm_card_visa',
  options: Parameters<typeof scene>[0] & {
    readonly recurring?: Stripe.PriceCreateParams.Recurring;
  } = {},
): Promise<Billing> {
  const { recurring = { interval: 'month' }, ...rest } = options;
  const here = await scene({ ...standing, ...rest });
  const { stripe, seller } = here;
  const customer = await stripe.customers.create({ email: 'jenny@example.com' }, seller);
  const { id: price, product } = await stripe.prices.create(
    { currency: 'eur', unit_amount: 1500, recurring, product_data: { name: 'Coffee' } },
    seller,
  );
  const made = { ...here, customer: customer.id, price, product: String(product), card: '' };
  return { ...made, card: await give(made, card) };
}

/** Jenny subscribes to coffee at the seller. */
export function subscribe(
  { stripe, seller, customer, price }: Billing,
  given: Partial<Stripe.SubscriptionCreateParams> = {},
): Promise<Stripe.Subscription> {
  return stripe.subscriptions.create({ customer, items: [{ price }], ...given }, seller);
}

/** Saves a card on the platform, clones it, and attaches the clone to the customer. */
export async function give(
  here: Scene & { readonly customer: string },
  card: string,
): Promise<string> {
  const { stripe, seller, customer } = here;
  const saved = await savedCard(here, card);
  const { id } = await cloneCard(here, saved);
  await stripe.paymentMethods.attach(id, { customer }, seller);
  await stripe.customers.update(
    customer,
    { invoice_settings: { default_payment_method: id } },
    seller,
  );
  return id;
}

/** Set up where that is possible: what always asks is attached as it is. */
async function savedCard(here: Scene, card: string): Promise<string> {
  if (card !== 'pm_card_authenticationRequired') return saveCard(here, card);
  return (await here.stripe.paymentMethods.attach(card, { customer: here.jenny })).id;
}

/** Puts the emulator's clock forward. */
export async function pass({ emulator }: Scene, seconds: number): Promise<void> {
  await control(emulator, 'POST', '/clock', { advance_seconds: seconds });
}

/** Puts it forward to a moment, in Unix seconds. */
export async function passTo({ emulator }: Scene, now: number): Promise<void> {
  await control(emulator, 'POST', '/clock', { now });
}

/** Advances a test clock, and waits until it stands again. */
export async function advance({ stripe, seller }: Scene, clock: string, to: number) {
  const { testClocks } = stripe.testHelpers;
  await testClocks.advance(clock, { frozen_time: to }, seller);
  return eventually(async () => {
    const found = await testClocks.retrieve(clock, {}, seller);
    return found.status === 'advancing' ? null : found;
  });
}

/** The types of the seller's events since there were `from` of them, oldest first. */
export async function eventsSince({ stripe, seller }: Scene, from: number): Promise<string[]> {
  const all: string[] = [];
  for await (const { type } of stripe.events.list({ limit: 100 }, seller)) all.push(type);
  return all.reverse().slice(from);
}

/** How many events the seller has by now. */
export async function eventCount(here: Scene): Promise<number> {
  return (await eventsSince(here, 0)).length;
}

/** A moment, in Unix seconds. */
export const at = (text: string): number => Date.parse(text) / 1000;

/** When the first month from `start` ends. */
export const february = at('2026-02-28T10:00:00Z');

/** A subscription with its latest invoice. */
export function read({ stripe, seller }: Billing, id: string): Promise<Stripe.Subscription> {
  return stripe.subscriptions.retrieve(id, { expand: ['latest_invoice'] }, seller);
}

/** The latest invoice of a subscription. */
export async function latest({ stripe, seller }: Billing, id: string): Promise<Stripe.Invoice> {
  const { latest_invoice } = await stripe.subscriptions.retrieve(
    id,
    { expand: ['latest_invoice'] },
    seller,
  );
  return latest_invoice as Stripe.Invoice;
}

/** A subscription of two coffees, a week old; and prices of 30 € a month and 150 € a year. */
export async function weekOld(card = 'pm_card_visa') {
  const here = await billing(card);
  const { stripe, seller, customer, price } = here;
  const made = await stripe.subscriptions.create(
    { customer, items: [{ price, quantity: 2 }] },
    seller,
  );
  const other = async (unit_amount: number, interval: 'month' | 'year') => {
    const product_data = { name: 'Tea' };
    const given = { currency: 'eur', unit_amount, recurring: { interval }, product_data };
    return (await stripe.prices.create(given, seller)).id;
  };
  const [dear, yearly] = [await other(3000, 'month'), await other(15_000, 'year')];
  await pass(here, 7 * day);
  return { here, id: made.id, item: made.items.data[0]?.id ?? '', dear, yearly };
}

/** A draft of two items, of 20 and 5 €. */
export async function draft({ stripe, seller, customer }: Billing, given = {}) {
  const { id: invoice } = await stripe.invoices.create(
    { customer, currency: 'eur', ...given },
    seller,
  );
  const item = { customer, invoice, currency: 'eur' };
  await stripe.invoiceItems.create({ ...item, amount: 2000, description: 'Mug' }, seller);
  await stripe.invoiceItems.create({ ...item, amount: 500, description: 'Wrapping' }, seller);
  return stripe.invoices.retrieve(invoice, {}, seller);
}
