/** What Stripe tells of subscriptions, as it comes: in any order, or twice. */
import { beforeAll, describe, expect, it } from 'vitest';
import { newBuyer, saveCard } from '../payments/testing/shop';
import { openListeningMarket } from '../webhooks/testing/shop-with-webhooks';
import {
  invoicesAt,
  invoicesHere,
  on,
  passPeriod,
  passTime,
  day,
  readInvoices,
  readRow,
} from './testing/life';
import { makeMirror, openPlan, type Mirror, type PlanStall } from './testing/mirrors';

const market = openListeningMarket(1);
let plan: PlanStall;
beforeAll(async () => {
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});

async function subscribed() {
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
  const mirror = await makeMirror(market.emulator, buyer, card, plan);
  return { buyer, mirror };
}

async function agree(mirror: Mirror) {
  expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
  const there = await market.emulator.stripe.subscriptions.retrieve(
    mirror.stripeId,
    {},
    on(mirror.accountId),
  );
  const end = (there.items.data[0]?.current_period_end ?? 0) * 1_000;
  expect(await readRow(mirror.id)).toMatchObject({
    status: there.status,
    currentPeriodEnd: new Date(end),
    cancelAtPeriodEnd: there.cancel_at_period_end,
    quantity: there.items.data[0]?.quantity,
  });
}

const problems = async () =>
  (await market.events())
    .filter(({ state, ignored }) => state === 'failed' || ignored === 'foreign_account')
    .map(({ type, problem }) => `${type}: ${problem}`);

describe('what is told of a subscription', () => {
  it.each([
    ['as it happens', []],
    ['twice', [{ action: 'duplicate_event', event: '*', copies: 2, times: 0 }]],
    [
      'in another order',
      [
        { action: 'reorder_event', event: 'customer.subscription.*', delay_ms: 400, times: 0 },
        { action: 'delay_event', event: 'invoice.paid', delay_ms: 300, times: 0 },
      ],
    ],
  ])('is here when it is told %s', async (_, faults) => {
    const { mirror } = await subscribed();
    const { stripe } = market.emulator;
    for (const fault of faults) await market.distort(fault);
    for (let month = 0; month < 3; month += 1) await passPeriod(market.emulator, mirror);
    await stripe.subscriptions.update(
      mirror.stripeId,
      { cancel_at_period_end: true },
      on(mirror.accountId),
    );
    await market.quiet();
    await agree(mirror);
    expect(await readInvoices(mirror.id)).toHaveLength(4);
    await passPeriod(market.emulator, mirror);
    await market.quiet();
    await agree(mirror);
    expect(await readRow(mirror.id)).toMatchObject({ status: 'canceled' });
    expect(await problems()).toEqual([]);
  });

  it('is here when a card is declined, tried again, and given up', async () => {
    const { mirror } = await subscribed();
    const { stripe } = market.emulator;
    const bad = await stripe.paymentMethods.attach(
      'pm_card_chargeCustomerFail',
      { customer: mirror.customerId },
      on(mirror.accountId),
    );
    await stripe.subscriptions.update(
      mirror.stripeId,
      { default_payment_method: bad.id },
      on(mirror.accountId),
    );
    await passPeriod(market.emulator, mirror);
    await market.quiet();
    await agree(mirror);
    expect(await readRow(mirror.id)).toMatchObject({ status: 'past_due' });
    const [, open] = await readInvoices(mirror.id);
    expect(open).toMatchObject({ status: 'open', attemptCount: 1 });
    expect(open?.nextAttemptAt).not.toBeNull();
    await passTime(market.emulator, 2 * day);
    await market.quiet();
    expect((await readInvoices(mirror.id))[1]).toMatchObject({ attemptCount: 2 });
    await passTime(market.emulator, 15 * day);
    await market.quiet();
    await agree(mirror);
    expect(await readRow(mirror.id)).toMatchObject({ status: 'canceled' });
  });

  it('is set aside when it is the seller’s own', async () => {
    const { mirror } = await subscribed();
    const { stripe } = market.emulator;
    const own = on(mirror.accountId);
    await market.quiet();
    const before = await readRow(mirror.id);
    const customer = await stripe.customers.create({ payment_method: 'pm_card_visa' }, own);
    const product = await stripe.products.create({ name: 'Their own' }, own);
    const price = await stripe.prices.create(
      { product: product.id, currency: 'usd', unit_amount: 100, recurring: { interval: 'month' } },
      own,
    );
    const [method] = (await stripe.customers.listPaymentMethods(customer.id, {}, own)).data;
    const foreign = await stripe.subscriptions.create(
      {
        customer: customer.id,
        items: [{ price: price.id }],
        default_payment_method: method?.id ?? '',
        metadata: { note: 'not of Souk' },
      },
      own,
    );
    await stripe.subscriptions.cancel(foreign.id, {}, own);
    await market.quiet();
    const told = (await market.events()).filter(({ objectId }) => objectId === foreign.id);
    expect(told).toMatchObject([{ state: 'ignored', ignored: 'not_ours' }]);
    expect({ ...(await readRow(mirror.id)), readAt: null }).toEqual({ ...before, readAt: null });
    expect(await problems()).toEqual([]);
  });
});
