import { and, eq } from 'drizzle-orm';
import type { SubscriptionId } from '../../model/ids';
import { writeAct, type Actor } from '../../store/acts';
import { getDb, withTx, type Db } from '../../store/client';
import { leaseFor, leaseIsFree, newLeaseOwner } from '../../store/lease';
import { storedKey } from '../../store/stored-key';
import { subscriptionChanges, subscriptions } from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { mendingOwner } from '../mending-terms';
import { subjectOf } from '../read-subscription';
import { termsToSet } from './agreed-terms';

type Row = typeof subscriptions.$inferSelect;

/**
 * Sets the agreed price and fee on the account again, as far as they are ours to set; nothing is charged
 * or credited by it. Null once they are, else why not: a quantity that its buyer changes meanwhile would
 * be set back to what was read before. Throws when Stripe refuses or cannot be reached.
 */
export async function mendTerms(operator: Actor, id: SubscriptionId): Promise<string | null> {
  const owner = mendingOwner(newLeaseOwner());
  const row = await withTx((tx) => take(tx, operator, id, owner));
  if (!row) return busy;
  try {
    return await setTerms(row, owner);
  } finally {
    const db = await getDb();
    await db
      .update(subscriptions)
      .set({ leaseOwner: null, leaseUntil: null })
      .where(and(eq(subscriptions.id, id), eq(subscriptions.leaseOwner, owner)));
  }
}

const busy = 'Another change is under way. Look again later.';

/** Under the lock that asking for a change takes; with the act, as Stripe is told next. */
async function take(
  tx: Db,
  operator: Actor,
  id: SubscriptionId,
  owner: string,
): Promise<Row | null> {
  const isFree = leaseIsFree(subscriptions.leaseOwner, subscriptions.leaseUntil);
  const [found] = await tx
    .select({ row: subscriptions, isFree: isFree.mapWith(Boolean) })
    .from(subscriptions)
    .where(eq(subscriptions.id, id))
    .for('no key update');
  const { subscriptionId, state } = subscriptionChanges;
  const [asked] = await tx
    .select({ id: subscriptionChanges.id })
    .from(subscriptionChanges)
    .where(and(eq(subscriptionId, id), eq(state, 'requested')));
  if (!found?.isFree || asked) return null;
  await tx
    .update(subscriptions)
    .set({ leaseOwner: owner, leaseUntil: leaseFor })
    .where(eq(subscriptions.id, id));
  await writeAct(tx, operator, 'mirror_repaired', { subscriptionId: id });
  return found.row;
}

async function setTerms(row: Row, owner: string): Promise<string | null> {
  const { id, accountId, accountSubscriptionId } = row;
  if (!accountSubscriptionId) return null;
  const stripe = accountStripe(accountId).subscriptions;
  const subject = subjectOf(row);
  // Anew: what was compared may be minutes old, and the quantity goes along with the price.
  const there = await stripe.retrieve(accountSubscriptionId, { subject });
  const terms = there.ended_at === null ? termsToSet(row, there) : null;
  if (!terms) return null;
  // Another each time: what it says may have been changed again since, and a repeat would do nothing.
  const name = `mend-terms:${accountId}:${accountSubscriptionId}`;
  const { key } = await storedKey(name, name, true);
  if (!(await isKept(id, owner))) return busy;
  await stripe.update(accountSubscriptionId, terms, { key, subject });
  return null;
}

/** Keeps the lease for the next call; false when it was lost, and what was read may be old. */
async function isKept(id: SubscriptionId, owner: string): Promise<boolean> {
  const db = await getDb();
  const kept = await db
    .update(subscriptions)
    .set({ leaseUntil: leaseFor })
    .where(and(eq(subscriptions.id, id), eq(subscriptions.leaseOwner, owner)))
    .returning({ id: subscriptions.id });
  return kept.length > 0;
}
