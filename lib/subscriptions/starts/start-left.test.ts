import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import { openMarket } from '../../payments/testing/market';
import { getDb } from '../../store/client';
import { subscriptions } from '../../store/schema';
import { freeStarts } from './claim-starts';
import { startAgain } from './start-again';
import { startSubscription } from './start-subscription';
import { openPlan, type PlanStall } from '../testing/mirrors';
import {
  firstOf,
  freeStart,
  onAccountOf,
  placedPlans,
  planOf,
  readStart,
  rewindStart,
} from '../testing/starts';

const market = openMarket(1);
let plan: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});

/** The seller takes our access away: Stripe answers as to one who never had any. */
async function leave(): Promise<void> {
  const error = { type: 'invalid_request_error', code: 'account_invalid', message: 'No access.' };
  for (const method of ['GET', 'POST']) {
    await market.emulator.fault({ method, action: 'fail', status: 403, error, times: 0 });
  }
}

const comeBack = () => market.emulator.clearFaults();

it('a plan whose account left before it was asked for has failed, and begins once that is back', async () => {
  const of = await placedPlans(market.emulator, [plan]);
  const id = firstOf(of);
  await leave();
  await startSubscription(id);
  const { row } = await readStart(id);
  expect(row).toMatchObject({ state: 'failed', problem: { code: 'account_invalid' } });
  expect(await planOf(of)).toMatchObject({ standing: 'failed', canRetry: true });

  const again = { savedMethodId: of.card.id, attempt: row.attempt };
  await startAgain(of.buyer, { orderId: of.orderId, subscriptionId: id }, again);
  expect((await readStart(id)).row).toMatchObject({ state: 'failed', attempt: 2 });
  await comeBack();
  const more = { savedMethodId: of.card.id, attempt: 2 };
  await startAgain(of.buyer, { orderId: of.orderId, subscriptionId: id }, more);
  expect((await readStart(id)).row).toMatchObject({ state: 'started', status: 'active' });
  expect(await onAccountOf(market.emulator, row.accountId, of.buyer)).toEqual({
    ...{ customers: 1, subscriptions: ['active'], taken: row.unitAmount },
  });
});

it('one that may have begun waits a day for its account, and is not begun a second time', async () => {
  const of = await placedPlans(market.emulator, [plan]);
  const id = firstOf(of);
  await startSubscription(id);
  await rewindStart(id, { state: 'subscribing' });
  await leave();
  await startSubscription(id);
  const db = await getDb();
  const [row] = await db
    .select({
      state: subscriptions.state,
      rests: sql<boolean>`${subscriptions.leaseUntil} > now() + interval '20 hours'`,
    })
    .from(subscriptions)
    .where(eq(subscriptions.id, id));
  expect(row).toEqual({ state: 'subscribing', rests: true });
  expect(await freeStarts()).not.toContain(id);
  const again = { savedMethodId: of.card.id, attempt: 1 };
  expect(
    await startAgain(of.buyer, { orderId: of.orderId, subscriptionId: id }, again),
  ).toMatchObject({ reason: 'not_retryable' });

  await comeBack();
  await freeStart(id);
  await startSubscription(id);
  const { row: begun } = await readStart(id);
  expect(begun).toMatchObject({ state: 'started', status: 'active' });
  expect(await onAccountOf(market.emulator, begun.accountId, of.buyer)).toEqual({
    ...{ customers: 1, subscriptions: ['active'], taken: begun.unitAmount },
  });
});
