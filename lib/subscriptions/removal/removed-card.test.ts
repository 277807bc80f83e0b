/**
 * A card that its buyer took away, or that is gone at Stripe, is charged by no seller, also where a
 * change failed.
 */
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { PlatformMethodId } from '../../model/ids';
import type { SavedMethodView } from '../../model/views';
import { finishRemoval } from '../../payments/wallet/unfinished-saving';
import { newBuyer, saveCard } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { keptClones, savedMethods, subscriptions } from '../../store/schema';
import { followMethod } from '../sync/follow-method';
import { listChanges, listUses } from '../sync/list-changes';
import { replaceMethod } from './move-to-method';
import { removeUsedMethod } from './remove-used-method';
import { retrySyncs } from '../sync/retry-syncs';
import { syncMirror } from '../sync/sync-mirror';
import { passPeriod, readRow } from '../testing/life';
import { mirrorAt, type Mirror } from '../testing/mirrors';
import { drift, lastSync, openSyncHouse, settle, type Subscribed } from '../testing/sync-house';

const house = openSyncHouse(2);

/** The seller's account takes no other card. */
const refuseCards = ({ accountId }: Mirror) =>
  house.emulator.fault({
    method: 'POST',
    path: '/v1/payment_methods/*/attach',
    account: accountId,
    action: 'fail',
    status: 402,
    times: 100,
    error: { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' },
  });

const other = ({ buyer }: Subscribed) => saveCard(house.emulator, buyer, 'pm_card_mastercard');

/** At one of two sellers the card was replaced; the other refused the new one. */
async function halfReplaced() {
  const subscribed = await house.subscribed(2);
  const { buyer, card, mirror, mirrors } = subscribed;
  const to = await other(subscribed);
  await refuseCards(mirror);
  await replaceMethod(buyer, { from: card.id, to: to.id });
  await settle(mirrors);
  expect(await lastSync(mirror.id)).toMatchObject({ state: 'failed' });
  return { ...subscribed, to };
}

async function statusOf({ id }: Pick<SavedMethodView, 'id'>) {
  const db = await getDb();
  const [row] = await db.select().from(savedMethods).where(eq(savedMethods.id, id));
  return row?.status;
}

/** Nothing on the account can be charged, and the card has left the wallet and the platform. */
async function isGone({ card, mirror }: Subscribed): Promise<void> {
  expect(await mirrorAt(house.emulator, mirror)).toMatchObject({
    charged: null,
    offered: null,
    attached: [],
  });
  expect((await readRow(mirror.id)).accountMethodId).toBeNull();
  await finishRemoval(card.id);
  expect(await statusOf(card)).toBe('removed');
}

describe('a removed card that is to be followed by another', () => {
  it('is charged no more by the seller who refuses the other one', async () => {
    const subscribed = await house.subscribed(2);
    const { buyer, card, mirror, mirrors } = subscribed;
    const to = await other(subscribed);
    await refuseCards(mirror);
    await removeUsedMethod(buyer, card.id, { kind: 'move', to: to.id });
    await settle(mirrors);
    expect(await lastSync(mirror.id)).toMatchObject({
      state: 'failed',
      problem: { code: 'card_declined' },
    });
    await isGone(subscribed);
    // Its buyer is told, and the renewal waits for a card.
    const [change] = await listChanges(buyer.id);
    expect(change).toMatchObject({ state: 'failed', followed: 1 });
    await passPeriod(house.emulator, mirror);
    const on = { stripeAccount: mirror.accountId };
    const { data } = await house.emulator.stripe.charges.list({ customer: mirror.customerId }, on);
    expect(data).toHaveLength(1);

    await house.emulator.clearFaults();
    await retrySyncs(buyer, change?.changeId ?? '');
    await settle(mirrors);
    expect(await drift(buyer.id)).toEqual([]);
    expect(await mirrorAt(house.emulator, mirror)).toMatchObject({ last4: '4444' });
  });

  it('is charged no more either when the seller refuses after its buyer has taken it away', async () => {
    const subscribed = await house.subscribed();
    const { buyer, card, mirror, mirrors } = subscribed;
    const to = await other(subscribed);
    await refuseCards(mirror);
    await replaceMethod(buyer, { from: card.id, to: to.id });
    // The seller is about to follow: nothing has to be decided any more.
    expect(await removeUsedMethod(buyer, card.id, null)).toMatchObject({ ok: true });
    await settle(mirrors);
    await isGone(subscribed);
  });
});

describe('a card that a seller still charges because the change failed there', () => {
  it('is not removed without a word about that', async () => {
    const { buyer, card, mirror, to } = await halfReplaced();
    expect(await mirrorAt(house.emulator, mirror)).toMatchObject({ last4: '4242' });
    expect(await removeUsedMethod(buyer, card.id, null)).toMatchObject({ reason: 'in_use' });
    expect(await statusOf(card)).toBe('active');
    // The wallet says so of both: the one that is charged, and the one that is to be.
    const uses = (await listUses(buyer.id)).filter(
      ({ subscriptionId }) => subscriptionId === mirror.id,
    );
    expect(uses.map(({ savedMethodId }) => savedMethodId).sort()).toEqual([card.id, to.id].sort());
  });

  it.each(['accepts', 'refuses'])('is moved when it is removed, and the seller %s', async (how) => {
    const subscribed = await halfReplaced();
    const { buyer, card, mirror, mirrors, to } = subscribed;
    if (how === 'accepts') await house.emulator.clearFaults();
    const decision = { kind: 'move', to: to.id } as const;
    expect(await removeUsedMethod(buyer, card.id, decision)).toMatchObject({ ok: true });
    await settle(mirrors);
    if (how === 'refuses') return isGone(subscribed);
    expect(await mirrorAt(house.emulator, mirror)).toMatchObject({ last4: '4444' });
    await finishRemoval(card.id);
    expect(await statusOf(card)).toBe('removed');
    expect(await drift(buyer.id)).toEqual([]);
  });

  it('is moved when it is replaced again', async () => {
    const { buyer, card, mirror, mirrors } = await halfReplaced();
    await house.emulator.clearFaults();
    const third = await saveCard(house.emulator, buyer, 'pm_card_amex');
    const moved = await replaceMethod(buyer, { from: card.id, to: third.id });
    expect(moved).toMatchObject({ value: { subscriptionIds: [mirror.id] } });
    await settle(mirrors);
    expect(await mirrorAt(house.emulator, mirror)).toMatchObject({ last4: '0005' });
  });

  it('may end its subscription, and is charged no more', async () => {
    const subscribed = await halfReplaced();
    const { buyer, card, mirror, mirrors } = subscribed;
    expect(await removeUsedMethod(buyer, card.id, { kind: 'cancel' })).toMatchObject({ ok: true });
    await settle(mirrors);
    await isGone(subscribed);
    expect((await readRow(mirror.id)).cancelAtPeriodEnd).toBe(true);
  });

  it('is charged no more when it disappears at Stripe', async () => {
    const subscribed = await halfReplaced();
    const { card, mirrors } = subscribed;
    await house.emulator.stripe.paymentMethods.detach(card.platformMethodId);
    await followMethod(card.platformMethodId as PlatformMethodId);
    await settle(mirrors);
    await isGone(subscribed);
  });
});

describe('a copy of a removed card that nothing took away', () => {
  it('is found by the sweeper', async () => {
    const subscribed = await house.subscribed();
    const { card, mirror, mirrors } = subscribed;
    const to = await other(subscribed);
    const db = await getDb();
    // As a change leaves it that failed in the moment in which the card was removed.
    await db
      .update(subscriptions)
      .set({ savedMethodId: to.id })
      .where(eq(subscriptions.id, mirror.id));
    await db
      .update(savedMethods)
      .set({ status: 'removing', detachKey: `detach:${card.id}` as never })
      .where(eq(savedMethods.id, card.id));
    await settle(mirrors);
    await isGone(subscribed);
  });

  it('stays while its subscription is about to get another card', async () => {
    const subscribed = await house.subscribed();
    const { buyer, card, mirror } = subscribed;
    const to = await other(subscribed);
    const path = '/v1/payment_methods';
    await house.emulator.fault({ method: 'POST', path, action: 'fail', status: 500, times: 3 });
    await removeUsedMethod(buyer, card.id, { kind: 'move', to: to.id });
    await syncMirror(mirror.id);
    const db = await getDb();
    const clones = await db.select().from(keptClones).where(eq(keptClones.savedMethodId, card.id));
    expect(clones.map(({ unwantedAt }) => unwantedAt)).toEqual([null]);
    expect(await mirrorAt(house.emulator, mirror)).toMatchObject({ last4: '4242' });
  });
});

describe('while Stripe takes its time over a card that is removed', () => {
  it('its removal is on disk, and others read and write', async () => {
    const buyer = await newBuyer();
    const card = await saveCard(house.emulator, buyer, 'pm_card_visa');
    const path = `/v1/payment_methods/${card.platformMethodId}/detach`;
    await house.emulator.fault({ method: 'POST', path, action: 'delay', delay_ms: 4_000 });
    const happened: string[] = [];
    const removal = removeUsedMethod(buyer, card.id, null).then(() => happened.push('removed'));
    await expect.poll(() => statusOf(card)).toBe('removing');
    happened.push('read');
    await removal;
    expect(happened).toEqual(['read', 'removed']);
    expect(await statusOf(card)).toBe('removed');
  });
});
