/** What the harness may ask of an engine: what buyers and operators do, by the shop's own use-cases. */
import { and, asc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm';
import { listJobsAbout } from '../../lib/jobs/jobs-about';
import { readCartRows } from '../../lib/catalog/cart-rows';
import { addLine } from '../../lib/catalog/change-cart';
import type { BuyerId, SavedMethodId } from '../../lib/model/ids';
import type { SessionUser } from '../../lib/model/views';
import { askRefund } from '../../lib/payments/refunds/ask-refund';
import { authenticateLeg, finishAuthentication } from '../../lib/payments/authenticate-leg';
import { cancelOrder } from '../../lib/payments/cancel-order';
import { convergeLeg } from '../../lib/payments/converge-leg';
import type { AccountPayment } from '../../lib/payments/find-leg';
import { consent, plusConsent } from '../../lib/payments/wallet/consent';
import { decideRefund } from '../../lib/payments/refunds/decide-refund';
import { finishMembership } from '../../lib/payments/plus/finish-membership';
import { finishSetup } from '../../lib/payments/wallet/finish-setup';
import { readOwnOrder } from '../../lib/payments/orders';
import { retryLeg } from '../../lib/payments/retry-leg';
import { startMembership } from '../../lib/payments/plus/start-membership';
import { startSetup } from '../../lib/payments/wallet/start-setup';
import { finishRemoval } from '../../lib/payments/wallet/unfinished-saving';
import { listWallet } from '../../lib/payments/wallet/wallet';
import { getDb } from '../../lib/store/client';
import { newId } from '../../lib/store/new-id';
import { products, sellers, users, variants } from '../../lib/store/schema';
import { checkOut } from '../../lib/subscriptions/checkout';
import { changeBuyer } from '../../lib/subscriptions/sync/change-buyer';
import { compareMirrors } from '../../lib/subscriptions/drift/compare-mirrors';
import { editMethod } from '../../lib/subscriptions/sync/edit-method';
import { followMethod } from '../../lib/subscriptions/sync/follow-method';
import { listChanges } from '../../lib/subscriptions/sync/list-changes';
import { replaceMethod } from '../../lib/subscriptions/removal/move-to-method';
import { removeUsedMethod } from '../../lib/subscriptions/removal/remove-used-method';
import { retrySyncs } from '../../lib/subscriptions/sync/retry-syncs';
import { withItsJobs } from './marked-jobs';
import { readRecords } from './records';

export const commands = {
  person,
  readPerson,
  openJobs,
  shelf,
  plans,
  fillCart,
  stockUp,
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
  cancelOrder,
  hearOf,
  askRefund,
  decideRefund,
  readOwnOrder,
  replaceMethod: withItsJobs(replaceMethod),
  removeUsedMethod: withItsJobs(removeUsedMethod),
  finishRemoval,
  editMethod: withItsJobs(editMethod),
  changeBuyer: withItsJobs(changeBuyer),
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

/**
 * Lays so much on every shelf that is counted that chance does not empty it, and two of each variant of
 * the `scarce` products.
 */
async function stockUp(scarce: readonly string[]): Promise<void> {
  const db = await getDb();
  const few = db
    .select({ id: products.id })
    .from(products)
    .where(inArray(products.slug, [...scarce]));
  await db.update(variants).set({ stock: 1_000_000 }).where(isNotNull(variants.stock));
  await db.update(variants).set({ stock: 2 }).where(inArray(variants.productId, few));
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

/** What becomes of an event about this payment; what stands in its way has it come again. */
async function hearOf(payment: AccountPayment) {
  return convergeLeg(payment).catch((error: unknown) => `put off, ${String(error)}`);
}

/** Who somebody is by now, as their session tells it. */
async function readPerson(id: BuyerId): Promise<SessionUser> {
  const db = await getDb();
  const { name, email, role } = users;
  const [row] = await db
    .select({ id: users.id, name, email, role })
    .from(users)
    .where(eq(users.id, id));
  if (!row) throw new Error(`there is no ${id}`);
  return row;
}

/** Which jobs about these rows are not done. */
async function openJobs(ids: readonly string[]): Promise<string[]> {
  return (await listJobsAbout(ids)).map(({ queue, state }) => `${queue}, ${state}`);
}

/** Every mirror that is not as the platform has it, or may not be, in words. */
async function drift(): Promise<string[]> {
  return (await compareMirrors()).flatMap(({ view }) =>
    [
      ...view.differences.map(({ text }) => text),
      ...(view.unsure ? ['It is being changed.'] : []),
    ].map((text) => `${view.subscriptionId} at ${view.sellerName}: ${text}`),
  );
}
