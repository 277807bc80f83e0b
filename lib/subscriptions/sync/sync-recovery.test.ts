/** A mirror's driver dies, its answers are lost, or Stripe refuses, at each of its calls. */
import { desc, eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { SubscriptionId } from '../../model/ids';
import type { SyncState } from '../../model/recurring';
import { saveCard } from '../../payments/testing/shop';
import { isKept } from '../../payments/wallet/uses-of-method';
import { getDb } from '../../store/client';
import { newLeaseOwner } from '../../store/lease';
import { keptClones, savedMethods, subscriptions, syncs } from '../../store/schema';
import { claimMirror } from './claim-mirror';
import { mirrorsToClear } from './due-mirrors';
import { storeStep } from './sync-progress';
import { syncMirror } from './sync-mirror';
import { mirrorAt } from '../testing/mirrors';
import {
  ask,
  drift,
  kill,
  lastSync,
  openSyncHouse,
  settle,
  unwantedOf,
  type Subscribed,
} from '../testing/sync-house';

const house = openSyncHouse(1);

const calls = [
  ['clone', '/v1/payment_methods', 'cloning'],
  ['attach', '/v1/payment_methods/*/attach', 'attaching'],
  ['subscription', '/v1/subscriptions/*', 'pointing'],
  ['customer', '/v1/customers/*', 'pointing'],
  ['payment', '/v1/invoices/*/pay', 'paying'],
  ['detach', '/v1/payment_methods/*/detach', 'detaching'],
] as const;

const faults = [
  ['is answered, and the answer is lost', { action: 'drop' }],
  ['fails at Stripe', { action: 'fail', status: 500 }],
  ['is too much at the moment', { action: 'lock_timeout' }],
] as const;

/** Something is owed where a payment is what goes wrong. */
const subscribedFor = (call: string) =>
  house.subscribed(1, call === 'payment' ? 'pm_card_chargeCustomerFail' : 'pm_card_visa');

async function moved(subscribed: Subscribed) {
  const { buyer, mirror } = subscribed;
  const other = await saveCard(house.emulator, buyer, 'pm_card_mastercard');
  await ask({ buyerId: buyer.id, savedMethodId: other.id, renewsCustomer: true });
  await house.emulator.forget();
  return { other, mirror, buyer };
}

/** On the new card, with nothing else attached, and nothing left to do. */
async function isDone({ buyer, mirror }: Pick<Subscribed, 'buyer' | 'mirror'>, last4 = '4444') {
  expect(await lastSync(mirror.id)).toMatchObject({ state: 'done', problem: null });
  const is = await mirrorAt(house.emulator, mirror);
  expect(is.last4).toBe(last4);
  expect(is.attached).toEqual([is.charged]);
  expect(is.offered).toBe(is.charged);
  expect(await drift(buyer.id)).toEqual([]);
  expect(await unwantedOf(buyer.id)).toEqual([]);
  // Whatever was owed is paid, and paid once.
  const on = { stripeAccount: mirror.accountId };
  const { data } = await house.emulator.stripe.charges.list({ customer: mirror.customerId }, on);
  expect(data.filter(({ paid }) => paid)).toHaveLength(1);
}

describe.each(calls)('the call of %s', (call, path, state) => {
  it.each(faults)('%s: whoever goes on ends it, and makes nothing twice', async (_what, fault) => {
    const subscribed = await subscribedFor(call);
    await moved(subscribed);
    const { id } = subscribed.mirror;
    // As often as the SDK repeats it.
    await house.emulator.fault({ method: 'POST', path, times: 3, ...fault });
    await syncMirror(id);
    expect((await lastSync(id)).state).not.toBe('done');
    // And then its process is killed.
    await kill(id);
    await syncMirror(id);
    await settle(subscribed.mirrors);
    await isDone(subscribed);
    const made = (await house.emulator.calls()).filter(
      (call) => call.path === '/v1/payment_methods' && call.status === 200 && !call.replayed,
    );
    expect(made.length).toBeLessThanOrEqual(fault.action === 'fail' ? 2 : 1);
  });

  it('comes when a newer change has come: that one counts, and nothing of this stays', async () => {
    const subscribed = await subscribedFor(call);
    const { buyer, mirror } = subscribed;
    await moved(subscribed);
    await house.emulator.fault({ method: 'POST', path, times: 3, action: 'drop' });
    await syncMirror(mirror.id);
    await kill(mirror.id);
    const newest = await saveCard(house.emulator, buyer, 'pm_card_amex');
    await ask({ buyerId: buyer.id, savedMethodId: newest.id });
    await syncMirror(mirror.id);
    await settle(subscribed.mirrors);
    await isDone(subscribed, '0005');
    const db = await getDb();
    const all = await db.select().from(syncs).where(eq(syncs.subscriptionId, mirror.id));
    expect(all.map(({ state }) => state).sort()).toEqual(['done', 'superseded']);
  });

  it('comes while a newer change is asked for: the driver goes on with that', async () => {
    const subscribed = await subscribedFor(call);
    const { buyer, mirror } = subscribed;
    await moved(subscribed);
    const newest = await saveCard(house.emulator, buyer, 'pm_card_amex');
    await house.emulator.forget();
    await house.emulator.fault({
      method: 'POST',
      path,
      action: 'delay',
      delay_ms: 2_000,
      times: 1,
    });
    const driving = syncMirror(mirror.id);
    await reached(mirror.id, state);
    await ask({ buyerId: buyer.id, savedMethodId: newest.id });
    await driving;
    await isDone(subscribed, '0005');
  });
});

it.each([0, 1])('a driver that wakes up beside another does nothing (%i)', async (place) => {
  const subscribed = await house.subscribed();
  const { id } = subscribed.mirror;
  await moved(subscribed);
  const early = await claimMirror({ id, owner: newLeaseOwner() });
  const holder = early && { ...early, owner: newLeaseOwner() };
  if (!holder) throw new Error('no task');
  const db = await getDb();
  await db.update(subscriptions).set({ leaseOwner: holder.owner }).where(eq(subscriptions.id, id));
  const steps = [
    () => storeStep(holder, { state: 'attaching' }),
    () => storeStep(early, { state: 'failed' }),
  ];
  if (place === 1) steps.reverse();
  const stored = await Promise.all(steps.map((step) => step()));
  expect(stored).toEqual(place === 1 ? [false, true] : [true, false]);
  expect(await lastSync(id)).toMatchObject({ state: 'attaching' });
});

/** Waits until the driver is at this step. */
async function reached(id: SubscriptionId, state: SyncState): Promise<void> {
  const now = async () => (await lastSync(id)).state;
  await expect.poll(now, { timeout: 10_000, interval: 5 }).toBe(state);
}

// Not the last one: that something is not attached any more is what it is for. And a payment that is
// declined lets the sync go on.
describe.each(calls.filter(([call]) => call !== 'detach' && call !== 'payment'))(
  'the call of %s',
  (_, path) => {
    it('is refused: the mirror stays as it was, says why, and is tried again when asked', async () => {
      const subscribed = await house.subscribed();
      const { buyer, mirror } = subscribed;
      const before = await mirrorAt(house.emulator, mirror);
      await moved(subscribed);
      await house.emulator.fault({
        method: 'POST',
        path,
        times: 1,
        action: 'fail',
        status: 402,
        error: { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' },
      });
      await syncMirror(mirror.id);
      const failed = await lastSync(mirror.id);
      expect(failed.state).toBe('failed');
      expect(failed.problem).toMatchObject({ code: 'card_declined' });
      expect(await unwantedOf(buyer.id)).toEqual([]);
      const is = await mirrorAt(house.emulator, mirror);
      expect(is.attached).toEqual([is.charged]);
      if (path !== '/v1/customers/*') expect(is.charged).toBe(before.charged);

      await ask({ buyerId: buyer.id });
      await syncMirror(mirror.id);
      await isDone(subscribed);
    });
  },
);

describe('keys that Stripe has forgotten', () => {
  it.each(calls)(
    'at %s: it is read what was done before anything is done again',
    async (call, path) => {
      const subscribed = await subscribedFor(call);
      const { buyer, mirror } = subscribed;
      await moved(subscribed);
      await house.emulator.fault({ method: 'POST', path, times: 3, action: 'drop' });
      await syncMirror(mirror.id);
      await kill(mirror.id);
      const db = await getDb();
      const dayAgo = sql`now() - interval '24 hours'` as never;
      await db.update(syncs).set({ createdAt: dayAgo }).where(eq(syncs.subscriptionId, mirror.id));
      await db
        .update(keptClones)
        .set({ createdAt: dayAgo })
        .where(eq(keptClones.subscriptionId, mirror.id));
      const [last] = await db
        .select()
        .from(keptClones)
        .where(eq(keptClones.subscriptionId, mirror.id))
        .orderBy(desc(keptClones.id));
      expect(last).toBeDefined();
      await syncMirror(mirror.id);
      await settle(subscribed.mirrors);
      await isDone({ buyer, mirror });
    },
  );
});

describe('an account that lets nobody in any more', () => {
  it('follows nothing, says so, and keeps no card in the wallet', async () => {
    const subscribed = await house.subscribed();
    const { buyer, card, mirror } = subscribed;
    await house.emulator.fault({
      path: '/v1/*',
      account: mirror.accountId,
      action: 'fail',
      status: 403,
      times: 100,
      error: {
        type: 'invalid_request_error',
        code: 'account_invalid',
        message: 'The provided key does not have access to this account.',
      },
    });
    const other = await saveCard(house.emulator, buyer, 'pm_card_mastercard');
    await ask({ buyerId: buyer.id, savedMethodId: other.id });
    await syncMirror(mirror.id);
    expect(await lastSync(mirror.id)).toMatchObject({
      state: 'failed',
      problem: { code: 'account_invalid' },
    });
    // Taken away elsewhere: nothing is charged to it, and what cannot be reached keeps nobody waiting.
    const db = await getDb();
    await db.update(savedMethods).set({ status: 'removed' }).where(eq(savedMethods.id, other.id));
    await ask({ buyerId: buyer.id });
    await syncMirror(mirror.id);
    expect(await lastSync(mirror.id)).toMatchObject({ state: 'done' });
    expect(await mirrorsToClear()).not.toContain(mirror.id);
    expect(await isKept(other.id)).toBe(false);
    expect(card.id).not.toBe(other.id);
  });
});
