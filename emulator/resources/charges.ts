/**
 * Charges (docs.stripe.com/api/charges). Most are made and captured by PaymentIntents.
 */
import type Stripe from 'stripe';
import { noSuch, route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { tellChange } from './changes';
import { captureCharge, expireCharge } from './charge-capture';
import { createCharge } from './charge-create';
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

function list(context: Context, given: Stripe.ChargeListParams): Stripe.ApiList<Stripe.Charge> {
  const { customer, payment_intent, transfer_group } = given;
  const by = { payment_intent, transfer_group, customer };
  return context.page('charge', given, '/v1/charges', undefined, by);
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
  tellChange(context, 'charge.updated', before, after);
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
  tasks: { expire_charge: expireCharge },
  routes: [
    route('POST', '/v1/charges', 'ChargeCreateParams', createCharge),
    route('GET', '/v1/charges', 'ChargeListParams', list),
    route('GET', '/v1/charges/:id', 'ChargeRetrieveParams', (context, _, path) =>
      inPath(context, path.id ?? ''),
    ),
    route('POST', '/v1/charges/:id', 'ChargeUpdateParams', (context, parameters, path) =>
      update(context, parameters, path.id ?? ''),
    ),
    route('POST', '/v1/charges/:id/capture', 'ChargeCaptureParams', (context, given, path) =>
      captureCharge(context, inPath(context, path.id ?? ''), given),
    ),
  ],
};
