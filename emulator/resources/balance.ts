/**
 * The balance of an account: the sum of its balance transactions (docs.stripe.com/api/balance).
 */
import type Stripe from 'stripe';
import { route, type Context, type Resource } from '../server/contract';
import { merchant } from './merchant';
import { current } from './ledger';

function balanceOf(context: Context): Stripe.Balance {
  const sums = {
    available: new Map<string, number>(),
    pending: new Map<string, number>(),
  };
  const home = merchant(context).default_currency ?? 'usd';
  for (const side of Object.values(sums)) side.set(home, 0);
  for (const { object } of context.records.all('balance_transaction')) {
    const { currency, net, status } = current(context, object);
    const side = status === 'available' ? sums.available : sums.pending;
    side.set(currency, (side.get(currency) ?? 0) + net);
  }
  const rows = (side: Map<string, number>): Stripe.Balance.Available[] =>
    [...side].map(([currency, amount]) => ({ amount, currency, source_types: { card: amount } }));
  return {
    object: 'balance',
    available: rows(sums.available),
    ...(context.connected ? {} : { connect_reserved: [{ amount: 0, currency: home }] }),
    livemode: false,
    pending: rows(sums.pending),
    refund_and_dispute_prefunding: { available: [], pending: [] },
  };
}

export const balance: Resource = {
  object: 'balance',
  routes: [route('GET', '/v1/balance', 'BalanceRetrieveParams', balanceOf)],
};
