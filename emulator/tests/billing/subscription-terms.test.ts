/** What subscriptions are told when they begin, and who pays (docs.stripe.com/api/subscriptions/create). */
import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { agreed, onlyBanks } from '../resources/bank-scene';
import type { DunningSettings } from '../../server/settings-shape';
import { eventually, failure } from '../resources/scene';
import {
  billing,
  day,
  eventsSince,
  february,
  give,
  hour,
  latest,
  pass,
  passTo,
  start,
  subscribe,
} from './billing-scene';

test('an anchor to come: the rest of the month is paid for', async () => {
  const here = await billing();
  const anchor = start + 7 * day;
  const made = await subscribe(here, { billing_cycle_anchor: anchor, expand: ['latest_invoice'] });
  // 7 of the 31 days between the 7th of January and of February.
  expect(made.latest_invoice).toMatchObject({ total: Math.round((1500 * 7) / 31) });
  expect(made.items.data[0]?.current_period_end).toBe(anchor);
  const free = await subscribe(here, {
    billing_cycle_anchor: anchor,
    proration_behavior: 'none',
    expand: ['latest_invoice'],
  });
  // "Unlike a trial, there is no 0 USD invoice".
  expect([free.status, free.latest_invoice]).toEqual(['active', null]);
  const { stripe, seller } = here;
  expect((await stripe.invoices.list({ subscription: free.id }, seller)).data).toEqual([]);
  await passTo(here, anchor + hour);
  expect(await latest(here, free.id)).toMatchObject({ status: 'paid', total: 1500 });
});

test('a trial up to some days before the anchor: these are paid for, or free', async () => {
  const here = await billing();
  const { stripe, seller } = here;
  const trial_end = start + 8 * day;
  const anchor = start + 17 * day;
  const anchored = { trial_end, billing_cycle_anchor: anchor };
  const { id } = await subscribe(here, anchored);
  const free = await subscribe(here, { ...anchored, proration_behavior: 'none' });
  // 9 of the 31 days between the 17th of January and of February.
  const total = Math.round((1500 * 9) / 31);
  const preview = await stripe.invoices.createPreview({ subscription: id }, seller);
  expect(preview.total).toBe(total);
  // Without an invoice between them, the next one is of the whole month.
  const later = await stripe.invoices.createPreview({ subscription: free.id }, seller);
  expect([later.total, later.period_end]).toEqual([1500, anchor]);
  const upcoming = async () => {
    const { data } = await stripe.events.list({ type: 'invoice.upcoming' }, seller);
    return data.map(({ data: { object } }) => {
      const { parent, period_end } = object as Stripe.Invoice;
      return [parent?.subscription_details?.subscription, period_end];
    });
  };
  await passTo(here, trial_end + hour);
  expect(await latest(here, id)).toMatchObject({ status: 'paid', total });
  expect(await upcoming()).toEqual([[id, trial_end]]);
  for (const one of [id, free.id]) {
    const { items, status } = await stripe.subscriptions.retrieve(one, {}, seller);
    const period = { current_period_start: trial_end, current_period_end: anchor };
    expect([status, items.data]).toMatchObject(['active', [period]]);
  }
  const none = await stripe.invoices.list({ subscription: free.id }, seller);
  expect(none.data.map(({ total: due }) => due)).toEqual([0]);
  await passTo(here, anchor + hour);
  for (const one of [id, free.id]) {
    expect(await latest(here, one)).toMatchObject({ status: 'paid', total: 1500 });
    expect(await upcoming()).toContainEqual([one, anchor]);
  }
});

test('what is billed once comes with the first invoice; an invoice may be sent', async () => {
  const here = await billing();
  const { stripe, seller } = here;
  const once = await stripe.prices.create(
    { currency: 'eur', unit_amount: 500, product_data: { name: 'Mug' } },
    seller,
  );
  const made = await subscribe(here, {
    add_invoice_items: [{ price: once.id, quantity: 2 }],
    expand: ['latest_invoice'],
  });
  expect(made.latest_invoice).toMatchObject({ total: 2500, status: 'paid' });
  const sent = await subscribe(here, {
    collection_method: 'send_invoice',
    days_until_due: 10,
    expand: ['latest_invoice'],
  });
  expect(sent).toMatchObject({
    status: 'active',
    latest_invoice: { status: 'draft', due_date: start + 10 * day },
  });
});

