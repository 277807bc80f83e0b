import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { AccountInvoiceId } from '../../model/ids';
import { openMarket } from '../../payments/testing/market';
import { newBuyer } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { subscriptionChanges, subscriptions } from '../../store/schema';
import { changeSubscription } from './ask-change';
import { freeChanges } from './change-progress';
import { previewQuantity } from './preview-quantity';
import { convergeSubscription } from '../read-subscription';
import { sendChange } from './send-change';
import { readOwnSubscription } from '../subscriptions';
import {
  invoicesAt,
  invoicesHere,
  passPeriod,
  passTime,
  readInvoices,
  readRow,
} from '../testing/life';
import { openPlan, type Mirror, type PlanStall } from '../testing/mirrors';
import { chargeTo, subscribed as subscribedTo } from '../testing/subscribed';

const market = openMarket(2);
let plan: PlanStall;
let trial: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
  trial = await openPlan(market.emulator, market.stalls[1] as never, { trialDays: 14 });
});

const subscribed = (testMethod = 'pm_card_visa', to = plan) =>
  subscribedTo(market.emulator, to, testMethod);

const changed = { ok: true, value: { changed: true } };

/** The writes of a change, without what its key is. */
const writes = async () =>
  (await market.emulator.writes()).map((write) => write.replace(/change:chg_\w+/, 'change:…'));

async function changesOf({ id }: Mirror) {
  const db = await getDb();
  return db.select().from(subscriptionChanges).where(eq(subscriptionChanges.subscriptionId, id));
}

async function pastDue(at: Mirror): Promise<AccountInvoiceId> {
  await chargeTo(market.emulator, at, 'pm_card_chargeCustomerFail');
  await passPeriod(market.emulator, at);
  await convergeSubscription(at.id);
  return (await readInvoices(at.id)).at(-1)?.accountInvoiceId as AccountInvoiceId;
}

