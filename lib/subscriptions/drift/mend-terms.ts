import { eq } from 'drizzle-orm';
import type { SubscriptionId } from '../../model/ids';
import { getDb } from '../../store/client';
import { storedKey } from '../../store/stored-key';
import { subscriptions } from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { subjectOf } from '../read-subscription';
import { termsToSet } from './agreed-terms';

/**
 * Sets the agreed price and fee on the account again, as far as they are ours to set; nothing is charged
 * or credited by it. Throws when Stripe refuses or cannot be reached.
 */
export async function mendTerms(id: SubscriptionId): Promise<void> {
  const db = await getDb();
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, id));
  if (!row?.accountSubscriptionId) return;
  const { accountId, accountSubscriptionId } = row;
  const stripe = accountStripe(accountId).subscriptions;
  const subject = subjectOf(row);
  // Anew: what was compared may be minutes old, and the quantity goes along with the price.
  const there = await stripe.retrieve(accountSubscriptionId, { subject });
  const terms = there.ended_at === null ? termsToSet(row, there) : null;
  if (!terms) return;
  // Another each time: what it says may have been changed again since, and a repeat would do nothing.
  const name = `mend-terms:${accountId}:${accountSubscriptionId}`;
  const { key } = await storedKey(name, name, true);
  await stripe.update(accountSubscriptionId, terms, { key, subject });
}
