/**
 * Changing a PaymentIntent before or while it is confirmed
 * (docs.stripe.com/api/payment_intents/update).
 */
import type Stripe from 'stripe';
import { checkAmount, parseCurrency } from '../rules/money';
import type { Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { refuseUnlessConfirming } from './card-confirmation';
import { balanceOptions } from './balance-options';
import { bankOptions } from './bank-options';
import { paymentCardOptions } from './card-options';
import { transferDataOf } from './destination-charge';
import { withPlans } from './installments';
import { chosenMethod, type GivenMethod } from './intent-method';
import { typeOptions } from './intent-types';
import { checkEmail, unsettable } from './parameters';
import { takeAmountDetails } from './payment-amount-details';
import { endWaiting, unexpectedState } from './payment-intent-confirm';
import {
  checkApplicationFee,
  checkSuffix,
  descriptorOf,
  paymentDetails,
  refuseElsewhere,
  shippingOf,
} from './payment-intent-details';
import { findCustomer, idOf } from './payment-method-use';

type Intent = Stripe.PaymentIntent;

/** What `confirm` may change beside naming the PaymentMethod. */
export function confirmationChanges(
  context: Context,
  before: Intent,
  given: Stripe.PaymentIntentConfirmParams,
): Intent {
  const { setup_future_usage, shipping } = given;
  checkEmail(given.receipt_email, 'receipt_email');
  const draft: Intent = { ...before, ...typeChanges(context, before, given) };
  return {
    ...draft,
    capture_method: given.capture_method ?? before.capture_method,
    amount_details: takeAmountDetails(context, before, before.amount_details, given.amount_details),
    ...paymentDetails(given.payment_details, before.payment_details),
    payment_method_options: {
      card: paymentCardOptions(
        given.payment_method_options?.card,
        before.payment_method_options?.card,
      ),
      ...bankOptions(
        draft.payment_method_types,
        given.payment_method_options?.us_bank_account,
        before.payment_method_options?.us_bank_account,
      ),
      ...balanceOptions(
        draft.payment_method_types,
        given.payment_method_options?.customer_balance,
        before.payment_method_options?.customer_balance,
      ),
    },
    receipt_email: unsettable(given.receipt_email, before.receipt_email),
    setup_future_usage: unsettable(setup_future_usage, before.setup_future_usage),
    shipping: shipping === undefined ? before.shipping : shipping ? shippingOf(shipping) : null,
  };
}

function typeChanges(
  context: Context,
  before: Intent,
  given: Stripe.PaymentIntentUpdateParams,
): Partial<Intent> {
  const named = [
    given.allowed_payment_method_types,
    given.excluded_payment_method_types,
    given.payment_method_configuration,
    // Taken from versions before 2026-09-30, which the SDK's types know no more.
    (given as { payment_method_types?: string[] }).payment_method_types,
  ];
  return named.some((types) => types !== undefined) ? typeOptions(context, given, before) : {};
}

const changeable = ['requires_payment_method', 'requires_confirmation', 'requires_action'];
/** What may still change when the money is held or taken. */
const always = new Set(['metadata', 'description', 'receipt_email', 'expand']);

/** `POST /v1/payment_intents/:id`. Throws 400 for what the intent's status doesn't allow. */
export function updatePayment(
  context: Context,
  before: Intent,
  given: Stripe.PaymentIntentUpdateParams,
): Intent {
  const open = changeable.includes(before.status);
  const held = before.status === 'requires_capture';
  const forbidden = Object.keys(given).filter(
    (name) => !always.has(name) && !(held && name === 'application_fee_amount'),
  );
  if (!open && forbidden.length > 0) {
    throw unexpectedState(
      context,
      before,
      `This PaymentIntent's ${forbidden[0] ?? ''} could not be updated because it has a status of ${before.status}. You may only update the ${forbidden[0] ?? ''} of a PaymentIntent with one of the following statuses: ${changeable.join(', ')}.`,
    );
  }
  refuseElsewhere(given);
  refuseUnlessConfirming(given);
  if (given.customer !== undefined) findCustomer(context, given.customer);
  const currency = given.currency === undefined ? before.currency : parseCurrency(given.currency);
  const amount = given.amount ?? before.amount;
  if (given.amount !== undefined || given.currency !== undefined) checkAmount(amount, currency);
  const fee = unsettable(given.application_fee_amount, before.application_fee_amount);
  const transfer_data = transferDataOf(context, given.transfer_data, before.transfer_data ?? null, {
    amount,
    application_fee_amount: fee,
  });
  checkApplicationFee(context, fee, amount, transfer_data);
  const changed = confirmationChanges(context, { ...before, amount }, given);
  const draft: Intent = {
    ...changed,
    application_fee_amount: fee,
    currency,
    customer: given.customer ?? before.customer,
    description: unsettable(given.description, before.description),
    metadata: mergeMetadata(before.metadata, given.metadata),
    statement_descriptor: descriptorOf(
      given.statement_descriptor,
      before.statement_descriptor,
      changed.payment_method_types,
    ),
    statement_descriptor_suffix:
      given.statement_descriptor_suffix === undefined
        ? before.statement_descriptor_suffix
        : checkSuffix(given.statement_descriptor_suffix),
    transfer_data,
    transfer_group: unsettable(given.transfer_group, before.transfer_group),
  };
  const method = chosenMethod(context, draft, given as GivenMethod, false);
  const replaced = method !== idOf(before.payment_method);
  // A challenge was for the former amount or card.
  const restarted = before.status === 'requires_action' && (replaced || amount !== before.amount);
  if (replaced || restarted) endWaiting(context, before);
  const after = withPlans(context, {
    ...draft,
    payment_method: method,
    ...(replaced || restarted ? { status: 'requires_confirmation', next_action: null } : {}),
  });
  context.records.put('payment_intent', after);
  return after;
}
