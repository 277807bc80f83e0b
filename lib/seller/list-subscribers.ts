import 'server-only';
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import { englishWords } from '../language/texts';
import { assertNever } from '../model/assert-never';
import { cardName } from '../model/card-name';
import type { SellerId, SubscriptionId } from '../model/ids';
import { pageAmong, type Paged } from '../model/paging';
import { priceOf } from '../model/price';
import { everyText } from '../model/plan';
import { isLive, restsThen, type SubscriptionStatus } from '../model/recurring';
import type { SubscriberRow, SubscriberStanding, SubscriberView } from '../model/seller';
import { customerOfSubscription } from '../payments/customer-of-subscription';
import { getDb } from '../store/client';
import { accountCustomers, savedMethods, subscriptions, users } from '../store/schema';

const rowsOfPage = 20;

/** One page of who pays a seller again and again, newest first; a page beyond the last is the last. */
export async function listSubscribers(
  sellerId: SellerId,
  page: number,
): Promise<Paged<SubscriberRow>> {
  const db = await getDb();
  // What never came to be at Stripe is no subscriber.
  const where = and(eq(subscriptions.sellerId, sellerId), isNotNull(subscriptions.status));
  const { view, offset } = pageAmong(await db.$count(subscriptions, where), rowsOfPage, page);
  const rows = await db
    .select(columns)
    .from(subscriptions)
    .innerJoin(users, eq(users.id, subscriptions.buyerId))
    .innerJoin(savedMethods, eq(savedMethods.id, subscriptions.savedMethodId))
    .where(where)
    .orderBy(desc(subscriptions.createdAt), desc(subscriptions.id))
    .limit(rowsOfPage)
    .offset(offset);
  return { rows: rows.flatMap(subscriberRow), ...view };
}

/** One of them. Null when there is none, or when it is somebody else's. */
export async function readSubscriber(
  sellerId: SellerId,
  id: SubscriptionId,
): Promise<SubscriberView | null> {
  const db = await getDb();
  const [found] = await db
    .select({ ...columns, accountCustomerId: accountCustomers.accountCustomerId })
    .from(subscriptions)
    .innerJoin(users, eq(users.id, subscriptions.buyerId))
    .innerJoin(savedMethods, eq(savedMethods.id, subscriptions.savedMethodId))
    .leftJoin(accountCustomers, customerOfSubscription)
    .where(and(eq(subscriptions.id, id), eq(subscriptions.sellerId, sellerId)));
  const [row] = found ? subscriberRow(found) : [];
  if (!found || !row) return null;
  const { createdAt, accountId, accountSubscriptionId } = found.subscription;
  return {
    ...row,
    since: createdAt.toISOString(),
    accountId,
    accountSubscriptionId,
    accountCustomerId: found.accountCustomerId,
  };
}

const columns = {
  subscription: subscriptions,
  buyer: users.name,
  brand: savedMethods.brand,
  last4: savedMethods.last4,
};

interface Row {
  readonly subscription: typeof subscriptions.$inferSelect;
  readonly buyer: string;
  readonly brand: string;
  readonly last4: string;
}

function subscriberRow({ subscription, buyer, ...card }: Row): SubscriberRow[] {
  const { id, status, name, variant, quantity, unitAmount, currency } = subscription;
  if (!status) return [];
  const words = [variant ? `${name}, ${variant}` : name, quantity > 1 ? `${quantity} pieces` : ''];
  return [
    {
      id,
      buyer,
      title: words.filter(Boolean).join(', '),
      amount: priceOf({ amount: unitAmount * quantity, currency }),
      every: everyText(subscription, englishWords('plan')),
      ...standingOf(status, subscription),
      card: cardName(card, englishWords('cards')),
      ends: subscription.cancelAtPeriodEnd || subscription.cancelAt !== null,
      nextAt: nextDay(status, subscription)?.toISOString() ?? null,
    },
  ];
}

/** When it is paid next or, where a day is set for that, when it ends; null where nobody knows. */
function nextDay(status: SubscriptionStatus, subscription: Row['subscription']): Date | null {
  const { cancelAtPeriodEnd, cancelAt, currentPeriodEnd } = subscription;
  if (!isLive(status)) return null;
  if (cancelAtPeriodEnd || cancelAt) return cancelAt ?? currentPeriodEnd;
  // These wait for their buyer, and the period of one that rests is long over.
  if (status === 'paused' || status === 'unpaid' || status === 'incomplete') return null;
  return restsThen(subscription) ? null : currentPeriodEnd;
}

/** https://docs.stripe.com/api/subscriptions/object#subscription_object-status */
function standingOf(
  status: SubscriptionStatus,
  { cancelAtPeriodEnd, cancelAt, collectionPaused }: Row['subscription'],
): { readonly standing: SubscriberStanding; readonly statusText: string } {
  switch (status) {
    case 'active':
    case 'trialing':
      if (cancelAtPeriodEnd || cancelAt) return { standing: 'ending', statusText: 'Ends' };
      if (collectionPaused) return { standing: 'ending', statusText: 'Paused' };
      return { standing: 'paying', statusText: status === 'active' ? 'Active' : 'On trial' };
    case 'paused':
      return { standing: 'ending', statusText: 'Paused' };
    case 'incomplete':
      return { standing: 'owing', statusText: 'First payment open' };
    case 'past_due':
      return { standing: 'owing', statusText: 'Past due' };
    case 'unpaid':
      return { standing: 'owing', statusText: 'Not paid' };
    case 'canceled':
      return { standing: 'over', statusText: 'Ended' };
    case 'incomplete_expired':
      return { standing: 'over', statusText: 'Never began' };
    default:
      return assertNever(status);
  }
}
