/** What a buyer with credit is told: it comes of fewer pieces, and goes off what is billed next. */
import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import { paidInvoice } from '../mail/about-plans';
import { priceOf } from '../model/price';
import type { SaleId } from '../model/seller';
import { openMarket } from '../payments/testing/market';
import { newBuyer, saveCard } from '../payments/testing/shop';
import { readSale } from '../seller/read-sale';
import { getDb } from '../store/client';
import { sellers } from '../store/schema';
import { changeSubscription } from './changes/ask-change';
import { convergeSubscription } from './read-subscription';
import { readOwnSubscription } from './subscriptions';
import { day, on, passPeriod, passTime, readInvoices } from './testing/life';
import { makeMirror, openPlan, type PlanStall } from './testing/mirrors';

const market = openMarket(1);
let plan: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});

/** Two pieces, and one again half way through the month. */
async function fewer({ beside = false } = {}) {
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
  const mirror = await makeMirror(market.emulator, buyer, card, plan);
  await convergeSubscription(mirror.id);
  const take = async (quantity: number) => {
    const changed = await changeSubscription(buyer, mirror.id, { kind: 'quantity', quantity });
    expect(changed).toMatchObject({ ok: true });
  };
  await take(2);
  await passTime(market.emulator, 15 * day);
  const other = beside ? await makeMirror(market.emulator, buyer, card, plan) : mirror;
  await take(1);
  const view = async ({ id } = mirror) => {
    await convergeSubscription(id);
    const told = await readOwnSubscription(buyer.id, id);
    if (!told) throw new Error('no subscription');
    return told;
  };
  const { customers } = market.emulator.stripe;
  const customer = await customers.retrieve(mirror.customerId, {}, on(mirror.accountId));
  const credit = customer.deleted ? 0 : -customer.balance;
  const { amount, ...before } = await view();
  const told = (value: number) => priceOf({ ...amount, amount: value }).text;
  expect(credit).toBeGreaterThan(0);
  expect(credit).toBeLessThan(amount.amount);
  return { mirror, other, take, view, credit, price: amount.amount, before, told };
}

it('is told before the renewal, charged with what is left, and told after it', async () => {
  const { mirror, view, credit, price, before, told } = await fewer();
  const next = `${told(price - credit)} (with ${told(credit)} of credit taken off)`;
  expect(before).toMatchObject({ nextAmount: next });
  expect(before.nextText).toContain(`Next: ${next} on `);
  expect(before.invoices[0]).toMatchObject({
    ...{ isCredit: true, stateText: 'Credited', creditUsed: null },
    total: { amount: credit },
  });

  await passPeriod(market.emulator, mirror);
  const after = await view();
  expect(after.invoices[0]).toMatchObject({
    ...{ reason: 'Renewal', state: 'paid', stateText: 'Paid', isCredit: false },
    total: { amount: price - credit },
    creditUsed: { amount: credit },
  });
  // Used up: the one after it costs its price.
  expect(after.nextAmount).toBe(told(price));
  const { data } = await market.emulator.stripe.charges.list({ limit: 1 }, on(mirror.accountId));
  expect(data[0]?.amount).toBe(price - credit);

  // Its seller sees what was sold, and what of it no card has paid.
  const invoice = (await readInvoices(mirror.id)).at(-1);
  const db = await getDb();
  const [seller] = await db.select().from(sellers).where(eq(sellers.accountId, mirror.accountId));
  const sale = await readSale(seller as never, invoice?.accountInvoiceId as SaleId);
  expect(sale?.lines.map((line) => line.amount.amount)).toEqual([price, -credit]);
  expect(sale?.amount.amount).toBe(price - credit);
  // And the receipt says what was charged.
  expect((await paidInvoice(invoice?.accountInvoiceId as never))?.written.text).toContain(
    told(price - credit),
  );
});

it('is told of the one that is billed first, and of no other', async () => {
  const { mirror, other, view, credit, price, before, told } = await fewer({ beside: true });
  expect(before.nextAmount).toContain(told(credit));
  expect((await view(other)).nextAmount).toBe(told(price));
  expect((await view()).nextAmount).toBe(before.nextAmount);
  // Called off, that one is billed no more.
  await market.emulator.stripe.subscriptions.update(
    mirror.stripeId,
    { cancel_at_period_end: true },
    on(mirror.accountId),
  );
  await view();
  expect((await view(other)).nextAmount).toBe(before.nextAmount);
});

it('pays a renewal that no card is charged for', async () => {
  const { mirror, take, view, credit, price, told } = await fewer();
  // More than a whole price comes back, however many days the month has.
  await take(4);
  await take(1);
  const before = await view();
  expect(before.nextAmount).toContain(told(0));
  await passPeriod(market.emulator, mirror);
  const after = await view();
  expect(after.invoices[0]).toMatchObject({
    ...{ reason: 'Renewal', stateText: 'Paid by credit', chargeId: null },
    total: { amount: 0 },
    creditUsed: { amount: price },
  });
  expect(credit).toBeGreaterThan(0);
});

it('goes off what is owed, where the renewal is declined', async () => {
  const { mirror, view, credit, price } = await fewer();
  const { stripe } = market.emulator;
  const there = on(mirror.accountId);
  const bad = await stripe.paymentMethods.attach(
    'pm_card_chargeCustomerFail',
    { customer: mirror.customerId },
    there,
  );
  const set = { default_payment_method: bad.id };
  await stripe.subscriptions.update(mirror.stripeId, set, there);
  await passPeriod(market.emulator, mirror);
  expect((await view()).dunning).toMatchObject({
    owed: { amount: price - credit },
    invoice: { total: { amount: price - credit }, creditUsed: { amount: credit } },
  });
});
