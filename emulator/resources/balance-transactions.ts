/**
 * Balance transactions (docs.stripe.com/api/balance_transactions).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import type { Kind } from '../store/kinds';
import { current } from './ledger';
import { idOf } from './payment-method-use';
import { transactionsOf } from './payout-schedule';
import { settleLater } from './settlement';

/** What the prefix of a source's id says it is. */
const sources: Readonly<Record<string, Kind>> = {
  ch: 'charge',
  du: 'dispute',
  fee: 'application_fee',
  fr: 'fee_refund',
  po: 'payout',
  py: 'charge',
  pyr: 'refund',
  re: 'refund',
  tr: 'transfer',
  trr: 'transfer_reversal',
};

/** The object that an entry came from. */
function expandSource(context: Context, entry: Stripe.BalanceTransaction): unknown {
  const id = idOf(entry.source as string | null);
  if (id === null) return null;
  const kind = sources[id.split('_')[0] ?? ''];
  return (kind && context.records.get(kind, id)?.object) ?? id;
}

/** The entries of an automatic payout (docs.stripe.com/payouts/reconciliation). */
function paidOutBy(context: Context, id: string): ReadonlySet<string> {
  const found = context.records.get('payout', id);
  if (!found) throw noSuch('payout', id, 'payout', 400);
  if (found.object.automatic) return transactionsOf(found);
  throw invalidRequest(
    'Balance transaction history can only be filtered on automatic transfers, not manual.',
    { param: 'payout', validation: false },
  );
}

export const balanceTransactions: Resource = {
  object: 'balance_transaction',
  expandable: { source: expandSource },
  routes: [
    route(
      'GET',
      '/v1/balance_transactions',
      'BalanceTransactionListParams',
      (context, parameters) => {
        const { currency, payout, source, type } = parameters;
        const paidOut = payout === undefined ? null : paidOutBy(context, payout);
        const page = context.page(
          'balance_transaction',
          parameters,
          '/v1/balance_transactions',
          ({ object: entry }) =>
            (currency === undefined || entry.currency === currency.toLowerCase()) &&
            (paidOut === null || paidOut.has(entry.id)),
          { source, type },
        );
        return { ...page, data: page.data.map((entry) => current(context, entry)) };
      },
    ),
    route(
      'GET',
      '/v1/balance_transactions/:id',
      'BalanceTransactionRetrieveParams',
      (context, _, path) => {
        const found = context.records.get('balance_transaction', path.id ?? '');
        if (!found) throw noSuch('balance transaction', path.id ?? '', 'id', 404);
        return current(context, found.object);
      },
    ),
  ],
  tasks: { settle_charge: settleLater },
};
