/** Subscriptions in Stripe's books against our rows. */
import type { Records } from '../engine/records';
import type { AccountBooks, Books } from './books';
import { differences, idOf } from './differences';

/**
 * What is wrong with what is paid again and again: each row that has begun has one Subscription of its
 * own with one kept clone, each buyer one Customer on an account, and the first payments were taken once.
 */
export function problemsOfSubscriptions({ accounts }: Books, records: Records): string[] {
  return accounts.flatMap((account) => [
    ...strays(account, records),
    ...records.subscriptions
      .filter(({ accountId }) => accountId === account.accountId)
      .flatMap((row) => problemsOfRow(account, row, records)),
    ...records.accountCustomers
      .filter(({ accountId }) => accountId === account.accountId)
      .flatMap((row) => problemsOfBuyer(account, row, records)),
  ]);
}

function strays({ accountId, subscriptions }: AccountBooks, records: Records): string[] {
  const known = new Set<string>(
    records.subscriptions.filter((row) => row.accountId === accountId).map(({ id }) => id),
  );
  return subscriptions
    .filter(({ metadata }) => !known.has(metadata.subscription ?? ''))
    .map(({ id }) => `${id} on ${accountId} is nobody's subscription`);
}

function problemsOfRow(
  { subscriptions }: AccountBooks,
  row: Records['subscriptions'][number],
  { clones }: Records,
): string[] {
  const made = subscriptions.filter(({ metadata }) => metadata.subscription === row.id);
  const [one, second] = made;
  if (second) return [`subscription ${row.id} was made ${made.length} times`];
  if (row.state !== 'started') {
    return one ? [`subscription ${row.id} is ${row.state}, and ${one.id} was made`] : [];
  }
  if (!one) return [`subscription ${row.id} has begun, and none was made`];
  const kept = clones.filter(
    ({ subscriptionId, detachedAt }) => subscriptionId === row.id && detachedAt === null,
  );
  return differences(`subscription ${row.id}`, [
    ['id', one.id, row.accountSubscriptionId],
    ['status', one.status, row.status],
    ['quantity', one.items.data[0]?.quantity, row.quantity],
    ['price', one.items.data[0]?.price.id, row.accountPriceId],
    ['fee', one.application_fee_percent ?? 0, row.feeBasisPoints / 100],
    ['kept clones', 1, kept.length],
    ['clone', idOf(one.default_payment_method), kept[0]?.accountMethodId],
  ]);
}

function problemsOfBuyer(
  { accountId, customers, charges }: AccountBooks,
  row: Records['accountCustomers'][number],
  { subscriptions }: Records,
): string[] {
  const own = customers.filter(({ metadata }) => metadata.buyer === row.buyerId);
  const taken = charges
    .filter(({ customer, paid }) => paid && idOf(customer) === row.accountCustomerId)
    .reduce((total, { amount_captured: amount }) => total + amount, 0);
  const due = subscriptions
    .filter((one) => one.accountId === accountId && one.buyerId === row.buyerId)
    .filter(({ status, trialDays }) => status === 'active' && trialDays === 0)
    .reduce((total, { unitAmount, quantity }) => total + unitAmount * quantity, 0);
  return differences(`buyer ${row.buyerId} on ${accountId}`, [
    ['number of Customers', own.length, row.accountCustomerId === null ? 0 : 1],
    ['Customer', own[0]?.id ?? null, row.accountCustomerId],
    ['sum of first payments', taken, due],
  ]);
}
