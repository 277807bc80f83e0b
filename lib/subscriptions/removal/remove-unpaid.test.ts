/** What becomes of a subscription whose card its buyer takes away, by how it stands. */
import { beforeAll, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { IdempotencyKey, SubscriptionChangeId } from '../../model/ids';
import { alteringProxy } from '../../payments/testing/altering-proxy';
import { openMarket } from '../../payments/testing/market';
import { newBuyer, saveCard } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { newLeaseOwner } from '../../store/lease';
import { newId } from '../../store/new-id';
import { subscriptionChanges } from '../../store/schema';
import { changeSubscription } from '../changes/ask-change';
import { convergeSubscription } from '../read-subscription';
import { listUses } from '../sync/list-changes';
import { removeUsedMethod } from './remove-used-method';
import {
  day,
  invoicesAt,
  on,
  passIntoDraft,
  passPeriod,
  passTime,
  readInvoices,
  readRow,
} from '../testing/life';
import { makeMirror, mirrorAt, openPlan, type PlanStall } from '../testing/mirrors';
import { chargeTo } from '../testing/subscribed';
import { methodRow, settle } from '../testing/sync-house';

const proxy = alteringProxy();
const market = openMarket(1, proxy.open);
let plan: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});

async function subscribed(testMethod = 'pm_card_visa') {
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, testMethod);
  const mirror = await makeMirror(market.emulator, buyer, card, plan);
  await convergeSubscription(mirror.id);
  const remove = () => removeUsedMethod(buyer, card.id, { kind: 'cancel' });
  return {
    ...{ buyer, card, mirror, remove },
    removeUnasked: () => removeUsedMethod(buyer, card.id, null),
    endWithPeriod: () => changeSubscription(buyer, mirror.id, { kind: 'cancel_at_period_end' }),
  };
}

const status = async ({ mirror }: Awaited<ReturnType<typeof subscribed>>) =>
  (await mirrorAt(market.emulator, mirror)).status;

it('what is paid for keeps its time where Stripe keeps an error about its end', async () => {
  const one = await subscribed();
  proxy.broken = /^POST \/v1\/subscriptions\/sub_/;
  expect(await one.remove()).toMatchObject({ reason: 'not_canceled' });
  expect(await status(one)).toBe('active');
  expect((await methodRow(one.card.id)).status).toBe('active');
  // Another press has another key.
  expect(await one.remove()).toMatchObject({ ok: true });
  proxy.broken = null;
  expect(await status(one)).toBe('active');
  expect((await readRow(one.mirror.id)).cancelAtPeriodEnd).toBe(true);
});

it('what is paid for keeps its time while another change of it is being made', async () => {
  const one = await subscribed();
  const db = await getDb();
  const id = newId<SubscriptionChangeId>('chg');
  await db.insert(subscriptionChanges).values({
    ...{ id, subscriptionId: one.mirror.id, kind: 'quantity', quantity: 2 },
    changeKey: `change:${id}` as IdempotencyKey,
    leaseOwner: newLeaseOwner(),
    leaseUntil: new Date(Date.now() + 60_000),
  });
  expect(await one.remove()).toMatchObject({
    reason: 'not_canceled',
    message: expect.stringContaining('Another change') as string,
  });
  expect(await status(one)).toBe('active');
  expect((await methodRow(one.card.id)).status).toBe('active');
});

it('what was never paid ends at once', async () => {
  const one = await subscribed('pm_card_chargeCustomerFail');
  expect(await status(one)).toBe('incomplete');
  expect(await one.remove()).toMatchObject({ ok: true });
  expect(await status(one)).toBe('canceled');
});

/** Its renewal was declined, and Stripe goes on trying; nobody has told us yet. */
async function declined() {
  const one = await subscribed();
  await chargeTo(market.emulator, one.mirror, 'pm_card_chargeCustomerFail');
  await passPeriod(market.emulator, one.mirror);
  return one;
}

/** The same, and we know. */
async function pastDue() {
  const one = await declined();
  await convergeSubscription(one.mirror.id);
  expect((await readRow(one.mirror.id)).status).toBe('past_due');
  return one;
}

/** Its next period has begun, and is charged within the hour. */
async function renewing() {
  const one = await subscribed();
  await passIntoDraft(market.emulator, one.mirror);
  return one;
}

/** What its account has been paid for it, as time goes on. */
async function payments({ mirror }: Awaited<ReturnType<typeof subscribed>>) {
  await passTime(market.emulator, 10 * day);
  return (await invoicesAt(market.emulator, mirror)).filter(({ charge }) => charge).length;
}

