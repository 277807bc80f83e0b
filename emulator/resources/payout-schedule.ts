/**
 * Automatic payouts: what an account's schedule sends to its bank accounts
 * (docs.stripe.com/payouts#payout-schedule).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { minimumBalance } from './balance-settings';
import { fundsByCurrency } from './ledger';
import { merchant } from './merchant';
import { idOf } from './payment-method-use';
import { defaultDestination, putPayout } from './payout-create';

/** Pays out all that is available, in each currency that has a place to go. */
export function payOutAll(context: Context): void {
  const account = merchant(context);
  if (!account.payouts_enabled || account.settings?.payouts?.schedule.interval === 'manual') return;
  for (const [currency, { available }] of fundsByCurrency(context)) {
    const destination = defaultDestination(account, currency);
    const errored = destination?.object === 'bank_account' && destination.status === 'errored';
    // unconfirmed: which entries make up a payout that leaves a minimum. All that is open, here.
    const amount = available - minimumBalance(context, currency);
    if (amount <= 0 || !destination || errored) continue;
    putPayout(context, destination, {
      amount,
      currency,
      automatic: true,
      description: null,
      metadata: {},
      method: 'standard',
      statementDescriptor: null,
      transactions: openTransactions(context, currency),
    });
  }
}

/** The available entries that no automatic payout has paid out yet. They add up to the balance. */
function openTransactions(context: Context, currency: string): string[] {
  const paidOut = new Set(
    context.records.all('payout').flatMap(({ object, hidden }) => [
      ...hidden.transactions,
      // The entry of an automatic payout belongs to it, and to no later one.
      ...(object.automatic ? [idOf(object.balance_transaction)] : []),
    ]),
  );
  const now = context.now();
  return context.records
    .all('balance_transaction')
    .map(({ object }) => object)
    .filter((entry) => entry.currency === currency && entry.available_on <= now)
    .filter(({ id }) => !paidOut.has(id))
    .map(({ id }) => id);
}

/** The ids of the entries an automatic payout is made of, its own among them. */
export function transactionsOf(payout: {
  readonly object: Stripe.Payout;
  readonly hidden: { readonly transactions: readonly string[] };
}): ReadonlySet<string> {
  return new Set([
    ...payout.hidden.transactions,
    ...[idOf(payout.object.balance_transaction)].filter((id) => id !== null),
  ]);
}
