import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import type { SellerUser } from '../model/views';
import { openHouse } from '../payments/testing/house';
import type { Stall } from '../payments/testing/shop';
import { openShop } from '../payments/testing/shops';
import { getDb } from '../store/client';
import { milestones, sellers } from '../store/schema';
import { changeShop } from './change-shop';
import { readShop } from './read-shop';
import { shopWords } from './requests';
import { tellAccount } from './tell-account';

const house = openHouse();
let stall: Stall;
let worker: SellerUser;

beforeAll(() => prepareQueues());
beforeEach(async () => {
  ({ stall, worker } = await openShop(house.emulator));
  await house.emulator.forget();
  // What Stripe refuses or leaves unanswered is logged, and not what these tests are about.
  vi.spyOn(console, 'error').mockReturnValue();
});

const words = (statementName: string) =>
  shopWords.parse({ tagline: 'Mugs, thrown', about: 'Since 1999.', place: 'Kyoto', statementName });

const onStatements = async () => {
  const { settings } = await house.emulator.stripe.accounts.retrieve(stall.accountId);
  return settings?.card_payments?.statement_descriptor_prefix;
};

const updates = async () =>
  (await house.emulator.calls()).filter(
    ({ method, path }) => method === 'POST' && path === `/v1/accounts/${stall.accountId}`,
  );

test('what a shop says is read at once, and its account follows by a job', async () => {
  await changeShop(worker, words('fern bay'));
  expect(await readShop(stall.sellerId)).toMatchObject({
    ...{ tagline: 'Mugs, thrown', about: 'Since 1999.', place: 'Kyoto', statementName: 'FERN BAY' },
  });
  const db = await getDb();
  const { rows } = (await db.execute(
    sql`select data from pgboss.job where name = 'tell-account'`,
  )) as unknown as { rows: { data: unknown }[] };
  expect(rows.map(({ data }) => data)).toContainEqual({ sellerId: stall.sellerId });

  await tellAccount(stall.sellerId);
  expect(await onStatements()).toBe('FERN BAY');
  // Left empty, it is made of the shop's name again, although Stripe was told so once before.
  await changeShop(worker, words(''));
  await tellAccount(stall.sellerId);
  expect(await onStatements()).toBe((await readShop(stall.sellerId)).madeOfName);
  await changeShop(worker, words('fern bay'));
  await tellAccount(stall.sellerId);
  expect(await onStatements()).toBe('FERN BAY');
});

test('an answer that was lost is asked for again with the same key', async () => {
  await changeShop(worker, words('fern bay'));
  const path = `/v1/accounts/${stall.accountId}`;
  await house.emulator.fault({ method: 'POST', path, action: 'drop', times: 9 });
  await expect(tellAccount(stall.sellerId)).rejects.toThrow();
  await house.emulator.clearFaults();
  await tellAccount(stall.sellerId);
  expect(await onStatements()).toBe('FERN BAY');
  const keys = (await updates()).map(({ idempotency_key: key }) => key);
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(1);
});

test('what comes while Stripe is being told is told after it', async () => {
  await changeShop(worker, words('fern bay'));
  const path = `/v1/accounts/${stall.accountId}`;
  await house.emulator.fault({ method: 'POST', path, action: 'delay', delay_ms: 3_000, times: 1 });
  const telling = tellAccount(stall.sellerId);
  const db = await getDb();
  const name = `account-details:${stall.sellerId}`;
  const keyWritten = () => db.select().from(milestones).where(eq(milestones.name, name));
  await expect.poll(async () => (await keyWritten()).length).toBe(1);
  await changeShop(worker, words('fog bay'));
  await telling;
  expect(await updates()).toHaveLength(2);
  expect(await onStatements()).toBe('FOG BAY');
});

test('an account that has left is not told', async () => {
  await changeShop(worker, words('fern bay'));
  const db = await getDb();
  await db.update(sellers).set({ leftAt: new Date() }).where(eq(sellers.id, stall.sellerId));
  await tellAccount(stall.sellerId);
  expect(await updates()).toEqual([]);
});

test.each([{ tagline: '' }, { statementName: 'A*B' }, { name: 'Another' }])(
  'a change with %j is refused',
  (wrong) => {
    const said = { ...words(''), ...wrong };
    expect(shopWords.safeParse(said).success).toBe(false);
  },
);
