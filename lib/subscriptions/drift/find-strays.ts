/**
 * Subscriptions on accounts that no row of ours stands for. Which of them are ours to end is decided as
 * when an event tells of one (`converge-event.ts`): what a start still waits for is left to that start.
 */
import { and, eq, inArray } from 'drizzle-orm';
import type { AccountCustomerId, AccountId, SubscriptionId } from '../../model/ids';
import type { StrayView } from '../../model/mirror-views';
import { isStarting } from '../../model/recurring';
import { subscriptionId } from '../../security/row-ids';
import { getDb } from '../../store/client';
import { accountCustomers, subscriptions, users } from '../../store/schema';
import type { AccountSubscription } from '../../stripe/account-billing';
import { idOf } from '../../stripe/fields';
import { chargesOf } from './agreed-terms';
import { isLiveThere, type AccountThere } from './read-account-there';

type Row = typeof subscriptions.$inferSelect;
type Standing = Pick<StrayView, 'text' | 'remedy' | 'left'>;

interface Found {
  readonly stray: AccountSubscription;
  /** The row of ours that it says it was made for. */
  readonly names: SubscriptionId | null;
}

/**
 * All of an account, or those that say they were made for these. Rows are read after the account, so that
 * what has begun meanwhile is known.
 */
export async function findStrays(
  { accountId, sellerName, subscriptions: there }: AccountThere,
  only?: readonly SubscriptionId[],
): Promise<StrayView[]> {
  const running = [...there.values()]
    .filter(isLiveThere)
    .map((stray): Found => ({ stray, names: namedBy(stray) }));
  if (!running.length) return [];
  const known = await readKnown(accountId, running);
  const customers = await readCustomers(accountId, running);
  return running.flatMap((found): StrayView[] => {
    const { stray, names } = found;
    if (only && !(names && only.includes(names))) return [];
    if (known.ids.has(stray.id)) return [];
    const row = names ? known.rows.get(names) : undefined;
    const buyerName = customers.get(idOf(stray.customer) ?? '');
    const standing = standingOf(accountId, found, row, buyerName !== undefined);
    if (!standing) return [];
    return [
      {
        ...standing,
        ...{ stripeId: stray.id, accountId, sellerName },
        buyerName: buyerName ?? null,
        status: stray.status,
        charges: stray.items.data
          .map(({ price, quantity = 1 }) => `${quantity} × ${chargesOf(price)}`)
          .join(', '),
        subscriptionId: standing.left ? null : names,
      },
    ];
  });
}

/** Null of one that is to be there, or is none of our business. */
function standingOf(
  accountId: AccountId,
  { stray, names }: Found,
  row: Row | undefined,
  isOnOurCustomer: boolean,
): Standing | null {
  // What a seller makes on an account of their own may say of itself whatever they copied into it.
  if (!stray.application) {
    if (!isOnOurCustomer) return null;
    return {
      text: 'Its seller has made it, on a Customer that comes from Souk.',
      left: 'It is theirs, and stays: ask them if the buyer knows of it.',
    };
  }
  if (!names) {
    if (!isOnOurCustomer) return null;
    return {
      text: 'An application has made it, on a Customer that comes from Souk, and does not say what for.',
      left: 'Find out which, and end it in Stripe’s Dashboard if nobody knows it.',
    };
  }
  if (!row) {
    return {
      text: `It was made for ${names}, which Souk does not have.`,
      left: 'Another Souk, or an older database, may know it: end it in Stripe’s Dashboard if none does.',
    };
  }
  if (row.accountId !== accountId) {
    return {
      text: `It was made for ${names}, which is at another account.`,
      left: 'Find out who made it, and end it in Stripe’s Dashboard.',
    };
  }
  if (isStarting(row.state)) {
    if (row.refusedSubscriptionId !== stray.id) return null;
    return {
      text: `The start of ${names} was stopped, as it does not agree with its order.`,
      left: 'It waits on the page Work, to be ended there.',
    };
  }
  return {
    text: row.accountSubscriptionId
      ? `It was made beside ${row.accountSubscriptionId}, for the same subscription.`
      : `It was made for ${names} when that had been given up.`,
    remedy: 'Repair ends it, and sends back what it has taken.',
  };
}

/** Ids of Stripe's begin in the same way, but are longer. */
function namedBy({ metadata }: AccountSubscription): SubscriptionId | null {
  const named = subscriptionId.safeParse(metadata.subscription);
  return named.success ? named.data : null;
}

/** Subscriptions there that rows of ours stand for, and the rows that are named. */
async function readKnown(accountId: AccountId, running: readonly Found[]) {
  const db = await getDb();
  const { accountSubscriptionId } = subscriptions;
  const ids = running.map(({ stray }) => stray.id);
  const begun = await db
    .select({ id: accountSubscriptionId })
    .from(subscriptions)
    .where(and(eq(subscriptions.accountId, accountId), inArray(accountSubscriptionId, ids)));
  const named = running.flatMap(({ names }) => names ?? []);
  const rows = await db.select().from(subscriptions).where(inArray(subscriptions.id, named));
  // One of these may have begun since the others were read.
  const of = rows.filter((row) => row.accountId === accountId);
  return {
    ids: new Set([
      ...begun.map(({ id }) => id as string | null),
      ...of.map((row) => row.accountSubscriptionId as string | null),
    ]),
    rows: new Map(rows.map((row) => [row.id, row])),
  };
}

/** Whose Customers there these are. */
async function readCustomers(
  accountId: AccountId,
  running: readonly Found[],
): Promise<ReadonlyMap<string, string>> {
  const db = await getDb();
  const { accountCustomerId } = accountCustomers;
  const ids = running.flatMap(({ stray }) => (idOf(stray.customer) as AccountCustomerId) ?? []);
  const rows = await db
    .select({ id: accountCustomerId, name: users.name })
    .from(accountCustomers)
    .innerJoin(users, eq(users.id, accountCustomers.buyerId))
    .where(and(eq(accountCustomers.accountId, accountId), inArray(accountCustomerId, ids)));
  return new Map(rows.map(({ id, name }) => [id ?? '', name]));
}
