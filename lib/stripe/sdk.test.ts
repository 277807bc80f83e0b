import { afterAll, beforeAll, expect, test } from 'vitest';
import type { IdempotencyKey } from '../model/ids';
import { withTx } from '../store/client';
import { testDb } from '../store/testing/database';
import { call, writing } from './sdk';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
});
afterAll(() => database.close());

test('a write goes out with its stored key and on its account, and without a key not at all', () => {
  const key = 'refund:ref_1' as IdempotencyKey;
  expect(writing({ key, subject: {} }, 'acct_1')).toEqual({
    idempotencyKey: key,
    stripeAccount: 'acct_1',
  });
  expect(writing({ key, subject: {} })).toEqual({ idempotencyKey: key });
  // @ts-expect-error: a word that came out of no row
  expect(writing({ key: 'made up', subject: {} })).toBeDefined();
  // @ts-expect-error: no key at all
  expect(() => writing({ subject: {} })).toThrow(/stored key/);
  expect(() => writing({ key: '' as IdempotencyKey, subject: {} })).toThrow(/stored key/);
});

test('no call goes out within a transaction', async () => {
  let made = 0;
  const ask = () => call({ subject: {} }, () => Promise.resolve((made += 1)));
  await expect(withTx(ask)).rejects.toThrow(/within a transaction/);
  expect(made).toBe(0);
  await withTx(async () => undefined);
  expect(await ask()).toBe(1);
});
