import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { SubscriptionChangeId } from '../../model/ids';
import { openMarket } from '../../payments/testing/market';
import { getDb } from '../../store/client';
import { subscriptionChanges } from '../../store/schema';
import type { ChangeRequest } from './ask-change';
import { lastChange } from './change-progress';
import { sendChange } from './send-change';
import { on, passPeriod } from '../testing/life';
import { openPlan, type Mirror, type PlanStall } from '../testing/mirrors';
import { chargeTo, subscribed } from '../testing/subscribed';

const market = openMarket(1);
let plan: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});

const changed = { ok: true, value: { changed: true } };
const left = { type: 'invalid_request_error', code: 'account_invalid', message: 'No access.' };
/** To cancel is a DELETE. */
async function fail(status: number, more: object = {}, methods = ['POST', 'DELETE']) {
  for (const method of methods) {
    await market.emulator.fault({ method, action: 'fail', status, times: 9, ...more });
  }
}

/** Puts the last change back to where nobody has made it or heard what came of it. */
async function askedAgain({ id }: Mirror, age = '1 minute') {
  const change = await lastChange(id);
  if (!change) throw new Error('nothing was asked');
  const db = await getDb();
  await db
    .update(subscriptionChanges)
    .set({
      ...{ state: 'requested', problem: null, leaseOwner: null, leaseUntil: null },
      createdAt: sql`now() - ${age}::interval`,
    })
    .where(eq(subscriptionChanges.id, change.id));
  await market.emulator.forget();
  return change;
}

async function changeOf(id: SubscriptionChangeId) {
  const db = await getDb();
  const [row] = await db.select().from(subscriptionChanges).where(eq(subscriptionChanges.id, id));
  return row;
}

describe('a change that was made and whose answer is not known', () => {
  const before: Partial<Record<ChangeRequest['kind'], ChangeRequest>> = {
    resume: { kind: 'cancel_at_period_end' },
  };

  it.each(['cancel_now', 'cancel_at_period_end', 'resume'] as const)(
    '%s: is seen on the account once its key is forgotten, and not made again',
    async (kind) => {
      const { change, mirror } = await subscribed(market.emulator, plan);
      const first = before[kind];
      if (first) await change(first);
      expect(await change({ kind })).toEqual(changed);
      const { id } = await askedAgain(mirror, '2 days');
      await sendChange(id);
      expect(await market.emulator.writes()).toEqual([]);
      expect(await changeOf(id)).toMatchObject({ state: 'done', problem: null });
    },
  );

  it.each(['cancel_now', 'cancel_at_period_end', 'resume'] as const)(
    '%s: has failed once its key is forgotten when the account stands otherwise',
    async (kind) => {
      const { change, mirror } = await subscribed(market.emulator, plan);
      const first = before[kind];
      if (first) await change(first);
      await fail(503);
      expect(await change({ kind })).toMatchObject({ reason: 'unreachable' });
      await market.emulator.clearFaults();
      const { id } = await askedAgain(mirror, '2 days');
      await sendChange(id);
      expect(await market.emulator.writes()).toEqual([]);
      expect(await changeOf(id)).toMatchObject({
        ...{ state: 'failed', problem: { code: 'not_changed' } },
      });
    },
  );

  it('a payment: is seen on its invoice', async () => {
    const { change, mirror, viewNow } = await subscribed(market.emulator, plan);
    await chargeTo(market.emulator, mirror, 'pm_card_chargeCustomerFail');
    await passPeriod(market.emulator, mirror);
    const open = (await viewNow()).invoices.find(({ state }) => state === 'open');
    await chargeTo(market.emulator, mirror, 'pm_card_visa');
    expect(await change({ kind: 'pay_invoice', accountInvoiceId: open?.id as never })).toEqual(
      changed,
    );
    const { id } = await askedAgain(mirror, '2 days');
    await sendChange(id);
    expect(await market.emulator.writes()).toEqual([]);
    expect(await changeOf(id)).toMatchObject({ state: 'done' });
  });

  it('is done also when its repeat is refused', async () => {
    const { change, mirror } = await subscribed(market.emulator, plan);
    await market.emulator.fault({ method: 'POST', action: 'drop', times: 3 });
    expect(await change({ kind: 'cancel_at_period_end' })).toMatchObject({ reason: 'unreachable' });
    await market.emulator.clearFaults();
    await fail(400);
    const { id } = await askedAgain(mirror);
    await sendChange(id);
    await market.emulator.clearFaults();
    expect(await changeOf(id)).toMatchObject({ state: 'done' });
  });
});

describe('a change that Stripe does not make', () => {
  it('has failed, and the next one is another', async () => {
    const { change, mirror, view } = await subscribed(market.emulator, plan);
    await fail(400);
    expect(await change({ kind: 'cancel_at_period_end' })).toMatchObject({ reason: 'not_changed' });
    await market.emulator.clearFaults();
    const first = await lastChange(mirror.id);
    expect(first).toMatchObject({ state: 'failed', leaseOwner: null });
    expect(await change({ kind: 'cancel_at_period_end' })).toEqual(changed);
    const second = await lastChange(mirror.id);
    expect(second?.changeKey).not.toBe(first?.changeKey);
    expect(await view()).toMatchObject({ phase: 'ending' });
  });

  it('has failed when its key tells of something else', async () => {
    const { change, mirror } = await subscribed(market.emulator, plan);
    await fail(503);
    await change({ kind: 'cancel_at_period_end' });
    await market.emulator.clearFaults();
    const { id, changeKey } = await askedAgain(mirror);
    await market.emulator.stripe.subscriptions.update(
      mirror.stripeId,
      { description: 'Another release said it so' },
      { ...on(mirror.accountId), idempotencyKey: changeKey },
    );
    await sendChange(id);
    expect(await changeOf(id)).toMatchObject({
      ...{ state: 'failed', problem: { code: 'not_changed' } },
    });
  });

  it('has failed when the account has left', async () => {
    const { change, mirror } = await subscribed(market.emulator, plan);
    await fail(403, { error: left }, ['POST', 'DELETE', 'GET']);
    expect(await change({ kind: 'cancel_now' })).toMatchObject({ reason: 'not_changed' });
    await market.emulator.clearFaults();
    expect(await lastChange(mirror.id)).toMatchObject({
      ...{ state: 'failed', problem: { code: 'account_invalid' } },
    });
  });
});
