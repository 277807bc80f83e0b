/**
 * The balance of an account: the sum of its balance transactions (docs.stripe.com/api/balance).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import type { Funds } from '../store/tally';
import { fundsByCurrency } from './ledger';
import { merchant } from './merchant';

/** The Balance object of the context's account. Its own currency is first, and always there. */
export function balanceOf(context: Context): Stripe.Balance {
  const account = merchant(context);
  const home = account.default_currency ?? 'usd';
  const known = fundsByCurrency(context);
  const others = [...known].filter(([currency]) => currency !== home).sort();
  const sums = [[home, known.get(home) ?? nothing] as const, ...others];
  const rows = (side: keyof Funds): Stripe.Balance.Available[] =>
    sums.map(([currency, funds]) => ({
      amount: funds[side],
      currency,
      source_types: { card: funds[side] },
    }));
  const instant = instantRows(account, sums);
  return {
    object: 'balance',
    available: rows('available'),
    // unconfirmed: which platforms see it; a platform without custom accounts has nothing in it.
    ...(context.connected ? {} : { connect_reserved: [{ amount: 0, currency: home }] }),
    ...(instant.length > 0 ? { instant_available: instant } : {}),
    livemode: false,
    pending: rows('pending'),
    refund_and_dispute_prefunding: {
      available: [{ amount: 0, currency: home }],
      pending: [{ amount: 0, currency: home }],
    },
  };
}

const nothing: Funds = { available: 0, pending: 0 };

/** What could be paid out instantly: where a debit card takes the currency. */
function instantRows(
  account: Stripe.Account,
  sums: readonly (readonly [string, Funds])[],
): Stripe.Balance.InstantAvailable[] {
  const destinations = account.external_accounts?.data ?? [];
  return sums.flatMap(([currency, { available }]) => {
    const takes = destinations.filter(
      (destination) =>
        destination.currency === currency &&
        destination.available_payout_methods?.includes('instant') === true,
    );
    if (takes.length === 0) return [];
    const amount = Math.max(available, 0);
    const source_types = { card: amount };
    return [
      {
        amount,
        currency,
        net_available: takes.map(({ id }) => ({ amount, destination: id, source_types })),
        source_types,
      },
    ];
  });
}
