import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { config } from '../config/config';
import { openHouse } from '../payments/testing/house';
import type { AccountId } from '../model/ids';
import { getDb } from '../store/client';
import { milestones, sellers } from '../store/schema';
import { provisionAccounts } from './provision-accounts';
import { shops } from '../catalog/seed/goods';
import { seedCatalog } from '../catalog/seed/seed';

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

describe('with every account known', () => {
  const silent = { method: 'GET', action: 'drop', times: 0 } as const;
  const path = '/v1/accounts/*';
  const left = (of: string | null) => ({
    method: 'GET',
    path: `/v1/accounts/${of}`,
    action: 'fail' as const,
    status: 403,
    error: { type: 'invalid_request_error', code: 'account_invalid', message: 'No access.' },
    times: 0,
  });

  const startWith = async (mode: 'emulator' | 'test') => {
    await (await getDb()).delete(milestones).where(eq(milestones.name, 'stripe'));
    Object.assign(config(), { mode });
  };

  afterEach(() => startWith('emulator'));
  beforeEach(async () => {
    await provisionAccounts(hurried);
    await house.emulator.forget();
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  });

  test('the shop opens while Stripe is silent, with what it knew', async () => {
    const before = await rows();
    await house.emulator.fault({ ...silent, path });
    await provisionAccounts(hurried);
    expect(await rows()).toEqual(before);
    expect(vi.mocked(console.warn).mock.calls.join()).toMatch(/Stripe does not answer/);
  });

  test('a first start does not, and says so', async () => {
    const [first] = await rows();
    const db = await getDb();
    await db.update(sellers).set({ accountId: null }).where(eq(sellers.position, 1));
    await house.emulator.fault({ ...silent, path: `/v1/accounts/${first?.accountId}` });
    await house.emulator.fault({ ...silent, path });
    await expect(provisionAccounts(hurried)).rejects.toThrow(/emulator does not answer/);
    expect(await creations()).toEqual([]);
  });

  test.each(['emulator', 'test'] as const)(
    'a seller who has left is let go, with %s keys',
    async (mode) => {
      await startWith(mode);
      const [first, ...others] = await rows();
      await house.emulator.fault(left(first?.accountId ?? null));
      await provisionAccounts(hurried);
      await provisionAccounts(hurried);
      expect(await creations()).toEqual([]);
      const [gone, ...stayed] = await rows();
      expect(gone).toMatchObject({ accountId: first?.accountId, leftAt: expect.any(Date) as Date });
      expect(gone?.chargesEnabled).toBe(false);
      expect(stayed.map(({ accountId }) => accountId)).toEqual(
        others.map(({ accountId }) => accountId),
      );
      expect(stayed.every(({ leftAt, chargesEnabled }) => !leftAt && chargesEnabled)).toBe(true);

      await house.emulator.clearFaults();
      await provisionAccounts(hurried);
      expect((await rows())[0]).toMatchObject({ leftAt: null, chargesEnabled: true });
    },
  );

  test('keys that can read none of them are told to be of another platform', async () => {
    await startWith('test');
    await house.emulator.fault(left('*'));
    await expect(provisionAccounts(hurried)).rejects.toThrow(/belong to another platform/);
    expect((await rows()).some(({ leftAt }) => leftAt)).toBe(false);
  });

  test('a start that dies while it makes the accounts of an emptied emulator anew makes the rest', async () => {
    await fetch(new URL('/_emulator/reset', house.emulator.url), { method: 'POST' });
    const before = new Set((await rows()).map(({ accountId }) => accountId));
    const old = async () => (await rows()).filter(({ accountId }) => before.has(accountId));
    await house.emulator.fault({
      method: 'POST',
      path: '/v1/accounts',
      action: 'fail',
      status: 400,
      error: { type: 'invalid_request_error', message: 'Not now.' },
      times: 1,
    });
    await expect(provisionAccounts(hurried)).rejects.toThrow(/Not now/);
    // The others were made side by side with the one that was refused.
    await vi.waitFor(async () => expect(await old()).toHaveLength(1), 10_000);
    await provisionAccounts(hurried);
    expect(await old()).toEqual([]);
    expect((await rows()).every(({ leftAt, chargesEnabled }) => !leftAt && chargesEnabled)).toBe(
      true,
    );
  });
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
