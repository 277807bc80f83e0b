import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { followAccount } from '../onboarding/follow-account';
import { prepareQueues } from '../jobs/boss';
import { endStoppedLeg } from '../payments/end-stopped-leg';
import { payLegs } from '../payments/pay-leg';
import { reconcileAccount, utcDay } from '../payments/reconcile/reconcile';
import { operator } from '../payments/testing/after-sale';
import { openMarket } from '../payments/testing/market';
import { firstLeg, freeLease, placed, readLeg, rewind } from '../payments/testing/orders';
import { getDb } from '../store/client';
import { refunds, sellers } from '../store/schema';
import { jobHandlers } from './job-handlers';

const market = openMarket(1);
const dayMs = 86_400_000;

beforeAll(() => prepareQueues());
afterEach(() => vi.useRealTimers());

const shutOut = () =>
  market.emulator.fault({
    path: '/v1/*',
    action: 'fail',
    status: 403,
    error: { type: 'invalid_request_error', code: 'account_invalid', message: 'No access.' },
    times: 0,
  });

async function waiting<Payload>(name: string): Promise<Payload[]> {
  const db = await getDb();
  const { rows } = (await db.execute(
    sql`delete from pgboss.job where name = ${name} and state = 'created' returning data`,
  )) as unknown as { rows: { data: Payload }[] };
  return rows.map(({ data }) => data);
}

it('what an account took and kept while it was away is sent back once it returns', async () => {
  const order = await placed(market.emulator, market.oneStall);
  await payLegs(order.legIds);
  const legId = firstLeg(order);
  const { leg, attempt } = await readLeg(legId);
  const { accountId } = leg;
  await rewind(legId, { state: 'processing' }, { paymentIntentId: attempt.paymentIntentId });
  await freeLease(legId);
  await shutOut();
  await payLegs([legId]);
  // Nobody was told: the night finds it shut, and asks how the account stands.
  await waiting('follow-account');
  await reconcileAccount(utcDay(new Date()), accountId);
  expect(await waiting('follow-account')).toEqual([{ accountId }]);
  await followAccount(accountId);
  expect(await endStoppedLeg(await operator(), legId)).toMatchObject({ ok: true });
  expect((await readLeg(legId)).leg.state).toBe('failed');
  const db = await getDb();
  const row = async () =>
    (await db.select().from(sellers).where(eq(sellers.accountId, accountId)))[0];
  const leftAt = (await row())?.leftAt?.toISOString();
  expect(leftAt).toBeDefined();

  await market.emulator.clearFaults();
  await followAccount(accountId);
  await followAccount(accountId);
  expect(await row()).toMatchObject({ leftAt: null });
  const [back, ...more] = await waiting<{ accountId: typeof accountId; leftAt: string }>(
    'account-returned',
  );
  expect([back, ...more]).toEqual([{ accountId, leftAt }]);
  if (!back) return;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + dayMs });
  const today = utcDay(new Date(leftAt ?? ''));
  await jobHandlers['account-returned'](back);
  vi.useRealTimers();
  const days = await waiting<{ day: string; accountId: typeof accountId }>('reconcile');
  const from = (days: number) => utcDay(new Date(Date.parse(today) - days * dayMs));
  const before = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map(from);
  expect(days.map(({ day }) => day).sort()).toEqual([...before, today]);
  for (const day of days) await jobHandlers.reconcile(day);
  const mine = eq(refunds.legId, legId);
  expect(await db.select().from(refunds).where(mine)).toMatchObject([
    { reason: 'late_payment', state: 'succeeded', amount: leg.amount },
  ]);
});
