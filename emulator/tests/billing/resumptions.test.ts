/** Subscriptions that rest, and how they go on (docs.stripe.com/billing/subscriptions/pause). */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { failure } from '../resources/scene';
import {
  billing,
  day,
  eventCount,
  eventsSince,
  give,
  hour,
  latest,
  pass,
  read,
  start,
  subscribe,
  type Billing,
} from './billing-scene';

/** One whose trial of a day is over, and that rests since; eight days after it began. */
async function resting(card: string | null = 'pm_card_visa') {
  const here = await billing();
  const { stripe, seller } = here;
  const { id: customer } = await stripe.customers.create({}, seller);
  const there = { ...here, customer };
  const pause = { end_behavior: { missing_payment_method: 'pause' } };
  const made = await subscribe(there, { trial_period_days: 1, trial_settings: pause });
  await pass(here, 8 * day);
  if (card) await give(there, card);
  const { id } = made;
  const resume = (given: Stripe.SubscriptionResumeParams = {}) =>
    stripe.subscriptions.resume(id, given, seller);
  const pay = async (given: Stripe.InvoicePayParams = {}) =>
    stripe.invoices.pay((await latest(there, id)).id, given, seller);
  const from = await eventCount(here);
  const told = async () =>
    (await eventsSince(here, from)).filter((type) =>
      /^customer\.subscription|^invoice\./.test(type),
    );
  return { there, id, resume, pay, told };
}

const now = start + 8 * day;
const month = Date.parse('2026-03-08T10:00:00Z') / 1000;
const success = { payment_behavior: 'resume_on_payment_success' } as const;

describe('resumed on an attempt, as by default', () => {
  test.each([
    ['with', 'pm_card_visa'],
    ['without', null],
  ] as const)(
    '%s a card: nothing is charged, and it rests until its invoice is paid',
    async (_, card) => {
      const { there, id, resume, pay, told } = await resting(card);
      const waiting = await resume();
      expect(waiting).toMatchObject({
        status: 'paused',
        billing_cycle_anchor: start + day,
        pending_update: { billing_cycle_anchor: now, expires_at: now + 23 * hour },
        status_details: {
          paused: {
            subscription: { type: 'trial_end_without_payment_method' },
            transitioned_at: start + day,
            type: 'subscription',
          },
        },
      });
      expect(waiting.items.data[0]?.current_period_end).toBe(start + day);
      expect(await latest(there, id)).toMatchObject({
        ...{ status: 'open', attempted: false, total: 1500, billing_reason: 'subscription_cycle' },
        ...{ auto_advance: false, next_payment_attempt: null },
      });
      if (!card) {
        expect((await failure(pay())).code).toBe('resource_missing');
        await give(there, 'pm_card_visa');
      }
      await pay();
      const going = await read(there, id);
      expect(going).toMatchObject({
        ...{ status: 'active', billing_cycle_anchor: now, pending_update: null },
        latest_invoice: { status: 'paid' },
      });
      expect(going.status_details).toBeUndefined();
      expect(going.items.data[0]).toMatchObject({
        current_period_start: now,
        current_period_end: month,
      });
      expect(await told()).toEqual(
        expect.arrayContaining([
          'invoice.created',
          'invoice.finalized',
          'invoice.paid',
          'customer.subscription.pending_update_applied',
          'customer.subscription.resumed',
        ]),
      );
    },
  );

  test('its invoice is void where nobody tried to pay it for 23 hours, and it rests on', async () => {
    const { there, id, resume, told } = await resting();
    await resume();
    await pass(there, 23 * hour);
    expect(await read(there, id)).toMatchObject({
      ...{ status: 'paused', pending_update: null, billing_cycle_anchor: start + day },
      latest_invoice: { status: 'void' },
    });
    expect(await told()).toContain('customer.subscription.pending_update_expired');
    expect(await told()).not.toContain('customer.subscription.resumed');
  });

  test.each(['pm_card_chargeCustomerFail', 'pm_card_authenticationRequired'])(
    'what could not be paid is past due, and not tried again: %s',
    async (card) => {
      const { there, id, resume, pay, told } = await resting(card);
      await resume();
      expect((await failure(pay())).statusCode).toBe(402);
      expect(await read(there, id)).toMatchObject({
        ...{ status: 'past_due', billing_cycle_anchor: now, pending_update: null },
        latest_invoice: { status: 'open', next_payment_attempt: null },
      });
      expect(await told()).toContain('customer.subscription.resumed');
      await pass(there, 20 * day);
      const { status, latest_invoice } = await read(there, id);
      expect({ status, invoice: (latest_invoice as Stripe.Invoice).status }).toEqual({
        ...{ status: 'past_due', invoice: 'open' },
      });
      await give(there, 'pm_card_visa');
      await pay();
      expect((await read(there, id)).status).toBe('active');
    },
  );

  test('a bad debt resumes it, a void invoice does not', async () => {
    const { there, id, resume } = await resting();
    const { stripe, seller } = there;
    await resume();
    await stripe.invoices.voidInvoice((await latest(there, id)).id, {}, seller);
    expect(await read(there, id)).toMatchObject({ status: 'paused', pending_update: null });
    await resume();
    await stripe.invoices.markUncollectible((await latest(there, id)).id, {}, seller);
    expect(await read(there, id)).toMatchObject({ status: 'active', billing_cycle_anchor: now });
  });

  test('asked for twice, the first invoice is void', async () => {
    const { there, id, resume, pay } = await resting();
    await resume();
    const first = (await latest(there, id)).id;
    await resume();
    expect(await there.stripe.invoices.retrieve(first, {}, there.seller)).toMatchObject({
      status: 'void',
    });
    await pay();
    expect((await read(there, id)).status).toBe('active');
  });

  test('on the old day: the rest of the month is paid, or nothing, as it is said', async () => {
    const unchanged = { billing_cycle_anchor: { type: 'unchanged' } } as const;
    const end = Date.parse('2026-03-01T10:00:00Z') / 1000;
    const some = await resting();
    const waiting = await some.resume(unchanged);
    expect(waiting.pending_update).toMatchObject({ billing_cycle_anchor: null });
    // 21 of the 28 days of February are left.
    expect((await some.pay()).total).toBe(Math.round((1500 * 21) / 28));
    const going = await read(some.there, some.id);
    expect(going).toMatchObject({ status: 'active', billing_cycle_anchor: start + day });
    expect(going.items.data[0]?.current_period_end).toBe(end);
    // And given back, when that was that.
    const { stripe, seller, customer } = some.there;
    await stripe.subscriptions.cancel(some.id, { prorate: true, invoice_now: true }, seller);
    const back = -Math.round((1500 * 21) / 28);
    expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({ balance: back });
    const none = await resting();
    const at = await none.resume({ ...unchanged, proration_behavior: 'none' });
    expect(at).toMatchObject({ status: 'active', billing_cycle_anchor: start + day });
    expect((await latest(none.there, none.id)).total).toBe(0);
  });
});

