import { and, eq } from 'drizzle-orm';
import { accountCustomers, subscriptions } from '../store/schema';

/** Joins a subscription with its buyer's Customer on the seller's account; before the first there is none. */
export const customerOfSubscription = and(
  eq(accountCustomers.buyerId, subscriptions.buyerId),
  eq(accountCustomers.accountId, subscriptions.accountId),
);
