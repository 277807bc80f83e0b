/** What is owed for a subscription, as far as Stripe has been read. */
import { inArray, type SQL } from 'drizzle-orm';
import { subscriptions } from './schema';

/** True of a mirror whose period is paid: nothing is charged before that is over. */
export const isPaidFor: SQL = inArray(subscriptions.status, ['active', 'trialing']);
