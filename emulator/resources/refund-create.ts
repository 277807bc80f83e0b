/**
 * Giving money back to the buyer (docs.stripe.com/api/refunds/create, and for direct charges
 * docs.stripe.com/connect/direct-charges#issue-refunds). Stripe's own fee is not returned.
 */
import type Stripe from 'stripe';
import type { RefundTrait } from '../rules/cards/card';
import { testCard } from '../rules/test-cards';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { previousAttributes } from './changes';
import { answerWarnings } from './early-fraud-warnings';
import { refuseUnsupported } from './parameters';
import { idOf } from './payment-method-use';
import { amountToRefund, chargeToRefund } from './refund-charge';
import { destinationDetails, isBank } from './refund-details';
import { releaseCharge } from './refund-held';
import { bookRefund, canPay, later, type RefundStep } from './refund-outcome';
import { settleLater } from './settlement';

/** Throws Stripe's refusals before anything is kept. */
export function createRefund(context: Context, given: Stripe.RefundCreateParams): Stripe.Refund {
  refuseUnsupported({ ...given }, ['origin', 'customer', 'currency']);
  const named = chargeToRefund(context, given);
  if (!named.captured && named.amount_captured === 0) return releaseCharge(context, named, given);
  const amount = amountToRefund(named, given.amount);
  const metadata = mergeMetadata(null, given.metadata);
  checkExtras(named, given);
  checkSeveralCaptures(context, named, amount, given);
  // What is given back was received before.
  settleLater(context, { charge: named.id });
  const charge = context.records.get('charge', named.id)?.object ?? named;
  const trait = refundTrait(context, charge);
  const waitsFor = waitingReason(context, charge, amount);
  const waits = waitsFor !== null;
  const pending = waits || trait === 'succeeds_later';
  const refund: Stripe.Refund = {
    id: context.id(isBank(charge) ? 'pyr_' : 're_', charge.id),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: context.now(),
    currency: charge.currency,
    customer: idOf(charge.customer),
    customer_account: null,
    destination_details: destinationDetails(charge, { is: pending ? 'waiting' : 'sent' }),
    ...(given.instructions_email ? { instructions_email: given.instructions_email } : {}),
    metadata,
    payment_intent: idOf(charge.payment_intent),
    payment_method: charge.payment_method,
    ...(pending ? { pending_reason: waitsFor ?? 'processing' } : {}),
    reason: given.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: pending ? 'pending' : 'succeeded',
    transfer_reversal: null,
  };
  context.records.put('refund', refund, {
    returnsFee: given.refund_application_fee === true,
    reversesTransfer: given.reverse_transfer === true,
  });
  const amount_refunded = charge.amount_refunded + amount;
  // More may be captured of a charge that is still open.
  const refunded = charge.captured && amount_refunded === charge.amount_captured;
  const after = { ...charge, amount_refunded, refunded };
  context.records.put('charge', after);
  const booked = waits ? refund : bookRefund(context, refund);
  context.records.put('refund', booked);
  context.emit('refund.created', booked);
  context.emit('charge.refunded', after, previousAttributes(charge, after));
  answerWarnings(context, after);
  if (!waits) later(context, refund.id, nextStep(trait));
  return booked;
}

/** Why nothing is given back yet: the charge itself has not come, or there is no money for it. */
function waitingReason(
  context: Context,
  charge: Stripe.Charge,
  amount: number,
): 'charge_pending' | 'insufficient_funds' | null {
  if (charge.status === 'pending') return 'charge_pending';
  return canPay(context, amount, charge.currency) ? null : 'insufficient_funds';
}

function nextStep(trait: RefundTrait | null): RefundStep {
  if (trait === null) return 'reference';
  return trait === 'succeeds_later' ? 'succeed' : 'fail';
}

/** That both are refused is documented, the sentences are unconfirmed. */
function checkExtras(charge: Stripe.Charge, given: Stripe.RefundCreateParams): void {
  if (given.reverse_transfer === true && !charge.transfer_data) {
    throw invalidRequest(
      `Cannot reverse a transfer for charge ${charge.id}: it has no associated transfer.`,
      { param: 'reverse_transfer' },
    );
  }
  if (given.refund_application_fee === true && !charge.application_fee_amount) {
    throw invalidRequest(
      `Attempting to refund_application_fee on charge (${charge.id}) but it does not have an application fee.`,
      { param: 'refund_application_fee' },
    );
  }
}

/**
 * The fees and transfers of several captures are returned with a whole refund, or each by itself
 * (docs.stripe.com/payments/multicapture#refunds; the sentence is unconfirmed).
 */
function checkSeveralCaptures(
  context: Context,
  charge: Stripe.Charge,
  amount: number,
  given: Stripe.RefundCreateParams,
): void {
  const param = (['refund_application_fee', 'reverse_transfer'] as const).find(
    (name) => given[name] === true,
  );
  if (param === undefined || charge.payment_method_details?.card?.multicapture === undefined)
    return;
  const captures = context.records
    .where('balance_transaction', 'source', charge.id)
    .filter(({ object }) => object.type === 'charge');
  const whole = charge.captured && amount === charge.amount_captured;
  if (whole || (charge.captured && captures.length < 2)) return;
  throw invalidRequest(
    `A charge that is captured several times cannot be refunded in part with ${param}=true. Refund the application fee or reverse the transfer by itself.`,
    { param },
  );
}

function refundTrait(context: Context, charge: Stripe.Charge): RefundTrait | null {
  // The transfer to a bank takes its time (docs.stripe.com/refunds).
  if (isBank(charge)) return 'succeeds_later';
  const method = context.records.get('payment_method', charge.payment_method ?? '');
  return method ? testCard(method.hidden.card).refund : null;
}
