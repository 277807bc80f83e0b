/** For tests only: buyers with mirrors at several sellers, and what differs between them and Stripe. */
import { and, desc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { beforeAll, expect } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { BuyerId, SavedMethodId, SubscriptionId } from '../../model/ids';
import type { SavedMethodView, SessionUser } from '../../model/views';
import type { Emulator } from '../../payments/testing/emulator';
import { openMarket, type Market } from '../../payments/testing/market';
import { newBuyer, saveCard } from '../../payments/testing/shop';
import { getDb, withTx } from '../../store/client';
import { keptClones, savedMethods, subscriptions, syncs } from '../../store/schema';
import { compareMirrors } from '../drift/compare-mirrors';
import { requestSyncs, type SyncRequest } from '../sync/request-sync';
import { syncMirror } from '../sync/sync-mirror';
import { dueMirrors, mirrorsToClear } from '../sync/due-mirrors';
import { dueOffers, offerAgain } from '../sync/offer-again';
import { makeMirror, mirrorAt, openPlan, type Mirror, type PlanStall } from './mirrors';

export interface SyncHouse {
  readonly market: Market;
  readonly emulator: Emulator;
  readonly plans: readonly PlanStall[];
  /** A new buyer with a card, charged by so many sellers. */
  subscribed(sellers?: number, testMethod?: string): Promise<Subscribed>;
  /**
   * What each seller has once all is done. Fails where something differs from the platform, or where more
   * is attached than what is charged.
   */
  everywhere(subscribed: Subscribed): Promise<Awaited<ReturnType<typeof mirrorAt>>[]>;
  /** One more subscription of theirs at the first seller: two mirrors share a Customer then. */
  another(of: Subscribed): Promise<Mirror>;
}

export interface Subscribed {
  readonly buyer: SessionUser;
  readonly card: SavedMethodView;
  readonly mirrors: readonly Mirror[];
  /** The first of them. */
  readonly mirror: Mirror;
}

interface SyncHouseOptions {
  readonly trialDays?: number;
  readonly through?: Parameters<typeof openMarket>[1];
}

/** Call it at the top of a test file. */
export function openSyncHouse(
  sellers: number,
  { trialDays = 0, through }: SyncHouseOptions = {},
): SyncHouse {
  const market = openMarket(sellers, through);
  let plans: PlanStall[] = [];
  beforeAll(async () => {
    await prepareQueues();
    plans = await Promise.all(
      market.stalls.map((stall) => openPlan(market.emulator, stall, { trialDays })),
    );
  });
  return {
    market,
    get emulator() {
      return market.emulator;
    },
    get plans() {
      return plans;
    },
    async subscribed(count = 1, testMethod = 'pm_card_visa') {
      const buyer = await newBuyer();
      const card = await saveCard(market.emulator, buyer, testMethod);
      const mirrors: Mirror[] = [];
      for (const plan of plans.slice(0, count)) {
        mirrors.push(await makeMirror(market.emulator, buyer, card, plan));
      }
      await market.emulator.forget();
      return { buyer, card, mirrors, mirror: mirrors[0] as Mirror };
    },
    async everywhere({ buyer, mirrors }) {
      await settle(mirrors);
      expect(await drift(buyer.id)).toEqual([]);
      const there = await Promise.all(mirrors.map((mirror) => mirrorAt(market.emulator, mirror)));
      for (const { attached, charged } of there) expect(attached).toEqual(charged ? [charged] : []);
      return there;
    },
    another: ({ buyer, card }) =>
      makeMirror(market.emulator, buyer, card, plans[0] as (typeof plans)[number]),
  };
}

/** Asks for syncs as a use-case does. */
export const ask = (request: Partial<SyncRequest> & Pick<SyncRequest, 'buyerId'>) =>
  withTx((tx) =>
    requestSyncs(tx, {
      reason: 'method',
      which: 'all',
      renewsMethod: true,
      renewsCustomer: false,
      ...request,
    }),
  );

export async function lastSync(id: SubscriptionId) {
  const db = await getDb();
  const [row] = await db
    .select()
    .from(syncs)
    .where(eq(syncs.subscriptionId, id))
    .orderBy(desc(syncs.number))
    .limit(1);
  if (!row) throw new Error(`${id} has never been synced`);
  return row;
}

/** A saved method as our row has it. */
export async function methodRow(id: SavedMethodId) {
  const db = await getDb();
  const [row] = await db.select().from(savedMethods).where(eq(savedMethods.id, id));
  if (!row) throw new Error(`no method ${id}`);
  return row;
}

/** Whoever drives this mirror is killed at this moment. */
export async function kill(id: SubscriptionId): Promise<void> {
  const db = await getDb();
  await db
    .update(subscriptions)
    .set({ leaseOwner: 'dead-process:run', leaseUntil: sql`now() + interval '90 seconds'` })
    .where(eq(subscriptions.id, id));
}

/** Does what jobs and the sweeper do, until there is nothing left to do for these mirrors. */
export async function settle(mirrors: readonly Mirror[]): Promise<void> {
  const db = await getDb();
  const ids = mirrors.map(({ id }) => id);
  for (let round = 0; round < 20; round += 1) {
    // Pauses are for outages; none is going on.
    await db
      .update(syncs)
      .set({ nextTryAt: sql`now()` })
      .where(inArray(syncs.subscriptionId, ids));
    const due = [...(await dueMirrors()), ...(await mirrorsToClear())];
    const mine = ids.filter((id) => due.includes(id));
    const offers = (await dueOffers()).filter(({ accountId }) =>
      mirrors.some((mirror) => mirror.accountId === accountId),
    );
    if (!mine.length && !offers.length) return;
    await Promise.all([...mine.map((id) => syncMirror(id)), ...offers.map(offerAgain)]);
  }
  throw new Error('mirrors do not come to rest');
}

/** Everything that differs at this buyer's sellers, or may do, in words. */
export async function drift(buyerId: BuyerId): Promise<string[]> {
  const db = await getDb();
  const mine = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.buyerId, buyerId));
  const compared = await compareMirrors(mine.map(({ id }) => id));
  return compared.flatMap(({ view: { sellerName, unsure, differences } }) => [
    ...differences.map(({ text }) => `${sellerName}: ${text}`),
    ...(unsure ? [`${sellerName}: It is being brought up to date.`] : []),
  ]);
}

/** Clones of this buyer's that are to be detached and are not. */
export async function unwantedOf(buyerId: BuyerId) {
  const db = await getDb();
  return db
    .select({ id: keptClones.id })
    .from(keptClones)
    .innerJoin(subscriptions, eq(subscriptions.id, keptClones.subscriptionId))
    .where(
      and(
        eq(subscriptions.buyerId, buyerId),
        isNotNull(keptClones.unwantedAt),
        isNull(keptClones.detachedAt),
      ),
    );
}
