/**
 * A year of renewals of up to 200 subscriptions on two sellers and the platform, with cards that
 * fail, plans that change at once or once they are paid, anchors, pauses, invoices that are void and
 * customers that leave: invoices, charges, fees and balances agree at the end of it.
 */
import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { control } from '../support/raw-call';
import { drawn } from '../support/whole';
import { Dice } from './dice';

const day = 24 * 60 * 60;
const start = Date.parse('2026-01-31T09:00:00Z') / 1000;
const count = drawn(60, 200);

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

interface Shop {
  readonly options: { stripeAccount?: string };
  readonly prices: readonly string[];
}

interface Member {
  readonly shop: Shop;
  readonly customer: string;
  readonly subscription: string;
  /** The first day that is billed where the part of a period before it is free; null where none is. */
  readonly freeUntil: number | null;
  /** Invoices that changes waited for. */
  readonly parked: Set<string>;
}

const plans = [
  { interval: 'month', unit_amount: 1490 },
  { interval: 'month', unit_amount: 2999 },
  { interval: 'week', interval_count: 6, unit_amount: 777 },
  { interval: 'year', unit_amount: 9900 },
  { interval: 'month', interval_count: 3, unit_amount: 4400 },
] as const;

async function open(stripe: Stripe, account?: string): Promise<Shop> {
  const options = account === undefined ? {} : { stripeAccount: account };
  const prices: string[] = [];
  for (const { unit_amount, ...recurring } of plans) {
    const product_data = { name: `Plan ${prices.length}` };
    const price = { currency: 'eur', unit_amount, recurring, product_data };
    prices.push((await stripe.prices.create(price, options)).id);
  }
  return { options, prices };
}

async function card(stripe: Stripe, { options }: Shop, customer: string, fails: boolean) {
  const token = fails ? 'tok_chargeCustomerFail' : 'tok_visa';
  const { id } = await stripe.paymentMethods.create({ type: 'card', card: { token } }, options);
  await stripe.paymentMethods.attach(id, { customer }, options);
  await stripe.customers.update(
    customer,
    { invoice_settings: { default_payment_method: id } },
    options,
  );
}

async function join(stripe: Stripe, shop: Shop, dice: Dice): Promise<Member> {
  const { options, prices } = shop;
  const { id: customer } = await stripe.customers.create({}, options);
  await card(stripe, shop, customer, false);
  const anchor = dice.below(5) === 0 ? start + (21 + dice.below(7)) * day : null;
  const free = dice.below(3) === 0;
  const { id: subscription } = await stripe.subscriptions.create(
    {
      customer,
      items: [{ price: dice.pick(prices), quantity: 1 + dice.below(3) }],
      ...(options.stripeAccount ? { application_fee_percent: dice.below(2000) / 100 } : {}),
      ...(dice.below(5) === 0 ? { trial_period_days: 1 + dice.below(20) } : {}),
      ...(anchor === null ? {} : { billing_cycle_anchor: anchor }),
      ...(free ? { proration_behavior: 'none' } : {}),
    },
    options,
  );
  return { shop, customer, subscription, freeUntil: free ? anchor : null, parked: new Set() };
}

/** Something happens to a member between two renewals. */
async function live(stripe: Stripe, member: Member, dice: Dice) {
  const { shop, customer, subscription } = member;
  const { options, prices } = shop;
  const { items, status } = await stripe.subscriptions.retrieve(subscription, {}, options);
  const item = items.data[0];
  if (status === 'canceled' || !item) return;
  switch (dice.below(10)) {
    case 0:
      return card(stripe, shop, customer, true);
    case 1:
      return card(stripe, shop, customer, false);
    case 2:
      return stripe.subscriptions.update(subscription, { cancel_at_period_end: true }, options);
    case 3:
      return stripe.subscriptions.cancel(
        subscription,
        { prorate: true, invoice_now: true },
        options,
      );
    case 4:
      return stripe.subscriptionItems.update(
        item.id,
        { price: dice.pick(prices), quantity: 1 + dice.below(4) },
        options,
      );
    case 5:
      return pause(stripe, shop, subscription, dice);
    case 6:
      return giveUp(stripe, shop, subscription);
    case 7:
    case 8:
      return changeOncePaid(stripe, member, item.id, dice);
    default:
      return stripe.subscriptionItems.update(item.id, { quantity: 1 + dice.below(4) }, options);
  }
}

