/**
 * Refunds by the paths that older libraries send them to: under the charge, and under the fee. They are
 * in Stripe's OpenAPI description (github.com/stripe/openapi), and in no SDK any more.
 */
import type Stripe from 'stripe';
import { noSuch, route, type Context, type Resource } from '../server/contract';
import { createFeeRefund, findFee } from './fee-refunds';
import { createRefund } from './refund-create';

function refundOf(context: Context, { charge = '', refund = '' }: Record<string, string>) {
  const found = context.records.get('refund', refund)?.object;
  if (!found || found.charge !== charge) throw noSuch('refund', refund, 'refund', 404);
  return found;
}

function refundCharge(context: Context, given: Stripe.RefundCreateParams, charge = '') {
  if (!context.records.get('charge', charge)) throw noSuch('charge', charge, 'id', 404);
  return createRefund(context, { ...given, charge });
}

export const olderRefunds: Resource = {
  object: 'refund',
  routes: [
    route('POST', '/v1/charges/:charge/refunds', 'RefundCreateParams', (context, given, path) =>
      refundCharge(context, given, path.charge),
    ),
    route(
      'GET',
      '/v1/charges/:charge/refunds/:refund',
      'RefundRetrieveParams',
      (context, _, path) => refundOf(context, path),
    ),
    // These two answer with what was given back, not with the refund.
    route('POST', '/v1/charges/:charge/refund', 'RefundCreateParams', (context, given, path) => {
      const { charge } = refundCharge(context, given, path.charge);
      return context.records.get('charge', String(charge))?.object ?? {};
    }),
    route(
      'POST',
      '/v1/application_fees/:id/refund',
      'ApplicationFeeCreateRefundParams',
      (context, given, path) => {
        const fee = findFee(context, path.id ?? '');
        createFeeRefund(context, fee, given);
        return findFee(context, fee.id);
      },
    ),
  ],
};