describe('resumed on success', () => {
  test('is paid for in the same request', async () => {
    const { there, id, resume } = await resting();
    expect(await resume(success)).toMatchObject({ status: 'active', billing_cycle_anchor: now });
    expect(await latest(there, id)).toMatchObject({ status: 'paid', total: 1500 });
  });

  test('without a card it is refused', async () => {
    const { there, id, resume } = await resting(null);
    expect((await failure(resume(success))).code).toBe('resource_missing');
    expect(await read(there, id)).toMatchObject({ status: 'paused', pending_update: null });
  });

  test('declined, it rests; tried again by itself, it goes on', async () => {
    const { there, id, resume, told } = await resting('pm_card_chargeCustomerFail');
    const { status, pending_update: pending } = await resume(success);
    expect(status).toBe('paused');
    expect(pending?.expires_at).toBe(Date.parse('2027-02-08T10:00:00Z') / 1000);
    const declined = await latest(there, id);
    expect(declined).toMatchObject({ status: 'open', attempt_count: 1 });
    await give(there, 'pm_card_visa');
    await pass(there, (declined.next_payment_attempt ?? 0) - now);
    expect(await read(there, id)).toMatchObject({
      ...{ status: 'active', billing_cycle_anchor: now },
      latest_invoice: { status: 'paid', attempt_count: 2 },
    });
    expect(await told()).toContain('customer.subscription.resumed');
  });

  test('paid after what was billed is over, it begins then', async () => {
    const { there, id, resume, pay } = await resting('pm_card_chargeCustomerFail');
    await resume(success);
    await pass(there, 90 * day);
    await give(there, 'pm_card_visa');
    await pay();
    const late = now + 90 * day;
    const going = await read(there, id);
    expect(going).toMatchObject({ status: 'active', billing_cycle_anchor: late });
    expect(going.items.data[0]?.current_period_start).toBe(late);
    const { data } = await there.stripe.invoices.list({ subscription: id }, there.seller);
    expect(data.map(({ status, total }) => [status, total])).toEqual([
      ['paid', 1500],
      ['paid', 0],
    ]);
  });
});

