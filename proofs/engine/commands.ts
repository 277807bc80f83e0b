/** What the harness may ask of an engine: what buyers and operators do, by the shop's own use-cases. */
import { setTimeout } from 'node:timers/promises';
import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm';
import { listJobsAbout, type OpenJob } from '../../lib/jobs/jobs-about';
import { readCartRows } from '../../lib/catalog/cart-rows';
import { addLine } from '../../lib/catalog/change-cart';
import type { BuyerId, SavedMethodId } from '../../lib/model/ids';
import type { SessionUser } from '../../lib/model/views';
import { askRefund } from '../../lib/payments/ask-refund';
import { authenticateLeg, finishAuthentication } from '../../lib/payments/authenticate-leg';
import { consent, plusConsent } from '../../lib/payments/consent';
import { decideRefund } from '../../lib/payments/decide-refund';
import { finishMembership } from '../../lib/payments/finish-membership';
import { finishSetup } from '../../lib/payments/finish-setup';
import { getOrder } from '../../lib/payments/orders';
import { retryLeg } from '../../lib/payments/retry-leg';
import { startMembership } from '../../lib/payments/start-membership';
import { startSetup } from '../../lib/payments/start-setup';
import { finishRemoval } from '../../lib/payments/unfinished-saving';
import { listWallet } from '../../lib/payments/wallet';
import { getDb } from '../../lib/store/client';
import { leaseFor, leaseIsFree, newLeaseOwner } from '../../lib/store/lease';
import { newId } from '../../lib/store/new-id';
import { products, sellers, subscriptions, users, variants } from '../../lib/store/schema';
import { checkOut } from '../../lib/subscriptions/checkout';
import { changeBuyer } from '../../lib/subscriptions/change-buyer';
import { compareMirrors } from '../../lib/subscriptions/compare-mirrors';
import { editMethod } from '../../lib/subscriptions/edit-method';
import { followMethod } from '../../lib/subscriptions/follow-method';
import { listChanges } from '../../lib/subscriptions/list-changes';
import { replaceMethod } from '../../lib/subscriptions/move-to-method';
import { removeUsedMethod } from '../../lib/subscriptions/remove-used-method';
import { retrySyncs } from '../../lib/subscriptions/retry-syncs';
import { syncMirror } from '../../lib/subscriptions/sync-mirror';
import { readRecords } from './records';

export const commands = {
  person,
  shelf,
  plans,
  fillCart,
  startSetup: (buyer: SessionUser) => startSetup(buyer, { consentVersion: consent.version }),
  finishSetup,
  listWallet,
  startCheckout: checkOut,
  startMembership: (buyer: SessionUser, savedMethodId?: SavedMethodId) =>
    startMembership(buyer, { consentVersion: plusConsent.version, savedMethodId }),
  finishMembership,
  authenticateLeg,
  finishAuthentication,
  retryLeg,
  askRefund,
  decideRefund,
  getOrder,
  replaceMethod,
  replaceAndFollow,
  removeUsedMethod,
  removeAndFollow,
  finishRemoval,
  editMethod,
  changeBuyer,
  listChanges,
  retrySyncs,
  followMethod,
  drift,
  readRecords,
} as const;

export type Commands = typeof commands;

/** Somebody new. */
async function person(role: 'buyer' | 'operator'): Promise<SessionUser> {
  const db = await getDb();
  const id = newId<BuyerId>('usr');
  const row = { id, name: 'Jenny Rosen', email: `${id}@souk.example`, role } as const;
  await db.insert(users).values(row);
  return row;
}

/**
 * One thing of each seller that has a counted stock, more of it than stories are told at once, in the
 * sellers' order.
 */
async function shelf() {
  const db = await getDb();
  const rows = await db
    .select({
      variantId: variants.id,
      sellerId: sellers.id,
      accountId: sellers.accountId,
      currency: variants.currency,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .where(and(gt(variants.stock, 50), sql`${sellers.accountId} is not null`))
    .orderBy(asc(sellers.position), asc(products.position), asc(variants.position));
  return rows.filter(
    (row, index) => rows.findIndex(({ sellerId }) => sellerId === row.sellerId) === index,
  );
}

/** Plans that are paid from the start, in the sellers' order. */
async function plans() {
  const db = await getDb();
  return db
    .select({ variantId: variants.id, accountId: sellers.accountId })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .where(
      and(
        isNotNull(variants.interval),
        isNotNull(variants.accountPriceId),
        eq(variants.trialDays, 0),
      ),
    )
    .orderBy(asc(sellers.position), asc(products.position), asc(variants.position));
}

/** Puts these into the buyer's cart; answers with the quote that a page would show. */
async function fillCart(
  buyer: SessionUser,
  wanted: readonly Pick<Awaited<ReturnType<typeof shelf>>[number], 'variantId'>[],
): Promise<string> {
  const owner = { buyerId: buyer.id };
  for (const { variantId } of wanted) {
    const added = await addLine(owner, variantId, 1);
    if (!added.ok) throw new Error(added.message);
  }
  const cart = await readCartRows(await getDb(), owner);
  if (!cart) throw new Error('there is no cart');
  return cart.quote;
}

/**
 * Replaces a card and lets the sellers follow at once, as the jobs do that are sent with it: here their
 * calls bear the mark of whoever asked.
 */
async function replaceAndFollow(...asked: Parameters<typeof replaceMethod>) {
  const moved = await replaceMethod(...asked);
  if (moved.ok) await Promise.all(moved.value.subscriptionIds.map(syncMirror));
  return moved;
}

/**
 * The same of a card that is removed, which takes a moment longer: the mirrors are held until the jobs that
 * are sent with it have found nothing to do. The card itself leaves the platform by a job.
 */
async function removeAndFollow(...asked: Parameters<typeof removeUsedMethod>) {
  const [buyer] = asked;
  const db = await getDb();
  const owner = newLeaseOwner();
  const { leaseOwner, leaseUntil } = subscriptions;
  const rows = await db
    .update(subscriptions)
    .set({ leaseOwner: owner, leaseUntil: leaseFor })
    .where(and(eq(subscriptions.buyerId, buyer.id), leaseIsFree(leaseOwner, leaseUntil)))
    .returning({ id: subscriptions.id });
  const held = rows.map(({ id }) => id);
  const release = () =>
    db
      .update(subscriptions)
      .set({ leaseOwner: null, leaseUntil: null })
      .where(eq(leaseOwner, owner));
  try {
    const removed = await removeUsedMethod(...asked);
    while ((await listJobsAbout(held)).some(isToSync)) await setTimeout(20);
    await release();
    if (removed.ok) await Promise.all(held.map(syncMirror));
    return removed;
  } finally {
    await release();
  }
}

const isToSync = ({ queue, state }: OpenJob) => queue === 'sync-mirror' && state !== 'failed';

/** Every mirror that is not as the platform has it, in words. */
async function drift(): Promise<string[]> {
  return (await compareMirrors()).flatMap(({ view }) =>
    view.differences.map(({ text }) => `${view.subscriptionId} at ${view.sellerName}: ${text}`),
  );
}