it('what is past due ends at once, and nobody tries to collect for it any more', async () => {
  const one = await pastDue();
  expect(await one.remove()).toMatchObject({ ok: true });
  expect(await status(one)).toBe('canceled');
  await settle([one.mirror]);
  expect((await mirrorAt(market.emulator, one.mirror)).attached).toHaveLength(1);
  const asked = async () =>
    (
      await market.emulator.stripe.invoices.list(
        { subscription: one.mirror.stripeId, status: 'open' },
        on(one.mirror.accountId),
      )
    ).data.map(({ attempt_count: count }) => count);
  const before = await asked();
  await passTime(market.emulator, 10 * day);
  expect(await asked()).toEqual(before);
});

it('what is past due and ends with its period is asked about, too, and ends at once', async () => {
  const one = await pastDue();
  expect(await one.endWithPeriod()).toMatchObject({ ok: true });
  // Just asked for, and as Stripe tells of it later.
  for (const look of ['asked', 'read']) {
    if (look === 'read') await convergeSubscription(one.mirror.id);
    expect(await one.removeUnasked(), look).toMatchObject({ reason: 'in_use' });
    expect(await listUses(one.buyer.id), look).toMatchObject([{ savedMethodId: one.card.id }]);
  }
  expect((await readRow(one.mirror.id)).cancelAtPeriodEnd).toBe(true);
  expect(await status(one)).toBe('past_due');
  expect(await one.remove()).toMatchObject({ ok: true });
  expect(await status(one)).toBe('canceled');
  expect((await methodRow(one.card.id)).status).not.toBe('active');
});

it('what was declined while we thought it paid ends at once', async () => {
  const one = await declined();
  expect((await readRow(one.mirror.id)).status).toBe('active');
  expect(await one.remove()).toMatchObject({ ok: true });
  expect(await status(one)).toBe('canceled');
});

it.each(['known', 'not known'])(
  'what is about to be charged ends at once, be it %s',
  async (how) => {
    const one = await renewing();
    if (how === 'known') await convergeSubscription(one.mirror.id);
    expect(await status(one)).toBe('active');
    expect(await one.remove()).toMatchObject({ ok: true });
    expect(await status(one)).toBe('canceled');
    expect(await payments(one)).toBe(1);
  },
);

it('what is about to be charged is asked about also where it ends with its period', async () => {
  const one = await renewing();
  await convergeSubscription(one.mirror.id);
  expect(await one.endWithPeriod()).toMatchObject({ ok: true });
  for (const look of ['asked', 'read']) {
    if (look === 'read') await convergeSubscription(one.mirror.id);
    expect(await one.removeUnasked(), look).toMatchObject({ reason: 'in_use' });
  }
  expect(await one.remove()).toMatchObject({ ok: true });
  expect(await status(one)).toBe('canceled');
  expect(await payments(one)).toBe(1);
});

it('what is billed and never charged, as its seller has paused it, keeps its time', async () => {
  const one = await subscribed();
  await market.emulator.stripe.subscriptions.update(
    one.mirror.stripeId,
    { pause_collection: { behavior: 'keep_as_draft' } },
    on(one.mirror.accountId),
  );
  await passIntoDraft(market.emulator, one.mirror);
  expect(await one.remove()).toMatchObject({ ok: true });
  const [, draft] = await readInvoices(one.mirror.id);
  expect(draft).toMatchObject({ status: 'draft', nextAttemptAt: null });
  expect(await status(one)).toBe('active');
  expect((await readRow(one.mirror.id)).cancelAtPeriodEnd).toBe(true);
  expect((await methodRow(one.card.id)).status).not.toBe('active');
});

it('what was paid while we thought it past due keeps its time', async () => {
  const one = await pastDue();
  const { stripe } = market.emulator;
  const there = on(one.mirror.accountId);
  const open = (await invoicesAt(market.emulator, one.mirror)).find((it) => it.status === 'open');
  const good = await stripe.paymentMethods.attach(
    'pm_card_visa',
    { customer: one.mirror.customerId },
    there,
  );
  await stripe.invoices.pay(open?.id ?? '', { payment_method: good.id }, there);
  expect((await readRow(one.mirror.id)).status).toBe('past_due');
  expect(await one.remove()).toMatchObject({ ok: true });
  expect(await status(one)).toBe('active');
  expect((await readRow(one.mirror.id)).cancelAtPeriodEnd).toBe(true);
});

it('what cannot be read is not ended by what we knew of it', async () => {
  const one = await pastDue();
  const path = '/v1/subscriptions/*';
  await market.emulator.fault({ method: 'GET', path, action: 'fail', status: 500, times: 9 });
  expect(await one.remove()).toMatchObject({ reason: 'not_canceled' });
  await market.emulator.clearFaults();
  expect(await status(one)).toBe('past_due');
});
