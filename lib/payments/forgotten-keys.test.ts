import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { accountParams } from '../onboarding/account-params';
import { provisionAccounts } from '../onboarding/provision-accounts';
import type { AccountId, PlatformCustomerId, SavedMethodId } from '../model/ids';
import { getDb } from '../store/client';
import { buyers, milestones, refunds, savedMethods, sellers } from '../store/schema';
import { askRefund } from './refunds/ask-refund';
import { decideRefund } from './refunds/decide-refund';
import { payLeg } from './pay-leg';
import { platformCustomer } from './wallet/platform-customer';
import { finishRemovals, removeMethod } from './wallet/remove-method';
import { sendRefund } from './refunds/send-refund';
import { agoAfterSale, operator, paidOrder } from './testing/after-sale';
import { openHouse } from './testing/house';
import { firstLeg, onAccount, placed, readLeg, rewind } from './testing/orders';
import { newBuyer, openStalls, saveCard, type Stall } from './testing/shop';

// A day and more lies between a call and its repeat: the emulator's clock is put forward, which makes
// it forget keys as Stripe does, and the rows are made as much older, since the database's is not ours.
const house = openHouse();
let stalls: Stall[] = [];

beforeAll(async () => {
  stalls = await openStalls(house.emulator, 1);
});
beforeEach(() => {
  // What is logged about calls without an answer is not what these tests are about.
  vi.spyOn(console, 'error').mockReturnValue();
});

const twoDaysAgo = sql`now() - interval '2 days'` as never;

