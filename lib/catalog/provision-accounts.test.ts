import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { openHouse } from '../payments/testing/house';
import type { AccountId } from '../model/ids';
import { getDb } from '../store/client';
import { milestones, sellers } from '../store/schema';
import { provisionAccounts } from './provision-accounts';
import { shops } from './seed/goods';
import { seedCatalog } from './seed/seed';

const house = openHouse();
const hurried = { answerMs: 0, verifyMs: 5_000, pauseMs: 10 };

beforeEach(async () => {
  const db = await getDb();
  await db.delete(milestones);
  await seedCatalog();
  await db.update(sellers).set({ accountId: null, chargesEnabled: false });
});

const rows = async () => (await getDb()).select().from(sellers).orderBy(sellers.position);
const creations = async () =>
  (await house.emulator.calls()).filter(
    ({ method, path }) => method === 'POST' && path === '/v1/accounts',
  );
const accountCount = async () => {
  const list = await house.emulator.stripe.accounts
    .list({ limit: 100 })
    .autoPagingToArray({ limit: 1_000 });
  return list.length;
};

test('every seller gets an account of its own country that can charge', async () => {
  await provisionAccounts(hurried);
  const made = await rows();
  expect(new Set(made.map(({ accountId }) => accountId)).size).toBe(shops.length);
  for (const seller of made) {
    expect(seller.chargesEnabled).toBe(true);
    const account = await house.emulator.stripe.accounts.retrieve(seller.accountId ?? '');
    expect(account).toMatchObject({
      charges_enabled: true,
      country: seller.country,
      default_currency: seller.currency,
      metadata: { seller: seller.id },
    });
  }
  const keys = (await creations()).map(({ idempotency_key }) => idempotency_key?.slice(0, 32));
  expect(keys.sort()).toEqual(made.map(({ id }) => `account:${id}`).sort());
});

test('a second start makes none', async () => {
  await provisionAccounts(hurried);
  await house.emulator.forget();
  await provisionAccounts(hurried);
  expect(await creations()).toEqual([]);
});

test('an account of an earlier release gets the capability it lacks, by one call', async () => {
  await provisionAccounts(hurried);
  const older = (await rows()).find(({ country }) => country === 'US');
  if (!older) throw new Error('nobody sells from the US');
  const { stripe } = house.emulator;
  const before = await stripe.accounts.create({
    type: 'custom',
    country: 'US',
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  });
  await (
    await getDb()
  )
    .update(sellers)
    .set({ accountId: before.id as AccountId })
    .where(eq(sellers.id, older.id));
  await house.emulator.forget();
  // The answer is lost on the way, then a start finds nothing more to do.
  const path = `/v1/accounts/${before.id}`;
  await house.emulator.fault({ method: 'POST', path, action: 'drop', times: 1 });
  await provisionAccounts(hurried);
  await provisionAccounts(hurried);
  const writes = (await house.emulator.calls()).filter(({ method }) => method === 'POST');
  expect(writes.map((call) => call.path)).toEqual([path, path]);
  expect(new Set(writes.map(({ idempotency_key }) => idempotency_key)).size).toBe(1);
  const after = await stripe.accounts.retrieve(before.id);
  expect(Object.keys(after.capabilities ?? {}).sort()).toEqual([
    'card_payments',
    'transfers',
    'us_bank_account_ach_payments',
  ]);
});

test('when the answer is lost on the way, the same key brings the same account', async () => {
  const before = await accountCount();
  await house.emulator.fault({ method: 'POST', path: '/v1/accounts', action: 'drop', times: 1 });
  await provisionAccounts(hurried);
  expect(await accountCount()).toBe(before + shops.length);
  expect(await creations()).toHaveLength(shops.length + 1);
});

test('a key that was used with other words is given up for a new one', async () => {
  await provisionAccounts(hurried);
  const db = await getDb();
  // As if the first start had died before it wrote the accounts down, and the words changed since.
  await db.update(sellers).set({ accountId: null, tagline: 'New words' });
  await house.emulator.forget();
  await provisionAccounts(hurried);
  expect(await creations()).toHaveLength(2 * shops.length);
  expect((await rows()).every(({ accountId }) => accountId)).toBe(true);
});

test('an account that an emptied emulator has forgotten is made anew', async () => {
  await provisionAccounts(hurried);
  const before = await rows();
  await fetch(new URL('/_emulator/reset', house.emulator.url), { method: 'POST' });
  await provisionAccounts(hurried);
  const after = await rows();
  for (const [index, seller] of after.entries()) {
    expect(seller.chargesEnabled).toBe(true);
    expect(seller.accountId).not.toBe(before[index]?.accountId);
  }
});

test('a refusal ends the start with a sentence', async () => {
  await house.emulator.fault({
    method: 'POST',
    path: '/v1/accounts',
    action: 'fail',
    status: 400,
    times: 99,
    error: { type: 'invalid_request_error', message: 'You can only create new accounts if…' },
  });
  await expect(provisionAccounts(hurried)).rejects.toThrow(
    /The connected account of .* could not be set up: You can only create/,
  );
});

test('a database of the other mode is refused with what to do', async () => {
  const db = await getDb();
  await db.insert(milestones).values({ name: 'stripe', value: 'test' });
  await expect(provisionAccounts(hurried)).rejects.toThrow(
    /set up with real test keys, and you are starting with the emulator.*DATA_DIR/,
  );
  expect(await creations()).toEqual([]);
  await db.delete(milestones).where(eq(milestones.name, 'stripe'));
});