describe('a buyer', () => {
  it('cancels at the end of what is paid, takes that back, and cancels again', async () => {
    const { change, mirror, view } = await subscribed();
    expect(await change({ kind: 'cancel_at_period_end' })).toEqual(changed);
    expect(await view()).toMatchObject({
      stateText: 'Ends soon',
      phase: 'ending',
      canResume: true,
      canCancelAtPeriodEnd: false,
      nextAt: null,
    });
    expect(await change({ kind: 'resume' })).toEqual(changed);
    expect(await view()).toMatchObject({ stateText: 'Active', canResume: false });
    expect(await change({ kind: 'cancel_at_period_end' })).toEqual(changed);
    await passPeriod(market.emulator, mirror);
    await convergeSubscription(mirror.id);
    expect(await view()).toMatchObject({ stateText: 'Ended', canCancelNow: false });
    expect(await readInvoices(mirror.id)).toHaveLength(1);
  });

  it('cancels at once, and what is paid stays paid', async () => {
    const { change, mirror, view } = await subscribed();
    expect(await change({ kind: 'cancel_now' })).toEqual(changed);
    expect(await view()).toMatchObject({ stateText: 'Ended', invoices: [{ state: 'paid' }] });
    expect(await writes()).toEqual([
      `200 ${mirror.accountId} /v1/subscriptions/${mirror.stripeId} change:…`,
    ]);
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
  });

  it('changes the quantity, is charged what was previewed, and the new amount from then on', async () => {
    const { buyer, change, mirror, view } = await subscribed();
    await passTime(market.emulator, 10 * 86_400);
    const preview = await previewQuantity(buyer, mirror.id, 3);
    if (!preview.ok) throw new Error(preview.message);
    expect(preview.value).toMatchObject({ quantity: 3, credit: null, then: { amount: 12_600 } });
    expect(await change({ kind: 'quantity', quantity: 3 })).toEqual(changed);
    const after = await view();
    expect(after).toMatchObject({ quantity: 3, amount: { amount: 12_600 } });
    expect(after?.invoices[0]).toMatchObject({
      reason: 'Change of the quantity',
      state: 'paid',
    });
    // Reckoned to the second.
    const due = (preview.value.now?.amount ?? 0) - (after?.invoices[0]?.total.amount ?? 0);
    expect(Math.abs(due)).toBeLessThanOrEqual(1);
    await passPeriod(market.emulator, mirror);
    await convergeSubscription(mirror.id);
    expect((await view())?.invoices[0]).toMatchObject({
      reason: 'Renewal',
      total: { amount: 12_600 },
    });
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
  });

  it('refuses to reckon what is more than one charge can hold', async () => {
    const { buyer, mirror } = await subscribed();
    const db = await getDb();
    await db
      .update(subscriptions)
      .set({ unitAmount: 60_000_000 })
      .where(eq(subscriptions.id, mirror.id));
    expect(await previewQuantity(buyer, mirror.id, 2)).toMatchObject({ reason: 'too_large' });
  });

  it('takes less, and is credited what was paid too much', async () => {
    const { buyer, change, mirror, view } = await subscribed();
    await change({ kind: 'quantity', quantity: 2 });
    const preview = await previewQuantity(buyer, mirror.id, 1);
    expect(preview).toMatchObject({ value: { now: null, credit: { currency: 'usd' } } });
    expect(await change({ kind: 'quantity', quantity: 1 })).toEqual(changed);
    expect((await view())?.invoices[0]).toMatchObject({ isCredit: true, stateText: 'Credited' });
    await passPeriod(market.emulator, mirror);
    await convergeSubscription(mirror.id);
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
  });

  it('changes the quantity in a trial for nothing', async () => {
    const { buyer, change, view } = await subscribed('pm_card_visa', trial);
    const [row] = (await view())?.invoices ?? [];
    expect(await previewQuantity(buyer, (await view())?.id as never, 2)).toMatchObject({
      value: { now: null, credit: null, then: { amount: 2_400 } },
    });
    expect(await change({ kind: 'quantity', quantity: 2 })).toEqual(changed);
    expect((await view())?.nextText).toMatch(/then €24\.00 every month/);
    expect((await view())?.invoices.at(-1)).toEqual(row);
  });

  it('keeps the old quantity when the card does not pay the difference', async () => {
    const { change, mirror, view } = await subscribed();
    await chargeTo(market.emulator, mirror, 'pm_card_chargeCustomerFail');
    expect(await change({ kind: 'quantity', quantity: 5 })).toEqual({
      ok: false,
      reason: 'not_changed',
      message: 'The bank declined this card. Try another card, or ask your bank why.',
    });
    expect(await view()).toMatchObject({
      quantity: 1,
      stateText: 'Active',
      change: { kind: 'quantity', problem: { code: 'card_declined' } },
      canChangeQuantity: true,
      pending: null,
      dunning: null,
    });
    // What it would have cost is nobody's debt.
    expect((await view())?.invoices.map(({ state }) => state)).toEqual(['void', 'paid']);
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
  });

  it('pays an open invoice, and it goes on', async () => {
    const { change, mirror, view } = await subscribed();
    const accountInvoiceId = await pastDue(mirror);
    expect(await change({ kind: 'pay_invoice', accountInvoiceId })).toMatchObject({
      reason: 'not_changed',
    });
    await chargeTo(market.emulator, mirror, 'pm_card_visa');
    expect(await change({ kind: 'pay_invoice', accountInvoiceId })).toEqual(changed);
    expect(await view()).toMatchObject({ stateText: 'Active', dunning: null });
    // Paid is paid.
    expect(await change({ kind: 'pay_invoice', accountInvoiceId })).toEqual(changed);
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
  });

  it('is not told of what is somebody else’s', async () => {
    const { mirror } = await subscribed();
    const other = await newBuyer();
    for (const request of [
      { kind: 'cancel_now' },
      { kind: 'quantity', quantity: 2 },
      { kind: 'pay_invoice', accountInvoiceId: 'in_1' as AccountInvoiceId },
    ] as const) {
      expect(await changeSubscription(other, mirror.id, request)).toMatchObject({
        reason: 'not_found',
      });
    }
    expect(await previewQuantity(other, mirror.id, 2)).toMatchObject({ reason: 'not_found' });
    expect(await readOwnSubscription(other.id, mirror.id)).toBeNull();
    expect(await writes()).toEqual([]);
  });

  it('may not pay an invoice of another subscription', async () => {
    const { mirror } = await subscribed();
    const accountInvoiceId = await pastDue(mirror);
    const { change } = await subscribed();
    expect(await change({ kind: 'pay_invoice', accountInvoiceId })).toMatchObject({
      reason: 'not_now',
    });
    expect(await writes()).toEqual([]);
  });
});