test('only what rests is resumed', async () => {
  const here = await billing();
  const { stripe, seller } = here;
  const { id } = await subscribe(here);
  const refused = await failure(stripe.subscriptions.resume(id, {}, seller));
  expect(refused).toMatchObject({
    statusCode: 400,
    message: 'You can only resume a subscription if it is `paused`.',
  });
  await stripe.subscriptions.cancel(id, {}, seller);
  expect((await failure(stripe.subscriptions.resume(id, {}, seller))).statusCode).toBe(404);
});

/** What waits to be billed to the customer. */
async function waiting({ stripe, seller, customer }: Billing) {
  const { data } = await stripe.invoiceItems.list({ customer, pending: true }, seller);
  return data.map(({ amount }) => amount);
}

describe('paused on request', () => {
  /** Of the 28 days from 31 January, 7 are over. */
  const unused = -Math.round((1500 * 21) / 28);
  const at = start + 7 * day;

  async function paused(given: Stripe.SubscriptionPauseParams = {}) {
    const here = await billing();
    const { id } = await subscribe(here);
    await pass(here, 7 * day);
    const from = await eventCount(here);
    const after = await here.stripe.subscriptions.pause(id, given, here.seller);
    return { here, id, after, told: () => eventsSince(here, from) };
  }

  test('the period ends, what is left of it waits as credit, and nothing is billed', async () => {
    const { here, id, after, told } = await paused();
    expect(after).toMatchObject({
      status: 'paused',
      status_details: {
        paused: {
          ...{ subscription: { type: 'pause_requested' }, transitioned_at: at },
          type: 'subscription',
        },
      },
    });
    expect(after.items.data[0]).toMatchObject({
      current_period_start: start,
      current_period_end: at,
    });
    expect(await waiting(here)).toEqual([unused]);
    expect(await told()).toEqual(
      expect.arrayContaining(['customer.subscription.updated', 'customer.subscription.paused']),
    );
    await pass(here, 60 * day);
    const { data } = await here.stripe.invoices.list({ subscription: id }, here.seller);
    expect(data).toHaveLength(1);
  });

  test('the credit is taken off what it goes on with', async () => {
    const { here, id } = await paused();
    await pass(here, 30 * day);
    await here.stripe.subscriptions.resume(id, success, here.seller);
    expect(await read(here, id)).toMatchObject({
      ...{ status: 'active', billing_cycle_anchor: at + 30 * day },
      latest_invoice: { status: 'paid', total: 1500 + unused },
    });
    expect(await waiting(here)).toEqual([]);
  });

  test('taken up to its old end, its renewal is told of once', async () => {
    const { here, id, told } = await paused();
    const { stripe, seller } = here;
    const unchanged = { type: 'unchanged' } as const;
    await stripe.subscriptions.resume(id, { ...success, billing_cycle_anchor: unchanged }, seller);
    expect((await read(here, id)).items.data[0]?.current_period_end).toBe(start + 28 * day);
    await pass(here, 20 * day);
    expect((await told()).filter((type) => type === 'invoice.upcoming')).toHaveLength(1);
  });

  test.each([
    [{ invoicing_behavior: 'invoice' }, [], unused],
    [{ bill_for: { unused_time_from: { type: 'none' } } }, [], 0],
    [{ bill_for: { unused_time_from: { type: 'item_current_period_start' } } }, [-1500], 0],
    [{ bill_for: { outstanding_usage_through: { type: 'none' } } }, [unused], 0],
  ] as const)('billed as it is said: %o', async (given, items, balance) => {
    const { here } = await paused(given);
    expect(await waiting(here)).toEqual(items);
    const { customer, stripe, seller } = here;
    expect(await stripe.customers.retrieve(customer, {}, seller)).toMatchObject({ balance });
  });

  test.each([
    ['a trial', { trial_period_days: 7 }],
    ['what is sent', { collection_method: 'send_invoice', days_until_due: 7 }],
    ['the classic mode', { billing_mode: { type: 'classic' } }],
    ['what nobody has paid yet', { payment_behavior: 'default_incomplete' }],
  ] as const)('%s is not', async (_, given) => {
    const here = await billing();
    const { id } = await subscribe(here, given);
    const refused = await failure(here.stripe.subscriptions.pause(id, {}, here.seller));
    expect(refused.statusCode).toBe(400);
    expect((await read(here, id)).status).not.toBe('paused');
  });
});