async function twoDaysLater(): Promise<void> {
  const response = await fetch(`${house.emulator.url}/_emulator/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance_seconds: 2 * 24 * 60 * 60 }),
  });
  expect(response.status).toBe(200);
  await house.emulator.clearFaults();
  await house.emulator.forget();
}

/** The next answers to this call are lost after Stripe did what was asked, those to its repeats too. */
const lose = (path: string) =>
  house.emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });

it('the emulator forgets a key as Stripe does: the same call makes a second object', async () => {
  const { stripe } = house.emulator;
  const make = () => stripe.customers.create({}, { idempotencyKey: 'customer:of-all-tests' });
  const first = await make();
  expect((await make()).id).toBe(first.id);
  await twoDaysLater();
  expect((await make()).id).not.toBe(first.id);
});

describe('after Stripe has forgotten the key', () => {
  it('a buyer gets the Customer that was made, not another', async () => {
    const { stripe } = house.emulator;
    const buyer = await newBuyer();
    await lose('/v1/customers');
    await expect(platformCustomer(buyer)).rejects.toThrow();
    const made = (await stripe.customers.list({ email: buyer.email })).data;
    expect(made).toHaveLength(1);
    await twoDaysLater();
    const db = await getDb();
    await db.update(buyers).set({ createdAt: twoDaysAgo }).where(eq(buyers.id, buyer.id));
    expect(await platformCustomer(buyer)).toBe(made[0]?.id);
    expect(await house.emulator.writes()).toEqual([]);
  });

  it('a buyer for whom none was made gets one', async () => {
    const buyer = await newBuyer();
    const fault = { action: 'fail', status: 503, times: 9 } as const;
    await house.emulator.fault({ method: 'POST', path: '/v1/customers', ...fault });
    await expect(platformCustomer(buyer)).rejects.toThrow();
    await twoDaysLater();
    const db = await getDb();
    await db.update(buyers).set({ createdAt: twoDaysAgo }).where(eq(buyers.id, buyer.id));
    const id: PlatformCustomerId = await platformCustomer(buyer);
    const { data } = await house.emulator.stripe.customers.list({ email: buyer.email });
    expect(data.map((customer) => customer.id)).toEqual([id]);
  });

  it('a seller gets the account that was made, not another', async () => {
    const { stripe } = house.emulator;
    const db = await getDb();
    const patience = { answerMs: 0, verifyMs: 0, pauseMs: 10 };
    const sellerId = stalls[0]?.sellerId;
    const [seller] = await db
      .select()
      .from(sellers)
      .where(eq(sellers.id, sellerId as never));
    if (!seller?.accountId) throw new Error('no seller');
    await db.update(sellers).set({ accountId: null }).where(eq(sellers.id, seller.id));
    await lose('/v1/accounts');
    await expect(provisionAccounts(patience)).rejects.toThrow();
    const ofSeller = async () => {
      const all = await stripe.accounts.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
      return all.filter(({ metadata }) => metadata?.seller === seller.id).map(({ id }) => id);
    };
    const made = await ofSeller();
    expect(made).toHaveLength(1);
    await twoDaysLater();
    await db.update(milestones).set({ at: twoDaysAgo });
    await provisionAccounts(patience);
    expect(await ofSeller()).toEqual(made);
    const [after] = await db.select().from(sellers).where(eq(sellers.id, seller.id));
    expect(after?.accountId).toBe(made[0]);
    // The others go on with the account that has sold before.
    await db.update(sellers).set({ accountId: seller.accountId as AccountId });
    expect(accountParams(seller, new Date()).metadata).toMatchObject({ seller: seller.id });
  });

  it('a card whose removal was not told is off, and is not taken off again', async () => {
    const buyer = await newBuyer();
    const card = await saveCard(house.emulator, buyer, 'pm_card_visa');
    await lose('/v1/payment_methods/*');
    await removeMethod(buyer, card.id);
    expect(await statusOf(card.id)).toBe('removing');
    await twoDaysLater();
    await finishRemovals(buyer.id);
    expect(await statusOf(card.id)).toBe('removed');
    const { customer } = await house.emulator.stripe.paymentMethods.retrieve(card.platformMethodId);
    expect(customer).toBeNull();
  });

  it('a charge whose answer was lost is found on the account, and none is made', async () => {
    const order = await placed(house.emulator, stalls);
    const legId = firstLeg(order);
    await lose('/v1/payment_intents');
    await payLeg(legId);
    expect((await readLeg(legId)).leg.state).toBe('charging');
    await twoDaysLater();
    await rewind(legId, {}, { createdAt: twoDaysAgo });
    await payLeg(legId);
    const { leg } = await readLeg(legId);
    expect(leg.state).toBe('paid');
    expect(await house.emulator.writes()).toEqual([]);
    expect(await onAccount(house.emulator, leg.accountId, order.orderId)).toEqual({
      intents: 1,
      received: leg.amount,
    });
  });

  it('a clone whose answer was lost is not made again, and nothing is charged', async () => {
    const order = await placed(house.emulator, stalls);
    const legId = firstLeg(order);
    await lose('/v1/payment_methods');
    await payLeg(legId);
    await twoDaysLater();
    await rewind(legId, {}, { createdAt: twoDaysAgo });
    await payLeg(legId);
    const { leg, attempt } = await readLeg(legId);
    expect(leg.state).toBe('failed');
    expect(attempt.problem).toMatchObject({ code: 'nothing_charged' });
    expect(await house.emulator.writes()).toEqual([]);
  });

  it('a refund whose answer was lost is found on the account, and none is made', async () => {
    const order = await paidOrder(house.emulator, stalls);
    const wanted = { reason: 'changed_mind', note: '', amount: '10', number: 1 } as const;
    const asked = await askRefund(order.buyer, order, wanted);
    if (!asked.ok) throw new Error(asked.message);
    const { refundId } = asked.value;
    await lose('/v1/refunds');
    await decideRefund(await operator(), refundId, { decision: 'grant', answer: '' });
    await twoDaysLater();
    await agoAfterSale(refundId, { decidedAt: 2 * 24 * 60 });
    await sendRefund(refundId);
    const db = await getDb();
    const [row] = await db.select().from(refunds).where(eq(refunds.id, refundId));
    expect(row?.state).toBe('succeeded');
    expect(await house.emulator.writes()).toEqual([]);
    const { data } = await house.emulator.stripe.refunds.list(
      { charge: order.chargeId },
      { stripeAccount: order.accountId },
    );
    expect(data.map(({ id }) => id)).toEqual([row?.accountRefundId]);
  });
});

async function statusOf(id: SavedMethodId) {
  const [row] = await (await getDb()).select().from(savedMethods).where(eq(savedMethods.id, id));
  return row?.status;
}
