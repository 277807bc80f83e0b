/**
 * The Charge of a bank account: pending until its bank has answered
 * (docs.stripe.com/payments/ach-direct-debit/accept-a-payment). Its id begins with `py_`.
 */
import type Stripe from 'stripe';
import type { BankFailure } from '../rules/banks/bank-failures';
import { invalidRequest, type Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { approvedOutcome } from './charge-shape';
import { digits, plainCharge } from './plain-charge';
import { receiptUrl } from './receipts';

type Charge = Stripe.Charge;
type Details = Stripe.Charge.PaymentMethodDetails.UsBankAccount;

/** How a Charge begins: on its way to the bank, or stopped by Radar before. */
export type BankChargeStart =
  { readonly kind: 'pending'; readonly mandate: string } | { readonly kind: 'blocked' };

/** What Radar says of an account it takes for a fraud's. */
export const blockedMessage = 'This payment was blocked as too risky.';

/** Writes the Charge of a debit. Its balance transaction comes when the debit has succeeded. */
export function putBankCharge(
  context: Context,
  intent: Stripe.PaymentIntent,
  method: Stored<'payment_method'>,
  start: BankChargeStart,
): Charge {
  const id = context.id('py_', intent.id);
  const pending = start.kind === 'pending';
  const charge: Charge = {
    ...plainCharge(context, intent, method, id),
    amount_captured: pending ? intent.amount : 0,
    // Nothing is left to be captured; that the money has not come yet, `status` and `paid` say.
    captured: pending,
    failure_code: pending ? null : blockedCode,
    failure_message: pending ? null : blockedMessage,
    outcome: pending ? null : blockedOutcome,
    paid: false,
    payment_method_details: {
      type: 'us_bank_account',
      us_bank_account: details(method, pending ? start.mandate : null),
    },
    status: pending ? 'pending' : 'failed',
  };
  context.records.put('charge', charge, null);
  return charge;
}

/** unconfirmed: the code of a debit that Radar blocks. */
export const blockedCode = 'payment_method_provider_decline';

const blockedOutcome: Stripe.Charge.Outcome = {
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: 'not_sent_to_network',
  reason: 'highest_risk_level',
  risk_level: 'highest',
  risk_score: 90,
  seller_message: 'Stripe blocked this payment as too risky.',
  type: 'blocked',
};

function details({ object }: Stored<'payment_method'>, mandate: string | null): Details {
  const bank = object.us_bank_account;
  return {
    account_holder_type: bank?.account_holder_type ?? null,
    account_type: bank?.account_type ?? null,
    bank_name: bank?.bank_name ?? null,
    fingerprint: bank?.fingerprint ?? null,
    last4: bank?.last4 ?? null,
    ...(mandate === null ? {} : { mandate }),
    payment_reference: null,
    routing_number: bank?.routing_number ?? null,
  };
}

/** The debit has come: the bank's reference is known, and there is a receipt. */
export function succeeded(context: Context, charge: Charge): Charge {
  const bank = charge.payment_method_details?.us_bank_account;
  return {
    ...charge,
    outcome: approvedOutcome('normal'),
    paid: true,
    payment_method_details: {
      type: 'us_bank_account',
      ...(bank
        ? { us_bank_account: { ...bank, payment_reference: `11000000${digits(context, 7)}` } }
        : {}),
    },
    receipt_url: receiptUrl(context, charge.id),
    status: 'succeeded',
  };
}

/** The bank has refused it, or (without a failure) the merchant has called it off. */
export function failed(charge: Charge, failure: BankFailure | null): Charge {
  return {
    ...charge,
    amount_captured: 0,
    captured: false,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    outcome: failure && {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: 'declined_by_network',
      reason: failure.code,
      risk_level: 'normal',
      risk_score: 20,
      seller_message: failure.message,
      type: 'issuer_declined',
    },
    status: 'failed',
  };
}

/** Throws for a hold: a bank account's money can only be taken (sentence unconfirmed). */
export function checkTakesAtOnce(
  intent: Stripe.PaymentIntent,
  type: 'us_bank_account' | 'customer_balance' = 'us_bank_account',
): void {
  if (intent.capture_method !== 'manual') return;
  throw invalidRequest(
    `The payment method type ${type} does not support the capture method manual.`,
    { code: 'payment_intent_incompatible_payment_method', param: 'capture_method' },
  );
}
