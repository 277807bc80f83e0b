/**
 * Payouts (docs.stripe.com/api/payouts).
 */
import type Stripe from 'stripe';
import { noSuch, route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { within } from '../server/ranges';
import { previousAttributes } from './changes';
import { expandTransaction, expandTransactionIn } from './ledger';
import { merchant } from './merchant';
import { idOf } from './payment-method-use';
import { createPayout } from './payout-create';
import { cancelPayout, finishPayout, reversePayout, submitPayout } from './payout-progress';

function inPath(context: Context, id: string): Stripe.Payout {
  const found = context.records.get('payout', id);
  if (!found) throw noSuch('payout', id, 'payout', 404);
  return found.object;
}

function update(
  context: Context,
  before: Stripe.Payout,
  given: Stripe.PayoutUpdateParams,
): Stripe.Payout {
  const after = { ...before, metadata: mergeMetadata(before.metadata, given.metadata) };
  const previous = previousAttributes(before, after);
  if (!previous) return after;
  context.records.put('payout', after);
  context.emit('payout.updated', after, previous);
  return after;
}

/** External accounts are kept within their Account. */
function expandDestination(context: Context, payout: Stripe.Payout): unknown {
  const id = idOf(payout.destination);
  const all = merchant(context).external_accounts?.data ?? [];
  return all.find((destination) => destination.id === id) ?? id;
}

export const payouts: Resource = {
  object: 'payout',
  expandable: {
    application_fee: 'application_fee',
    balance_transaction: expandTransaction,
    destination: expandDestination,
    failure_balance_transaction: expandTransactionIn('failure_balance_transaction'),
    original_payout: 'payout',
    reversed_by: 'payout',
  },
  routes: [
    route('POST', '/v1/payouts', 'PayoutCreateParams', createPayout),
    route('GET', '/v1/payouts', 'PayoutListParams', (context, parameters) => {
      const { arrival_date, destination, status } = parameters;
      return context.page(
        'payout',
        parameters,
        '/v1/payouts',
        ({ object }) => arrival_date === undefined || within(object.arrival_date, arrival_date),
        { destination, status },
      );
    }),
    route('GET', '/v1/payouts/:id', 'PayoutRetrieveParams', (context, _, path) =>
      inPath(context, path.id ?? ''),
    ),
    route('POST', '/v1/payouts/:id', 'PayoutUpdateParams', (context, parameters, path) =>
      update(context, inPath(context, path.id ?? ''), parameters),
    ),
    route('POST', '/v1/payouts/:id/cancel', 'PayoutCancelParams', (context, _, path) =>
      cancelPayout(context, inPath(context, path.id ?? '')),
    ),
    route('POST', '/v1/payouts/:id/reverse', 'PayoutReverseParams', (context, parameters, path) =>
      reversePayout(context, inPath(context, path.id ?? ''), parameters),
    ),
  ],
  tasks: { finish_payout: finishPayout, submit_payout: submitPayout },
};
