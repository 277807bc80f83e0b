/**
 * Charges (docs.stripe.com/api/charges). They are made and captured by PaymentIntents.
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { previousAttributes } from './changes';
import { expandCustomer } from './customer-shape';
import { expandTransaction } from './ledger';
import { application, expandAccount } from './merchant';
import { checkEmail, unsettable } from './parameters';
import { releaseExpired } from './payment-intent-cancel';
import { shippingOf } from './payment-intent-details';
import { findCustomer, idOf } from './payment-method-use';
import { expandRefunds } from './refunds';

function inPath(context: Context, id: string): Stripe.Charge {
  const found = context.records.get('charge', id);
  if (!found) throw noSuch('charge', id, 'id', 404);
  const intent = context.records.get('payment_intent', idOf(found.object.payment_intent) ?? '');
  if (intent) releaseExpired(context, intent.object);
  return context.records.get('charge', id)?.object ?? found.object;
}

/**
 * Charges without a PaymentIntent take a legacy token, card or Source, which clients of today's API
 * have no use for.
 */
function create(): never {
  throw invalidRequest(
    'Creating charges directly is not emulated, with `source` or without: create a PaymentIntent with `confirm=true`, and find its charge in `latest_charge`.',
    { param: 'source' },
  );
}

function update(context: Context, given: Stripe.ChargeUpdateParams, id: string): Stripe.Charge {
  const before = inPath(context, id);
  if (given.customer !== undefined) findCustomer(context, given.customer);
  checkEmail(given.receipt_email, 'receipt_email');
  const after: Stripe.Charge = {
    ...before,
    customer: given.customer ?? before.customer,
    description: unsettable(given.description, before.description),
    fraud_details: given.fraud_details
      ? { user_report: given.fraud_details.user_report || undefined }
      : before.fraud_details,
    metadata: mergeMetadata(before.metadata, given.metadata),
    receipt_email: unsettable(given.receipt_email, before.receipt_email),
    shipping: given.shipping
      ? (shippingOf(given.shipping) as Stripe.Charge.Shipping)
      : before.shipping,
    transfer_group: unsettable(given.transfer_group, before.transfer_group),
  };
  context.records.put('charge', after);
  const previous = previousAttributes(before, after);
  if (previous) context.emit('charge.updated', after, previous);
  return after;
}

/** The fee lives on the platform, which is the one that asks. */
function expandFee(context: Context, charge: Stripe.Charge): unknown {
  const id = idOf(charge.application_fee);
  if (id === null) return null;
  return context.as(context.platform).records.get('application_fee', id)?.object ?? id;
}

export const charges: Resource = {
  object: 'charge',
  expandable: {
    application,
    application_fee: expandFee,
    balance_transaction: expandTransaction,
    customer: expandCustomer,
    on_behalf_of: expandAccount('on_behalf_of'),
    payment_intent: 'payment_intent',
    refunds: expandRefunds,
  },
  routes: [
    route('POST', '/v1/charges', 'ChargeCreateParams', create),
    route('GET', '/v1/charges', 'ChargeListParams', (context, parameters) => {
      const { customer, payment_intent, transfer_group } = parameters;
      const rows = context.records
        .all('charge')
        .map(({ object }) => object)
        .filter((charge) => customer === undefined || charge.customer === customer)
        .filter((charge) => !payment_intent || charge.payment_intent === payment_intent)
        .filter((charge) => !transfer_group || charge.transfer_group === transfer_group);
      return context.list(rows, parameters, '/v1/charges');
    }),
    route('GET', '/v1/charges/:id', 'ChargeRetrieveParams', (context, _, path) =>
      inPath(context, path.id ?? ''),
    ),
    route('POST', '/v1/charges/:id', 'ChargeUpdateParams', (context, parameters, path) =>
      update(context, parameters, path.id ?? ''),
    ),
    route('POST', '/v1/charges/:id/capture', 'ChargeCaptureParams', (context, _, path) => {
      const charge = inPath(context, path.id ?? '');
      if (charge.captured) {
        throw invalidRequest(`Charge ${charge.id} has already been captured.`, {
          code: 'charge_already_captured',
        });
      }
      throw invalidRequest(
        `This uncaptured Charge was created by a PaymentIntent (${idOf(charge.payment_intent) ?? ''}). You must capture the PaymentIntent instead.`,
      );
    }),
  ],
};
