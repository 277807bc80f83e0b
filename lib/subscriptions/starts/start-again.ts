/** What a buyer may do with a subscription that has not begun: try it again, or leave it. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { OrderId, SavedMethodId, SubscriptionId } from '../../model/ids';
import { whyNotForPlan } from '../../model/method-type';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { newKeptClone, subscriptionKeyOf } from '../../payments/new-subscription';
import { usableMethods } from '../../payments/wallet/usable-method';
import { writeAct } from '../../store/acts';
import { withTx, type Db } from '../../store/client';
import { leaseFor, newLeaseOwner } from '../../store/lease';
import { keptClones, subscriptions } from '../../store/schema';
import { requestSyncs } from '../sync/request-sync';
import { startSubscriptions } from './start-subscription';
import { syncMirror } from '../sync/sync-mirror';

export interface SubscriptionOfOrder {
  readonly orderId: OrderId;
  readonly subscriptionId: SubscriptionId;
}

export interface AgainRequest {
  readonly savedMethodId: SavedMethodId;
  /** The number of the try that the page showed. */
  readonly attempt: number;
}

type Refusal = 'not_found' | 'not_retryable' | 'card_unusable';
type Row = typeof subscriptions.$inferSelect;

/**
 * Tries again to begin a subscription, with the same card or another. Where Stripe has none yet, that
 * is another attempt with new keys; where its first payment failed, the card is brought to the seller
 * as any change of card is, and pays the invoice that is open. A second press sends the same `attempt`
 * and finds the try that has begun. Answers when it is known how it ended, or waits at its recovery
 * point.
 */
export async function startAgain(
  buyer: SessionUser,
  of: SubscriptionOfOrder,
  request: AgainRequest,
): Promise<Result<SubscriptionOfOrder, Refusal>> {
  const owner = newLeaseOwner();
  const begun = await withTx((tx) => again(tx, buyer, of, request, owner));
  if (!begun.ok) return begun;
  if (begun.value === 'start') await startSubscriptions([of.subscriptionId], owner);
  if (begun.value === 'sync') await syncMirror(of.subscriptionId);
  return ok(of);
}

async function again(
  tx: Db,
  buyer: SessionUser,
  of: SubscriptionOfOrder,
  { savedMethodId, attempt }: AgainRequest,
  owner: string,
): Promise<Result<'start' | 'sync' | 'known', Refusal>> {
  // Cards before subscriptions, as everybody who locks both.
  const methods = await usableMethods(tx, buyer.id, [savedMethodId]);
  const row = await lock(tx, buyer, of);
  if (!row) return nowhere();
  if (row.attempt === attempt + 1) return ok('known');
  const anew = row.state === 'declined' || row.state === 'failed';
  const unpaid = row.state === 'started' && row.status === 'incomplete';
  if (row.attempt !== attempt || !(anew || unpaid)) {
    return refuse('not_retryable', 'This cannot be tried again now. Look at how it stands.');
  }
  if (!methods.ok) return methods;
  const wrong = whyNotForPlan(methods.value.get(savedMethodId)?.type ?? '');
  if (wrong) return refuse('card_unusable', wrong);
  if (anew) await begin(tx, row, savedMethodId, owner);
  else await bringCard(tx, row, savedMethodId);
  await writeAct(tx, { id: buyer.id, role: 'buyer' }, 'payment_tried_again', {
    ...of,
    savedMethodId,
  });
  return ok(anew ? 'start' : 'sync');
}

/** Another attempt, with a clone and keys of its own. */
async function begin(tx: Db, row: Row, savedMethodId: SavedMethodId, owner: string) {
  const { keptCloneId: id, ...keys } = newKeptClone();
  const number = row.attempt + 1;
  await unwantClones(tx, row.id);
  await tx
    .insert(keptClones)
    .values({ id, ...keys, subscriptionId: row.id, accountId: row.accountId, savedMethodId });
  await tx
    .update(subscriptions)
    .set({
      state: 'customer',
      attempt: number,
      subscriptionKey: subscriptionKeyOf(row.id, number),
      attemptedAt: sql`now()`,
      problem: null,
      savedMethodId,
      leaseOwner: owner,
      leaseUntil: leaseFor,
      updatedAt: sql`now()`,
    })
    .where(eq(subscriptions.id, row.id));
}

async function bringCard(tx: Db, row: Row, savedMethodId: SavedMethodId): Promise<void> {
  await tx
    .update(subscriptions)
    .set({ attempt: row.attempt + 1 })
    .where(eq(subscriptions.id, row.id));
  await requestSyncs(tx, {
    buyerId: row.buyerId,
    reason: 'method',
    savedMethodId,
    which: [row.id],
    renewsMethod: true,
    renewsCustomer: false,
  });
}

/**
 * The buyer leaves a subscription that could not begin: nothing was charged for it, and nothing will
 * be. Pressed twice, it was left once.
 */
export function leaveStart(
  buyer: SessionUser,
  of: SubscriptionOfOrder,
): Promise<Result<SubscriptionOfOrder, 'not_found' | 'not_cancelable'>> {
  return withTx(async (tx) => {
    const row = await lock(tx, buyer, of);
    if (!row) return nowhere();
    if (row.state === 'canceled') return ok(of);
    if (row.state !== 'declined' && row.state !== 'failed') {
      return refuse('not_cancelable', 'This cannot be left now. Look at how it stands.');
    }
    await unwantClones(tx, row.id);
    await tx
      .update(subscriptions)
      .set({ state: 'canceled', updatedAt: sql`now()` })
      .where(eq(subscriptions.id, row.id));
    await writeAct(tx, { id: buyer.id, role: 'buyer' }, 'subscription_left', { ...of });
    return ok(of);
  });
}

/** Nothing is charged to them any more; whoever brings mirrors up to date takes them off. */
async function unwantClones(tx: Db, id: SubscriptionId): Promise<void> {
  await tx
    .update(keptClones)
    .set({ unwantedAt: sql`now()` })
    .where(and(eq(keptClones.subscriptionId, id), isNull(keptClones.unwantedAt)));
}

/** Until the transaction ends, so that two presses come one after the other. */
async function lock(
  tx: Db,
  buyer: SessionUser,
  { orderId, subscriptionId }: SubscriptionOfOrder,
): Promise<Row | undefined> {
  const [row] = await tx
    .select()
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.id, subscriptionId),
        eq(subscriptions.orderId, orderId),
        eq(subscriptions.buyerId, buyer.id),
      ),
    )
    .for('no key update');
  return row;
}

const nowhere = () => refuse('not_found', 'There is no such thing here.');
