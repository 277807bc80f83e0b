import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuyerId } from '@/lib/model/ids';
import { testDb } from '@/lib/store/testing/database';
import { readOrder } from './read-order';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
});
afterAll(() => database.close());

test.each(['\u0000', '%00', 'ord_1', `ord_${'a'.repeat(20)}\u0000`, `ord_${'a'.repeat(20)}`])(
  '%j names no order',
  async (id) => expect(await readOrder('usr_1' as BuyerId, id)).toBeNull(),
);
