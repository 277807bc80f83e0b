/**
 * A dispute comes into being: the cardholder's bank questions a payment
 * (docs.stripe.com/api/disputes/object, docs.stripe.com/disputes/how-disputes-work).
 */
import type Stripe from 'stripe';
import { bankDispute, disputeCases, evidenceDueBy, type DisputeCase } from '../rules/disputes';
import { disputeFee } from '../rules/money';
import { testCard } from '../rules/test-cards';
import type { Context } from '../server/contract';
import { trigger } from './account-triggers';
import { warnEarly } from './early-fraud-warnings';
import { book } from './ledger';
import { idOf } from './payment-method-use';
import { billPlatform, platformPays } from './platform-bill';

type Dispute = Stripe.Dispute;

/**
 * Opens the disputes that the charge's test card brings with it, or warns of them, and does what else it
 * is there for. For a captured
 * charge; does nothing for the other cards.
 */
export function openDisputes(context: Context, charge: Stripe.Charge): void {
  warnEarly(context, charge);
  trigger(context, charge);
  const method = context.records.get('payment_method', charge.payment_method ?? '');
  if (!method) return;
  const cases = disputeCases(testCard(method.hidden.card).dispute);
  let left = charge.amount_captured;
  for (const [index, one] of cases.entries()) {
    const last = index === cases.length - 1;
    const amount = last ? left : Math.floor(charge.amount_captured / one.parts);
    left -= amount;
    open(context, charge.id, one, amount);
  }
}

/**
 * The dispute of a bank account's payment: the bank decides it at once, in favour of the customer
 * (docs.stripe.com/payments/ach-direct-debit#disputed-payments).
 */
export function openBankDispute(context: Context, id: string): void {
  const charge = context.records.get('charge', id)?.object;
  if (!charge) return;
  const { payment_method_details: _, ...opened } = newDispute(
    context,
    charge,
    bankDispute,
    charge.amount_captured,
  );
  const dispute = withWithdrawal(context, { ...opened, status: 'lost' });
  context.records.put('dispute', dispute, null);
  const disputed = { ...charge, disputed: true, dispute: dispute.id };
  context.records.put('charge', disputed);
  context.emit('charge.dispute.created', dispute);
  context.emit('charge.dispute.funds_withdrawn', dispute);
  context.emit('charge.dispute.closed', dispute);
}

function open(context: Context, id: string, one: DisputeCase, amount: number): void {
  const charge = context.records.get('charge', id)?.object;
  if (!charge) return;
  const inquiry = one.kind === 'inquiry';
  const opened: Dispute = {
    ...newDispute(context, charge, one, amount),
    is_charge_refundable: inquiry,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  };
  // Beside the list, the wire has the older single field.
  const wire = { ...opened, balance_transaction: null };
  const dispute = inquiry ? wire : withWithdrawal(context, wire);
  context.records.put('dispute', dispute, null);
  planExpiry(context, dispute);
  const disputed = { ...charge, disputed: true, dispute: dispute.id };
  context.records.put('charge', disputed);
  context.emit('charge.dispute.created', dispute);
  if (!inquiry) context.emit('charge.dispute.funds_withdrawn', dispute);
}

function newDispute(
  context: Context,
  charge: Stripe.Charge,
  one: DisputeCase,
  amount: number,
): Dispute {
  const brand = charge.payment_method_details?.card?.brand ?? 'visa';
  return {
    id: context.id('du_'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: context.now(),
    currency: charge.currency,
    enhanced_eligibility_types: Object.keys(one.eligibility),
    evidence: knownEvidence(context, charge),
    evidence_details: {
      due_by: evidenceDueBy(context.now()),
      enhanced_eligibility: one.eligibility,
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: idOf(charge.payment_intent),
    payment_method_details: {
      card: {
        brand,
        case_type: one.kind,
        network: brand,
        network_reason_code: one.networkReason,
      },
      type: 'card',
    },
    reason: one.reason,
    status: 'needs_response',
  };
}

/** Looks at the dispute again once its evidence is overdue. */
export function planExpiry(context: Context, dispute: Dispute): void {
  const due = (dispute.evidence_details.due_by ?? context.now()) + 1;
  context.schedule((due - context.now()) * 1000, 'expire_dispute', { dispute: dispute.id });
}

/** Takes the disputed amount and the fee from the account, or the fee from its platform, at once. */
export function withWithdrawal(context: Context, dispute: Dispute): Dispute {
  const fee = disputeFee(dispute.currency);
  const billed = platformPays(context);
  if (billed) {
    billPlatform(context, {
      amount: fee,
      currency: dispute.currency,
      what: 'Dispute fee',
      source: dispute.id,
    });
  }
  const withdrawal = book(context, {
    amount: -dispute.amount,
    currency: dispute.currency,
    type: 'adjustment',
    reporting_category: 'dispute',
    description: `Chargeback withdrawal for ${idOf(dispute.charge) ?? ''}`,
    fees: billed
      ? []
      : [
          {
            amount: fee,
            application: null,
            currency: dispute.currency,
            description: 'Dispute fee',
            type: 'stripe_fee',
          },
        ],
    source: dispute.id,
    like: dispute.id,
  });
  const withdrawn = {
    ...dispute,
    balance_transaction: withdrawal.id,
    balance_transactions: [...dispute.balance_transactions, withdrawal],
  };
  return withdrawn;
}

/** Gives the amount back after a win; the fee stays. */
export function withReversal(context: Context, dispute: Dispute): Dispute {
  const reversal = book(context, {
    amount: dispute.amount,
    currency: dispute.currency,
    type: 'adjustment',
    reporting_category: 'dispute_reversal',
    description: `Chargeback reversal for ${idOf(dispute.charge) ?? ''}`,
    source: dispute.id,
    like: dispute.id,
  });
  return { ...dispute, balance_transactions: [...dispute.balance_transactions, reversal] };
}

/** Stripe fills in who the buyer is, as far as it knows. */
function knownEvidence(context: Context, charge: Stripe.Charge): Stripe.Dispute.Evidence {
  const customer = context.records.get('customer', idOf(charge.customer) ?? '')?.object;
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: customer?.email ?? charge.billing_details.email,
    customer_name: customer?.name ?? charge.billing_details.name,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  };
}
