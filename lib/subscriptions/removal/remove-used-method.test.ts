/** A card that its buyer takes out of the wallet, and what has ended: no seller keeps a copy. */
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { finishRemoval } from '../../payments/wallet/unfinished-saving';
import { usableMethods } from '../../payments/wallet/usable-method';
import { saveCard } from '../../payments/testing/shop';
import { getDb, withTx } from '../../store/client';
import { syncs } from '../../store/schema';
import { convergeSubscription } from '../read-subscription';
import { removeUsedMethod } from './remove-used-method';
import { syncMirror } from '../sync/sync-mirror';
import { readRow } from '../testing/life';
import { mirrorAt } from '../testing/mirrors';
import { ask, lastSync, methodRow, openSyncHouse, settle } from '../testing/sync-house';

const house = openSyncHouse(2);
const { market } = house;

const platformMethod = (id: string) => market.emulator.stripe.paymentMethods.retrieve(id);

describe('a card that its buyer removes', () => {
  it('is not removed while subscriptions go on with it and nothing is said about them', async () => {
    const { buyer, card } = await house.subscribed(2);
    expect(await removeUsedMethod(buyer, card.id, null)).toMatchObject({ reason: 'in_use' });
    expect((await methodRow(card.id)).status).toBe('active');
    expect((await platformMethod(card.platformMethodId)).customer).toBeTruthy();
  });

  it('leaves the platform last, once every seller has the other card', async () => {
    const subscribed = await house.subscribed(2);
    const { buyer, card, mirrors } = subscribed;
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    expect(await removeUsedMethod(buyer, card.id, { kind: 'move', to: other.id })).toMatchObject({
      ok: true,
    });
    // No order may be paid with it, and no account is asked to clone it any more.
    const usable = await withTx((tx) => usableMethods(tx, buyer.id, [card.id]));
    expect(usable.ok).toBe(false);

    await syncMirror(mirrors[0]?.id as never);
    await finishRemoval(card.id);
    expect((await platformMethod(card.platformMethodId)).customer).toBeTruthy();
    expect((await methodRow(card.id)).status).toBe('removing');

    expect((await house.everywhere(subscribed)).map(({ last4 }) => last4)).toEqual([
      '4444',
      '4444',
    ]);
    await finishRemoval(card.id);
    expect((await platformMethod(card.platformMethodId)).customer).toBeNull();
    expect((await methodRow(card.id)).status).toBe('removed');
  });

  it('stays while its subscriptions cannot be moved', async () => {
    const { buyer, card, mirror } = await house.subscribed();
    const stranger = await house.subscribed();
    expect(
      await removeUsedMethod(buyer, card.id, { kind: 'move', to: stranger.card.id }),
    ).toMatchObject({ reason: 'card_unusable' });
    expect((await methodRow(card.id)).status).toBe('active');
    const db = await getDb();
    expect(await db.select().from(syncs).where(eq(syncs.subscriptionId, mirror.id))).toEqual([]);
  });

  it('ends its subscriptions with their period, and is charged no more', async () => {
    const subscribed = await house.subscribed(2);
    const { buyer, card } = subscribed;
    expect(await removeUsedMethod(buyer, card.id, { kind: 'cancel' })).toMatchObject({ ok: true });
    for (const there of await house.everywhere(subscribed)) {
      expect(there).toMatchObject({ status: 'active', charged: null, attached: [] });
    }
    await finishRemoval(card.id);
    expect((await methodRow(card.id)).status).toBe('removed');
    expect((await readRow(subscribed.mirror.id)).cancelAtPeriodEnd).toBe(true);
  });

  it('ends them also when Stripe cannot be read right after', async () => {
    const subscribed = await house.subscribed();
    const { buyer, card, mirror } = subscribed;
    await market.emulator.fault({
      method: 'GET',
      path: '/v1/subscriptions/*',
      action: 'fail',
      status: 500,
      // The first look is how it stands.
      nth: 2,
      times: 3,
    });
    expect(await removeUsedMethod(buyer, card.id, { kind: 'cancel' })).toMatchObject({ ok: true });
    expect((await readRow(mirror.id)).cancelAtPeriodEnd).toBe(false);
    await market.emulator.clearFaults();
    await convergeSubscription(mirror.id);
    const [there] = await house.everywhere(subscribed);
    expect(there).toMatchObject({ charged: null, attached: [] });
  });

  it('of which nobody has a copy leaves at once', async () => {
    const { buyer } = await house.subscribed();
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    expect(await removeUsedMethod(buyer, other.id, null)).toEqual({
      ok: true,
      value: { removed: true, changeId: null },
    });
    expect((await methodRow(other.id)).status).toBe('removed');
  });
});

describe('what ended', () => {
  it('keeps no copy of a card, and follows nothing', async () => {
    const subscribed = await house.subscribed();
    const { buyer, mirror } = subscribed;
    await market.emulator.stripe.subscriptions.cancel(
      mirror.stripeId,
      {},
      { stripeAccount: mirror.accountId },
    );
    // Our row does not know yet: the account does.
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    await ask({ buyerId: buyer.id, savedMethodId: other.id });
    await settle(subscribed.mirrors);
    expect(await lastSync(mirror.id)).toMatchObject({ state: 'done', problem: null });
    expect((await mirrorAt(market.emulator, mirror)).attached).toEqual([]);
    expect((await readRow(mirror.id)).status).toBe('canceled');
    expect((await ask({ buyerId: buyer.id })).subscriptionIds).toEqual([]);
  });

  it('loses its copy also when nothing was asked of it', async () => {
    const subscribed = await house.subscribed();
    const { mirror } = subscribed;
    await market.emulator.stripe.subscriptions.cancel(
      mirror.stripeId,
      {},
      { stripeAccount: mirror.accountId },
    );
    await convergeSubscription(mirror.id);
    await settle(subscribed.mirrors);
    expect((await mirrorAt(market.emulator, mirror)).attached).toEqual([]);
  });
});