/** Collection rests, for good or until some day, or is taken up again. */
async function pause(stripe: Stripe, { options }: Shop, subscription: string, dice: Dice) {
  const { items, pause_collection } = await stripe.subscriptions.retrieve(
    subscription,
    {},
    options,
  );
  const end = items.data[0]?.current_period_end ?? 0;
  const rests = {
    behavior: dice.pick(['keep_as_draft', 'mark_uncollectible', 'void'] as const),
    ...(dice.below(2) === 0 ? { resumes_at: end + 5 * day } : {}),
  };
  const given = { pause_collection: pause_collection ? ('' as const) : rests };
  return stripe.subscriptions.update(subscription, given, options);
}

/** An invoice that nobody has paid is void. */
async function giveUp(stripe: Stripe, { options }: Shop, subscription: string) {
  const open = await stripe.invoices.list({ subscription, status: 'open' }, options);
  const [invoice] = open.data;
  return invoice && stripe.invoices.voidInvoice(invoice.id, {}, options);
}

/** Another plan or a new period, which waits for its payment: it comes, is given up or never comes. */
async function changeOncePaid(
  stripe: Stripe,
  { shop, customer, subscription, parked }: Member,
  item: string,
  dice: Dice,
) {
  const { options, prices } = shop;
  await card(stripe, shop, customer, true);
  const changed = await stripe.subscriptions.update(
    subscription,
    {
      ...(dice.below(3) === 0
        ? { billing_cycle_anchor: { type: 'now' } }
        : { items: [{ id: item, price: dice.pick(prices), quantity: 1 + dice.below(3) }] }),
      payment_behavior: 'pending_if_incomplete',
      proration_behavior: 'always_invoice',
    },
    options,
  );
  await card(stripe, shop, customer, false);
  if (!changed.pending_update) return;
  const invoice = String(changed.latest_invoice);
  parked.add(invoice);
  const end = dice.below(3);
  if (end === 0) await stripe.invoices.pay(invoice, {}, options);
  if (end === 1) await stripe.invoices.voidInvoice(invoice, {}, options);
  const after = await stripe.subscriptions.retrieve(subscription, {}, options);
  expect(after.pending_update === null).toBe(end < 2);
}

test('a year of renewals adds up', { timeout: 120_000 }, async () => {
  const emulator = await startEmulator({
    clock: () => start * 1000,
    settings: { settleDelayMs: 0, dunning: { retryDays: [2, 5, 9], end: 'cancel' } },
  });
  const stripe = stripeFor(emulator);
  const dice = new Dice(20_260_131);
  const shops = [
    await open(stripe),
    await open(stripe, await seedAccount(emulator, { country: 'FR' })),
    await open(stripe, await seedAccount(emulator, { country: 'US' })),
  ];
  const members: Member[] = [];
  while (members.length < count) members.push(await join(stripe, dice.pick(shops), dice));
  for (let part = 0; part < 26; part += 1) {
    await control(emulator, 'POST', '/clock', { advance_seconds: 14 * day });
    for (let turn = 0; turn < 4; turn += 1) await live(stripe, dice.pick(members), dice);
  }
  await control(emulator, 'POST', '/clock', { advance_seconds: day + 3600 });

  let renewals = 0;
  for (const shop of shops) renewals += await checkBooks(stripe, shop);
  for (const member of members) await checkPeriods(stripe, member);
  expect(renewals).toBeGreaterThan(2 * count);
  const fees = await stripe.applicationFees
    .list({ limit: 100 })
    .autoPagingToArray({ limit: 10_000 });
  const asked: number[] = [];
  for (const { options } of shops.slice(1)) asked.push(await feesAsked(stripe, options));
  expect(sum(fees.map(({ amount }) => amount))).toBe(sum(asked));
  expect(fees.length).toBeGreaterThan(0);
});

async function feesAsked(stripe: Stripe, options: Shop['options']): Promise<number> {
  const list = stripe.charges.list({ limit: 100 }, options);
  const charges = await list.autoPagingToArray({ limit: 10_000 });
  const paid = charges.filter(({ status }) => status === 'succeeded');
  return sum(paid.map(({ application_fee_amount: fee }) => fee ?? 0));
}

