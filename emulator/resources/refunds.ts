/**
 * Refunds (docs.stripe.com/api/refunds).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { previousAttributes } from './changes';
import { expandCustomer } from './customer-shape';
import { expandTransaction, expandTransactionIn } from './ledger';
import { expandMethod } from './payment-method-shape';
import { createRefund } from './refund-create';
import { continueRefund } from './refund-outcome';

/** How many refunds a charge shows when `refunds` is expanded; the rest is listed. */
const shown = 10;

function refundsOf(context: Context, charge: string): Stripe.Refund[] {
  return context.records.where('refund', 'charge', charge).map(({ object }) => object);
}

/** `refunds` is not on a charge unless it is expanded. */
export function expandRefunds(context: Context, charge: Stripe.Charge): unknown {
  const all = refundsOf(context, charge.id);
  return {
    object: 'list',
    data: all.slice(0, shown),
    has_more: all.length > shown,
    total_count: all.length,
    url: `/v1/charges/${charge.id}/refunds`,
  };
}

function inPath(context: Context, id: string): Stripe.Refund {
  const found = context.records.get('refund', id);
  if (!found) throw noSuch('refund', id, 'refund', 404);
  return found.object;
}

function update(
  context: Context,
  before: Stripe.Refund,
  given: Stripe.RefundUpdateParams,
): Stripe.Refund {
  const after = { ...before, metadata: mergeMetadata(before.metadata, given.metadata) };
  const previous = previousAttributes(before, after);
  if (!previous) return after;
  context.records.put('refund', after);
  context.emit('refund.updated', after, previous);
  context.emit('charge.refund.updated', after, previous);
  return after;
}

/**
 * Documented: expires a refund in `requires_action`, which no payment method here leads to. So all
 * there is to answer is 404 or the refusal, whose sentence is unconfirmed.
 */
function expire(context: Context, _: object, path: { id?: string }): never {
  const { status } = inPath(context, path.id ?? '');
  throw invalidRequest(
    `This refund could not be expired because it has a status of ${status ?? 'unknown'}. Only a refund with one of the following statuses may be expired: requires_action.`,
  );
}

export const refunds: Resource = {
  object: 'refund',
  expandable: {
    balance_transaction: expandTransaction,
    charge: 'charge',
    customer: expandCustomer,
    failure_balance_transaction: expandTransactionIn('failure_balance_transaction'),
    payment_intent: 'payment_intent',
    payment_method: expandMethod,
    source_transfer_reversal: 'transfer_reversal',
    transfer_reversal: 'transfer_reversal',
  },
  routes: [
    route('POST', '/v1/refunds', 'RefundCreateParams', createRefund),
    route('GET', '/v1/refunds', 'RefundListParams', (context, parameters) => {
      const { charge, payment_intent } = parameters;
      const by = { charge, payment_intent };
      return context.page('refund', parameters, '/v1/refunds', undefined, by);
    }),
    // Where the `refunds` of an expanded charge go on.
    route('GET', '/v1/charges/:charge/refunds', 'RefundListParams', (context, parameters, path) => {
      const id = path.charge ?? '';
      if (!context.records.get('charge', id)) throw noSuch('charge', id, 'id', 404);
      return context.list(refundsOf(context, id), parameters, `/v1/charges/${id}/refunds`);
    }),
    route('GET', '/v1/refunds/:id', 'RefundRetrieveParams', (context, _, path) =>
      inPath(context, path.id ?? ''),
    ),
    route('POST', '/v1/refunds/:id', 'RefundUpdateParams', (context, parameters, path) =>
      update(context, inPath(context, path.id ?? ''), parameters),
    ),
    route('POST', '/v1/refunds/:id/cancel', 'RefundCancelParams', (context, _, path) => {
      inPath(context, path.id ?? '');
      // Only a refund that needs the buyer (`requires_action`) can be cancelled; cards never do.
      throw invalidRequest('Canceling this refund is unsupported.');
    }),
    // It takes what cancelling takes: nothing but `expand`.
    route('POST', '/v1/test_helpers/refunds/:id/expire', 'RefundCancelParams', expire),
  ],
  tasks: { continue_refund: continueRefund },
};
