/** Accounts that may have mirrors, and what each has: one list an account, however many mirrors. */
import { and, eq, exists, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { AccountId, SubscriptionId } from '../../model/ids';
import { getDb } from '../../store/client';
import { accountCustomers, products, sellers, subscriptions, variants } from '../../store/schema';
import { mostListed, type AccountSubscription } from '../../stripe/account-billing';
import { accountStripe } from '../../stripe/account-stripe';

export interface AccountOfMirrors {
  readonly accountId: AccountId;
  readonly sellerName: string;
}

/** What an account has that is not canceled, or only the newest of it. */
export interface AccountThere extends AccountOfMirrors {
  readonly subscriptions: ReadonlyMap<string, AccountSubscription>;
  readonly whole: boolean;
}

/** Those that sell plans, or have sold one; or those of these subscriptions. */
export async function accountsOfMirrors(
  only?: readonly SubscriptionId[],
): Promise<AccountOfMirrors[]> {
  const db = await getDb();
  const { accountId, name } = sellers;
  const hasCustomers = exists(
    db
      .select({ one: sql`1` })
      .from(accountCustomers)
      .where(eq(accountCustomers.accountId, accountId)),
  );
  const sellsPlans = exists(
    db
      .select({ one: sql`1` })
      .from(variants)
      .innerJoin(products, eq(products.id, variants.productId))
      .where(and(eq(products.sellerId, sellers.id), isNotNull(variants.accountPriceId))),
  );
  const isOfThese =
    only &&
    inArray(
      accountId,
      db
        .select({ accountId: subscriptions.accountId })
        .from(subscriptions)
        .where(inArray(subscriptions.id, [...only])),
    );
  const rows = await db
    .select({ accountId, sellerName: name })
    .from(sellers)
    .where(and(isNotNull(accountId), isOfThese ?? or(hasCustomers, sellsPlans)))
    .orderBy(name);
  return rows.map((row) => ({ ...row, accountId: row.accountId as AccountId }));
}

/** True of a Subscription that may charge its Customer, now or later. */
export const isLiveThere = ({ ended_at: endedAt, status }: AccountSubscription): boolean =>
  endedAt === null && status !== 'incomplete_expired';

/** Throws when Stripe cannot be reached, or lets us read nothing there. */
export async function readAccount(account: AccountOfMirrors): Promise<AccountThere> {
  const { subscriptions } = accountStripe(account.accountId);
  const found = await subscriptions.listAll({ subject: {} });
  return {
    ...account,
    subscriptions: new Map(found.map((one) => [one.id, one])),
    whole: found.length < mostListed,
  };
}