describe('a change', () => {
  it('that is asked twice at once is made once', async () => {
    const { change, mirror } = await subscribed();
    const answers = await Promise.all([
      change({ kind: 'cancel_at_period_end' }),
      change({ kind: 'cancel_at_period_end' }),
    ]);
    expect(answers).toEqual([changed, changed]);
    expect(await writes()).toHaveLength(1);
    expect(await changesOf(mirror)).toMatchObject([{ state: 'done' }]);
  });

  it('is refused while another one is being made', async () => {
    const { change } = await subscribed();
    await market.emulator.fault({ method: 'POST', action: 'delay', delay_ms: 300 });
    const [first, second] = await Promise.all([
      change({ kind: 'quantity', quantity: 2 }),
      change({ kind: 'cancel_now' }),
    ]);
    expect([first, second]).toContainEqual(changed);
    expect([first, second]).toContainEqual(expect.objectContaining({ reason: 'busy' }));
  });

  it('whose process died before or after the call is made once', async () => {
    for (const died of ['before', 'after'] as const) {
      const { mirror } = await subscribed();
      const db = await getDb();
      const changeId = `chg_${mirror.id.slice(4)}` as never;
      const changeKey = `change:${String(changeId)}` as never;
      await db.insert(subscriptionChanges).values({
        id: changeId,
        subscriptionId: mirror.id,
        kind: 'quantity',
        quantity: 2,
        changeKey,
        leaseOwner: 'process_dead:run_1',
        leaseUntil: sql`now() + interval '1 minute'`,
      });
      if (died === 'after') {
        await sendChange(changeId);
        await db
          .update(subscriptionChanges)
          .set({ state: 'requested', finishedAt: null })
          .where(eq(subscriptionChanges.id, changeId));
      }
      expect(await freeChanges()).toContain(changeId);
      await sendChange(changeId);
      expect(await changesOf(mirror)).toMatchObject([{ state: 'done' }]);
      expect(await readRow(mirror.id)).toMatchObject({ quantity: 2 });
      expect(await readInvoices(mirror.id)).toHaveLength(2);
      expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
    }
  });

  it('whose answer is lost goes on by itself, and is made once', async () => {
    const { change, mirror, view } = await subscribed();
    // Three times: the SDK itself repeats what was cut.
    await market.emulator.fault({ method: 'POST', action: 'drop', times: 3 });
    expect(await change({ kind: 'quantity', quantity: 2 })).toMatchObject({
      reason: 'unreachable',
    });
    expect(await view()).toMatchObject({ moving: true, change: { problem: null } });
    const [row] = await changesOf(mirror);
    const db = await getDb();
    await db
      .update(subscriptionChanges)
      .set({ leaseUntil: null })
      .where(eq(subscriptionChanges.id, row?.id as never));
    await sendChange(row?.id as never);
    expect(await changesOf(mirror)).toMatchObject([{ state: 'done' }]);
    expect(await view()).toMatchObject({ quantity: 2, moving: false, change: null });
    expect(await invoicesHere(mirror)).toHaveLength(2);
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
  });

  it('with a key that Stripe has forgotten is looked for on the account, and not made anew', async () => {
    for (const made of [true, false]) {
      const { change, mirror } = await subscribed();
      if (made) await change({ kind: 'quantity', quantity: 2 });
      else {
        await market.emulator.fault({ method: 'POST', action: 'fail', status: 503, times: 3 });
        await change({ kind: 'quantity', quantity: 2 });
        await market.emulator.clearFaults();
      }
      const db = await getDb();
      await db
        .update(subscriptionChanges)
        .set({
          state: 'requested',
          createdAt: sql`now() - interval '2 days'`,
          leaseOwner: null,
          leaseUntil: null,
        })
        .where(eq(subscriptionChanges.subscriptionId, mirror.id));
      await market.emulator.forget();
      const [row] = await changesOf(mirror);
      await sendChange(row?.id as never);
      expect(await writes()).toEqual([]);
      expect(await changesOf(mirror)).toMatchObject([{ state: made ? 'done' : 'failed' }]);
    }
  });
});
