import { expect, test } from 'vitest';
import type { IdempotencyKey } from '../model/ids';
import { writing } from './sdk';

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