test('what has paid becomes the default where that is asked', async () => {
  const here = await billing();
  const { stripe, seller, card } = here;
  const made = await subscribe(here, {
    payment_settings: { save_default_payment_method: 'on_subscription' },
  });
  const { default_payment_method } = await stripe.subscriptions.retrieve(made.id, {}, seller);
  expect(default_payment_method).toBe(card);
});

test('a customer shows its subscriptions on request', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const { id } = await subscribe(here);
  const expanded = { expand: ['subscriptions'] };
  const shown = await stripe.customers.retrieve(customer, expanded, seller);
  expect(shown).toMatchObject({ subscriptions: { total_count: 1, data: [{ id }] } });
  await stripe.subscriptions.cancel(id, {}, seller);
  const none = await stripe.customers.retrieve(customer, expanded, seller);
  expect(none).toMatchObject({ subscriptions: { data: [] } });
});

test('a detached card pays no more: the customer’s default does', async () => {
  const here = await billing();
  const { stripe, seller, card } = here;
  const { id } = await subscribe(here, { default_payment_method: card });
  const other = await give(here, 'pm_card_mastercard');
  await stripe.paymentMethods.detach(card, {}, seller);
  const { default_payment_method } = await stripe.subscriptions.retrieve(id, {}, seller);
  expect(default_payment_method).toBeNull();
  expect((await eventsSince(here, 0)).slice(-2)).toEqual([
    'payment_method.detached',
    'customer.subscription.updated',
  ]);
  await pass(here, 28 * day + hour);
  const [charge] = (await stripe.charges.list({ limit: 1 }, seller)).data;
  expect(charge).toMatchObject({ status: 'succeeded', payment_method: other });
});

test('one that nobody has paid is canceled with its invoice', async () => {
  const here = await billing();
  const { stripe, seller } = here;
  const made = await subscribe(here, { payment_behavior: 'default_incomplete' });
  await stripe.subscriptions.cancel(made.id, {}, seller);
  const invoice = await stripe.invoices.retrieve(String(made.latest_invoice), {}, seller);
  expect(invoice.status).toBe('void');
});

test('an invoice that was sent and not paid in time is overdue', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const sent = { collection_method: 'send_invoice', days_until_due: 10 };
  const made = await subscribe(here, sent);
  await pass(here, 10 * day);
  expect((await stripe.subscriptions.retrieve(made.id, {}, seller)).status).toBe('past_due');
  expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({ delinquent: true });
  const told = await eventsSince(here, 0);
  expect(told).toContain('invoice.sent');
  expect(told).toContain('invoice.overdue');
  await stripe.invoices.pay(String(made.latest_invoice), {}, seller);
  expect((await stripe.subscriptions.retrieve(made.id, {}, seller)).status).toBe('active');
});

/** A subscription that a bank account is debited for, on the platform. */
async function debited(payment_method: string, dunning?: DunningSettings) {
  const here = await billing('pm_card_visa', {
    settings: { settleDelayMs: 0, ...(dunning ? { dunning } : {}) },
  });
  const { stripe, jenny: customer } = here;
  const given = { customer, confirm: true, ...onlyBanks, ...agreed };
  const save = async (payment_method: string) =>
    String((await stripe.setupIntents.create({ ...given, payment_method })).payment_method);
  const id = await save(payment_method);
  const price = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 900,
    recurring: { interval: 'month' },
    product_data: { name: 'Souk Plus' },
  });
  const made = await stripe.subscriptions.create({
    customer,
    items: [{ price: price.id }],
    default_payment_method: id,
    off_session: true,
    expand: ['latest_invoice'],
  });
  expect(made).toMatchObject({ status: 'active', latest_invoice: { status: 'open' } });
  const invoice = () => stripe.invoices.retrieve((made.latest_invoice as Stripe.Invoice).id);
  return { here, stripe, made, invoice, save };
}

