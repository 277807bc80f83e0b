import { eq, isNotNull, like, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AccountId, ProductId } from '../model/ids';
import { openMarket } from '../payments/testing/market';
import { getDb } from '../store/client';
import { milestones, sellers, variants } from '../store/schema';
import { duePlans, provisionPlans, provisionPlansAgain } from './provision-plans';

const market = openMarket(2);

/** The one thing that each seller sells, made a plan. */
const plans = async () => {
  const db = await getDb();
  return db.select().from(variants).where(isNotNull(variants.interval)).orderBy(variants.currency);
};

beforeAll(async () => {
  const db = await getDb();
  await db.update(variants).set({ interval: 'month', intervalCount: 3, stock: null });
});
beforeEach(async () => {
  const db = await getDb();
  await db.delete(milestones);
  await db.update(variants).set({ accountProductId: null, accountPriceId: null });
});

const writes = async (path: string) =>
  (await market.emulator.writes()).filter((write) => write.includes(` ${path} `));
const accountOf = (currency: string): AccountId => {
  const stall = market.stalls.find((one) => one.currency === currency);
  if (!stall) throw new Error(`nobody sells in ${currency}`);
  return stall.accountId;
};

test('every plan gets a Product and a recurring Price on its seller’s account', async () => {
  await provisionPlans();
  const made = await plans();
  expect(made).toHaveLength(2);
  for (const { id, amount, currency, accountPriceId, accountProductId } of made) {
    const price = await market.emulator.stripe.prices.retrieve(
      String(accountPriceId),
      {},
      { stripeAccount: accountOf(currency) },
    );
    expect(price).toMatchObject({
      unit_amount: amount,
      currency,
      product: accountProductId,
      recurring: { interval: 'month', interval_count: 3 },
      metadata: { variant: id },
    });
  }
});

test('a second start makes none, and asks nothing', async () => {
  await provisionPlans();
  await market.emulator.forget();
  await provisionPlans();
  expect(await market.emulator.calls()).toEqual([]);
});

test('a changed amount gets a new Price of the same Product', async () => {
  await provisionPlans();
  const [before] = await plans();
  if (!before) throw new Error('no plan');
  const db = await getDb();
  const of = eq(variants.id, before.id);
  await db
    .update(variants)
    .set({ amount: before.amount + 100 })
    .where(of);
  await market.emulator.forget();
  await provisionPlans();
  const [after] = await db.select().from(variants).where(of);
  expect(after?.accountProductId).toBe(before.accountProductId);
  expect(after?.accountPriceId).not.toBe(before.accountPriceId);
  expect(await writes('/v1/products')).toEqual([]);
  expect(await writes('/v1/prices')).toHaveLength(1);
  await db.update(variants).set({ amount: before.amount }).where(of);
});

test('an account that is new has plans of its own: an emulator was emptied', async () => {
  await provisionPlans();
  const before = await plans();
  const db = await getDb();
  const [one, other] = market.stalls;
  if (!one || !other) throw new Error('no stalls');
  const give = (seller: typeof one, accountId: AccountId | null) =>
    db.update(sellers).set({ accountId }).where(eq(sellers.id, seller.sellerId));
  await give(one, null);
  await give(other, one.accountId);
  await give(one, other.accountId);
  await provisionPlans();
  for (const [index, plan] of (await plans()).entries()) {
    expect(plan.accountProductId).not.toBe(before[index]?.accountProductId);
    expect(plan.accountPriceId).not.toBe(before[index]?.accountPriceId);
  }
  await give(one, null);
  await give(other, other.accountId);
  await give(one, one.accountId);
});

test('a plan that cannot be made is told and made at the next start; the other is there', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  await market.emulator.fault({
    method: 'POST',
    path: '/v1/products',
    action: 'fail',
    status: 400,
    times: 1,
  });
  await provisionPlans();
  expect(warn).toHaveBeenCalledTimes(1);
  expect(warn.mock.calls[0]?.[0]).toMatch(/cannot be subscribed to yet/);
  expect((await plans()).filter(({ accountPriceId }) => accountPriceId)).toHaveLength(1);
  await market.emulator.clearFaults();
  await provisionPlans();
  expect((await plans()).filter(({ accountPriceId }) => accountPriceId)).toHaveLength(2);
});

