import { desc, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { SubscriptionId } from '../../model/ids';
import { openMarket } from '../../payments/testing/market';
import { newBuyer, saveCard } from '../../payments/testing/shop';
import { getDb, withTx } from '../../store/client';
import { syncs } from '../../store/schema';
import { requestSyncs, type SyncRequest } from './request-sync';
import { syncMirror } from './sync-mirror';
import { makeMirror, mirrorAt, openPlan, type Mirror, type PlanStall } from '../testing/mirrors';

const market = openMarket(2);
let plans: PlanStall[] = [];
beforeAll(async () => {
  await prepareQueues();
  plans = await Promise.all(market.stalls.map((stall) => openPlan(market.emulator, stall)));
});

const ask = (request: Partial<SyncRequest> & Pick<SyncRequest, 'buyerId'>) =>
  withTx((tx) =>
    requestSyncs(tx, {
      reason: 'method',
      which: 'all',
      renewsMethod: true,
      renewsCustomer: false,
      ...request,
    }),
  );

async function subscribed(testMethod = 'pm_card_visa') {
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, testMethod);
  const mirror = await makeMirror(market.emulator, buyer, card, plans[0] as PlanStall);
  await market.emulator.forget();
  return { buyer, card, mirror };
}

async function lastSync(id: SubscriptionId) {
  const db = await getDb();
  const [row] = await db
    .select()
    .from(syncs)
    .where(eq(syncs.subscriptionId, id))
    .orderBy(desc(syncs.number))
    .limit(1);
  return row;
}

const onAccount = (mirror: Mirror) => mirrorAt(market.emulator, mirror);

describe('a saved method that is replaced', () => {
  it('is replaced on the account, and its clone is detached', async () => {
    const { buyer, mirror } = await subscribed();
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    await market.emulator.forget();

    const asked = await ask({ buyerId: buyer.id, savedMethodId: other.id });
    expect(asked.subscriptionIds).toEqual([mirror.id]);
    await syncMirror(mirror.id);

    const sync = await lastSync(mirror.id);
    expect(sync).toMatchObject({ state: 'done', problem: null, changeId: asked.changeId });
    const is = await onAccount(mirror);
    expect(is).toMatchObject({ status: 'active', last4: '4444' });
    expect(is.attached).toEqual([is.charged]);
    expect(is.offered).toBe(is.charged);
    const writes = (await market.emulator.calls()).filter(({ method }) => method !== 'GET');
    expect(writes.map(({ path }) => path.replace(/pm_\w+|sub_\w+|cus_\w+/, '*'))).toEqual([
      '/v1/payment_methods',
      '/v1/payment_methods/*/attach',
      expect.stringMatching(/subscriptions|customers/),
      expect.stringMatching(/subscriptions|customers/),
      '/v1/payment_methods/*/detach',
    ]);
  });

  it('does nothing the second time', async () => {
    const { buyer, mirror } = await subscribed();
    await ask({ buyerId: buyer.id });
    await syncMirror(mirror.id);
    await market.emulator.forget();
    await syncMirror(mirror.id);
    expect(await market.emulator.calls()).toEqual([]);
  });
});