/** The same, with another account that its first renewal is debited from. */
async function renewedFrom(account: string, dunning: DunningSettings) {
  const { here, stripe, made, invoice, save } = await debited('pm_usBankAccount_success', dunning);
  await eventually(async () => ((await invoice()).status === 'paid' ? true : null));
  const given = { default_payment_method: await save(account) };
  await stripe.subscriptions.update(made.id, given);
  await passTo(here, february + hour);
  const now = () => stripe.subscriptions.retrieve(made.id, { expand: ['latest_invoice'] });
  /** Once the bank has answered the attempt of this number, and that is told. */
  const answered = (attempt: number) =>
    eventually(async () => {
      const { latest_invoice, status } = await now();
      const { attempt_count, next_payment_attempt } = latest_invoice as Stripe.Invoice;
      const waits = status === 'past_due' && next_payment_attempt === null;
      return attempt_count === attempt && status !== 'active' && !waits
        ? { status, next_payment_attempt }
        : null;
    });
  return { here, stripe, answered };
}

test('a bank account is debited: active at once, paid some time later', async () => {
  const { invoice } = await debited('pm_usBankAccount_success');
  const paid = await eventually(async () => {
    const found = await invoice();
    return found.status === 'paid' ? found : null;
  });
  expect(paid.amount_paid).toBe(900);
});

test('a debit that fails some time later leaves what has begun past due', async () => {
  const { stripe, made, invoice } = await debited('pm_usBankAccount_insufficientFunds');
  await eventually(async () => {
    const { status } = await stripe.subscriptions.retrieve(made.id);
    return status === 'past_due' ? status : null;
  });
  expect(await invoice()).toMatchObject({ status: 'open', attempted: true });
});

test.each([
  ['insufficientFunds', undefined, 'cancel', 'canceled'],
  ['insufficientFunds', [], 'unpaid', 'unpaid'],
  ['accountClosed', [3, 6], 'unpaid', 'unpaid'],
] as const)('a renewal’s debit that fails is not sent again: %s, %j, %s', async (...row) => {
  const [account, achRetryDays, end, status] = row;
  const dunning = { retryDays: [1, 3], end, ...(achRetryDays ? { achRetryDays } : {}) };
  const { here, stripe, answered } = await renewedFrom(`pm_usBankAccount_${account}`, dunning);
  expect(await answered(1)).toEqual({ status, next_payment_attempt: null });
  const customer = await stripe.customers.retrieve(here.jenny);
  expect(customer).toMatchObject({ delinquent: true });
});

test('a renewal’s debit for which there were no funds is sent again where that is set', async () => {
  const dunning = { retryDays: [1], achRetryDays: [3, 6], end: 'cancel' } as const;
  const { here, answered } = await renewedFrom('pm_usBankAccount_insufficientFunds', dunning);
  const failed = february + hour;
  expect(await answered(1)).toEqual({
    ...{ status: 'past_due', next_payment_attempt: failed + 3 * day },
  });
  await passTo(here, failed + 3 * day);
  expect((await answered(2)).next_payment_attempt).toBe(failed + 6 * day);
  await passTo(here, failed + 6 * day);
  expect(await answered(3)).toEqual({ status: 'canceled', next_payment_attempt: null });
});

test.each([
  [{ payment_behavior: 'pending_if_incomplete' }, /has no effect when creating a subscription/],
  [{ days_until_due: 3 }, /'days_until_due' if invoice collection method is 'send_invoice'/],
  [{ items: [] }, /Missing required param: items/],
  [{ trial_from_plan: true, trial_period_days: 3 }, /when `trial_from_plan=true`/],
  [{ application_fee_percent: 101 }, /between 0 and 100/],
  [{ billing_cycle_anchor: start - 1 }, /in the past/],
  [{ discounts: [{ coupon: 'x' }] }, /Coupons are not emulated/],
  [{ default_payment_method: 'pm_none' }, /No such PaymentMethod/],
])('refused: %j', async (given, message) => {
  const here = await billing();
  const error = await failure(subscribe(here, given as object));
  expect(error.statusCode).toBe(400);
  expect(error.message).toMatch(message);
});