test('a plan that lost its Price is not sold by the old one while there is no new', async () => {
  await provisionPlans();
  const [plan] = await plans();
  if (!plan) throw new Error('no plan');
  const db = await getDb();
  const price = (amount: number) =>
    db.update(variants).set({ amount }).where(eq(variants.id, plan.id));
  await price(plan.amount + 100);
  vi.spyOn(console, 'warn').mockReturnValue();
  const { emulator } = market;
  await emulator.fault({ method: 'POST', path: '/v1/prices', action: 'fail', status: 400 });
  await provisionPlans();
  await emulator.clearFaults();
  expect((await plans()).find(({ id }) => id === plan.id)?.accountPriceId).toBeNull();
  await provisionPlans();
  await price(plan.amount);
});

describe('a plan that could not be made', () => {
  const refuse = (status: number) =>
    market.emulator.fault({
      ...{ method: 'POST', path: '/v1/products', action: 'fail', status, times: 9 },
    });
  const minutesLater = async (minutes: number) => {
    const db = await getDb();
    const at = sql`${milestones.at} - make_interval(mins => ${minutes})` as never;
    await db.update(milestones).set({ at }).where(like(milestones.name, 'plan-tried:%'));
  };
  const productIds = async () => (await plans()).map(({ productId }) => productId).sort();
  const due = async () => (await duePlans()).sort();

  test('by a process that died is due at once', async () => {
    expect(await due()).toEqual(await productIds());
    await provisionPlans();
    expect(await due()).toEqual([]);
  });

  test('is due ten minutes later, and made then', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    await refuse(400);
    await provisionPlans();
    expect(await due()).toEqual([]);
    await minutesLater(11);
    expect(await due()).toEqual(await productIds());
    // Refused once more: it is told, and no job fails by it.
    for (const productId of await due()) await provisionPlansAgain(productId);
    expect(await due()).toEqual([]);
    await market.emulator.clearFaults();
    await minutesLater(11);
    for (const productId of await due()) await provisionPlansAgain(productId);
    await minutesLater(11);
    expect(await due()).toEqual([]);
    expect((await plans()).every(({ accountPriceId }) => accountPriceId)).toBe(true);
  });

  test('for want of an answer has its job come again', async () => {
    vi.spyOn(console, 'warn').mockReturnValue();
    await refuse(503);
    const [productId] = await productIds();
    await expect(provisionPlansAgain(productId as ProductId)).rejects.toThrow();
    await market.emulator.clearFaults();
    await provisionPlansAgain(productId as ProductId);
    expect(await due()).toEqual((await productIds()).filter((id) => id !== productId));
  });

  test('is left alone on an account that has left, until that is back', async () => {
    const db = await getDb();
    await db.update(sellers).set({ leftAt: new Date() });
    expect(await due()).toEqual([]);
    await db.update(sellers).set({ leftAt: null });
    expect(await due()).toEqual(await productIds());
  });
});

test('two who make one plan at once make one Product', async () => {
  await Promise.all([provisionPlans(), provisionPlans()]);
  const made = await market.emulator.writes();
  for (const path of ['/v1/products', '/v1/prices']) {
    const keys = made.filter((write) => write.includes(` ${path} `));
    expect(new Set(keys).size).toBe(2);
  }
});

test('a start that lost an answer makes nothing twice', async () => {
  vi.spyOn(console, 'warn').mockReturnValue();
  await market.emulator.fault({ method: 'POST', path: '/v1/prices', action: 'drop', times: 6 });
  await provisionPlans();
  await market.emulator.clearFaults();
  await provisionPlans();
  for (const { currency, accountProductId, accountPriceId } of await plans()) {
    const { data } = await market.emulator.stripe.prices.list(
      { limit: 100, product: String(accountProductId) },
      { stripeAccount: accountOf(currency) },
    );
    expect(data.map((price) => price.id)).toEqual([accountPriceId]);
  }
});