/** Each invoice is the sum of its lines, and was paid by a charge or from the balance. */
async function checkBooks(stripe: Stripe, { options }: Shop): Promise<number> {
  const all = <T>(list: Stripe.ApiListPromise<T>) => list.autoPagingToArray({ limit: 10_000 });
  const invoices = await all(stripe.invoices.list({ limit: 100 }, options));
  const charges = await all(stripe.charges.list({ limit: 100 }, options));
  const payments = await all(stripe.invoicePayments.list({ limit: 100 }, options));
  const entries = await all(stripe.balanceTransactions.list({ limit: 100 }, options));
  const paid = new Map<string, number>();
  for (const { amount_paid, invoice, status } of payments) {
    if (status === 'paid') paid.set(String(invoice), amount_paid ?? 0);
  }
  for (const invoice of invoices) {
    const { amount_due, amount_paid, amount_remaining, lines, status, total } = invoice;
    expect(total).toBe(sum(lines.data.map(({ amount }) => amount)));
    expect(amount_paid + amount_remaining).toBe(amount_due);
    expect(amount_paid).toBe(status === 'paid' ? amount_due : 0);
    expect(paid.get(invoice.id) ?? 0).toBe(amount_paid);
    if (invoice.ending_balance === null) continue;
    expect(invoice.starting_balance + total - amount_due).toBe(invoice.ending_balance);
  }
  const taken = charges.filter(({ status }) => status === 'succeeded').map(({ amount }) => amount);
  expect(sum(taken)).toBe(sum(invoices.map(({ amount_paid }) => amount_paid)));
  const booked = entries.filter(({ type }) => type === 'charge').map(({ amount }) => amount);
  expect(sum(booked)).toBe(sum(taken));
  const { available, pending } = await stripe.balance.retrieve({}, options);
  const held = [...available, ...pending].map(({ amount }) => amount);
  expect(sum(held)).toBe(sum(entries.map(({ net }) => net)));
  const numbers = invoices.map(({ number }) => number).filter((number) => number !== null);
  expect(new Set(numbers).size).toBe(numbers.length);
  return invoices.filter(({ billing_reason }) => billing_reason === 'subscription_cycle').length;
}

/** Nobody is given back more than was billed, and a period that begins anew gives the old one back. */
function checkPrices(invoices: readonly Stripe.Invoice[], tried: boolean) {
  const lines = invoices.flatMap(({ billing_reason, lines: { data } }) =>
    data.map(({ amount, description, parent, period: { start: from } }) => ({
      amount,
      from,
      anew:
        billing_reason === 'subscription_update' &&
        parent?.subscription_item_details?.proration === false,
      back: description?.startsWith('Unused') === true,
    })),
  );
  // Each line is rounded by itself.
  expect(sum(lines.map(({ amount }) => amount))).toBeGreaterThanOrEqual(-lines.length);
  if (tried) return;
  for (const { from } of lines.filter(({ anew }) => anew)) {
    const then = lines.filter((line) => line.from === from);
    const begun = then.filter(({ anew }) => anew).length;
    expect(begun).toBeLessThanOrEqual(then.filter(({ back }) => back).length);
  }
}

/** Periods touch: nobody pays twice for a day, and none is left out. */
async function checkPeriods(stripe: Stripe, member: Member) {
  const { shop, customer, subscription, freeUntil, parked } = member;
  const { options } = shop;
  const made = await stripe.subscriptions.retrieve(subscription, {}, options);
  const list = stripe.invoices.list({ subscription, limit: 100 }, options);
  const all = await list.autoPagingToArray({ limit: 1_000 });
  // What was not paid in time did not begin.
  const invoices = all.filter(({ id, status }) => status !== 'void' || !parked.has(id)).reverse();
  checkPrices(invoices, made.trial_end !== null);
  const periods = invoices
    .flatMap(({ lines }) => lines.data)
    .filter(({ parent }) => parent?.subscription_item_details?.proration === false)
    .map(({ period }) => period);
  for (const [index, { start: begins }] of periods.slice(1).entries()) {
    const before = periods[index] ?? { start: 0, end: 0 };
    // One that was cut short by another interval has had its rest given back.
    expect(begins).toBeGreaterThanOrEqual(before.start);
    if (begins !== freeUntil) expect(begins).toBeLessThanOrEqual(before.end);
  }
  const last = periods.at(-1)?.end ?? 0;
  if (made.status === 'canceled') expect(made.ended_at).toBeLessThanOrEqual(last + 10 * day);
  else expect(last).toBe(made.items.data[0]?.current_period_end);
  const balance = await stripe.customers.retrieve(customer, {}, options);
  const entries = await stripe.customers
    .listBalanceTransactions(customer, { limit: 100 }, options)
    .autoPagingToArray({ limit: 1_000 });
  const kept = sum(entries.map(({ amount }) => amount));
  expect(balance.deleted ? 0 : balance.balance).toBe(kept);
}
