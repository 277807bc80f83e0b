import { DrizzleQueryError, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { users } from '../store/schema';
import { testDb } from '../store/testing/database';
import { describeFault } from './describe-fault';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
});
afterAll(() => database.close());

const failure = async (query: PromiseLike<unknown>): Promise<unknown> => {
  try {
    await query;
  } catch (error) {
    return error;
  }
  throw new Error('the query did not fail');
};

test('a query that failed is told without its values', async () => {
  const canary = { id: 'usr_canary' as never, name: 'canary', email: 'canary@example.com' };
  await database.db.insert(users).values(canary);
  const error = await failure(database.db.insert(users).values(canary));
  expect(String(error)).toContain('canary');
  const told = describeFault(error);
  expect(told).toMatch(/23505.*insert into "users"/);
  expect(told).not.toContain('canary');
});

test('nor does the database’s own sentence give a value away', async () => {
  const error = await failure(database.db.execute(sql`select ${'canary'}::integer`));
  expect(error).toBeInstanceOf(DrizzleQueryError);
  expect(describeFault(error)).toContain('22P02');
  expect(describeFault(error)).not.toContain('canary');
});

test('any other fault keeps its stack, without secrets', () => {
  const told = describeFault(new Error('no answer to Bearer abc.def'));
  expect(told).toContain('describe-fault.test.ts');
  expect(told).not.toContain('abc.def');
  expect(describeFault('text')).toBe('text');
});
