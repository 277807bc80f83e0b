/**
 * PaymentIntents that are paid by bank transfer: out of what the customer has sent, now or later
 * (docs.stripe.com/payments/bank-transfers/accept-a-payment,
 * docs.stripe.com/payments/customer-balance/reconciliation).
 */
import type Stripe from 'stripe';
import { transferIn } from '../rules/bank-transfers';
import { invalidRequest, missingParameter, type Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { approvedOutcome } from './charge-shape';
import { checkTakesAtOnce } from './bank-charge';
import { enter, recordOf } from './cash-ledger';
import { fundingInstructions } from './funding-instructions';
import { answer } from './intent-options';
import { mayTakeTransfers } from './intent-types';
import type { Attempt } from './payment-attempt';
import { change, idOf } from './payment-method-use';
import { plainCharge } from './plain-charge';
import { receiptUrl } from './receipts';
import { settle } from './settlement';

type Intent = Stripe.PaymentIntent;
type Method = Stored<'payment_method'>;

/**
 * Takes what the customer has, and waits for the rest: `requires_action` with where to send it.
 *
 * @throws 400 without a customer, or without `funding_type` where the balance does not suffice
 */
export function attemptBalancePayment(context: Context, before: Intent, method: Method): Attempt {
  checkTakesAtOnce(before, 'customer_balance');
  const customer = idOf(before.customer);
  if (customer === null) throw missingParameter('customer');
  if (!mayTakeTransfers(context, before.currency)) {
    throw invalidRequest(`Bank transfers are not supported in ${before.currency}.`, {
      param: 'currency',
    });
  }
  const held = change(context, method.object.id, {}, { heldBy: before.id });
  const intent: Intent = { ...before, last_payment_error: null, payment_method: held.object.id };
  const { mode, available } = recordOf(context, customer);
  const has = mode === 'manual' ? 0 : (available[intent.currency] ?? 0);
  if (has < intent.amount) instructions(context, intent, customer, intent.amount - has);
  const waiting = wait(context, intent, 0);
  if (has === 0) {
    context.emit('payment_intent.requires_action', waiting);
    return { intent: waiting, error: null };
  }
  const after = apply(context, waiting, Math.min(has, intent.amount));
  if (after.status === 'requires_action') context.emit('payment_intent.requires_action', after);
  return { intent: after, error: null };
}

/** Where the rest has to be sent (docs.stripe.com/api/payment_intents/object, `next_action`). */
function instructions(
  context: Context,
  intent: Intent,
  customer: string,
  remaining: number,
): NonNullable<Intent['next_action']> {
  const options = intent.payment_method_options?.customer_balance;
  const param = 'payment_method_options[customer_balance]';
  if (options?.funding_type !== 'bank_transfer') throw missingParameter(`${param}[funding_type]`);
  const transfer = options.bank_transfer;
  const type = transfer?.type ?? transferIn(intent.currency)?.type ?? '';
  const { bank_transfer } = fundingInstructions(context, customer, {
    currency: intent.currency,
    bank_transfer: {
      type: type as Stripe.CustomerCreateFundingInstructionsParams.BankTransfer.Type,
      ...(transfer?.eu_bank_transfer ? { eu_bank_transfer: transfer.eu_bank_transfer } : {}),
    },
  });
  const display = {
    amount_remaining: remaining,
    currency: intent.currency,
    financial_addresses: bank_transfer.financial_addresses,
    // There is no page that guides through a transfer.
    hosted_instructions_url: null,
    reference: referenceOf(intent),
    type,
  };
  return {
    type: 'display_bank_transfer_instructions',
    display_bank_transfer_instructions: display as never,
  };
}

/** What the customer is to write on the transfer. */
function referenceOf({ id }: Intent): string {
  return id.slice(-8).toUpperCase();
}

function funded(context: Context, { id }: Intent): number {
  return context.records.get('payment_intent', id)?.hidden.funded ?? 0;
}

function wait(context: Context, intent: Intent, paid: number): Intent {
  const customer = idOf(intent.customer) ?? '';
  const rest = intent.amount - paid;
  const options = intent.payment_method_options?.customer_balance;
  const waits = options?.funding_type === 'bank_transfer';
  const after: Intent = {
    ...intent,
    next_action: waits ? instructions(context, intent, customer, rest) : null,
    status: 'requires_action',
  };
  const hidden = { challenge: null, returnUrl: null, funded: paid };
  context.records.put('payment_intent', after, hidden);
  return after;
}

/** Pays a part of the intent, or all of it, out of the customer's balance. */
function apply(context: Context, intent: Intent, amount: number): Intent {
  const customer = idOf(intent.customer) ?? '';
  enter(context, customer, intent.currency, -amount, {
    type: 'applied_to_payment',
    applied_to_payment: { payment_intent: intent.id },
  });
  const paid = funded(context, intent) + amount;
  if (paid < intent.amount) {
    const after = wait(context, intent, paid);
    context.emit('payment_intent.partially_funded', after);
    return after;
  }
  return succeed(context, intent);
}

function succeed(context: Context, intent: Intent): Intent {
  const id = context.id('py_', intent.id);
  const method = change(
    context,
    idOf(intent.payment_method) ?? '',
    {},
    { heldBy: null, use: 'consumed' },
  );
  context.records.put(
    'charge',
    {
      ...plainCharge(context, intent, method, id),
      amount_captured: intent.amount,
      captured: true,
      outcome: approvedOutcome('normal'),
      paid: true,
      payment_method_details: { customer_balance: {}, type: 'customer_balance' },
      receipt_url: receiptUrl(context, id),
      status: 'succeeded',
    } as Stripe.Charge,
    null,
  );
  const charge = settle(context, id);
  const after: Intent = {
    ...intent,
    amount_received: intent.amount,
    latest_charge: charge.id,
    next_action: null,
    status: 'succeeded',
  };
  const hidden = { challenge: null, returnUrl: null, funded: intent.amount };
  context.records.put('payment_intent', after, hidden);
  context.emit('charge.succeeded', charge);
  context.emit('payment_intent.succeeded', after);
  return after;
}

/** Whether an intent waits for a transfer. */
function awaitsTransfer({ next_action, status }: Intent): boolean {
  return status === 'requires_action' && next_action?.type === 'display_bank_transfer_instructions';
}

/**
 * Money has come: pays what waits for it, unless the merchant wants to do that. First the payment
 * that the transfer names, then one that waits for exactly this much, then from the oldest on.
 */
export function fundPayments(
  context: Context,
  customer: string,
  currency: string,
  reference = '',
): void {
  for (;;) {
    const { available, mode } = recordOf(context, customer);
    const has = available[currency] ?? 0;
    if (mode === 'manual' || has <= 0) return;
    const waiting = context.records
      .where('payment_intent', 'customer', customer)
      .map(({ object }) => object)
      .filter((intent) => intent.currency === currency && awaitsTransfer(intent))
      .reverse();
    const rest = (intent: Intent): number => intent.amount - funded(context, intent);
    const next =
      waiting.find((intent) => reference.toUpperCase().includes(referenceOf(intent))) ??
      waiting.find((intent) => rest(intent) === has) ??
      waiting[0];
    if (!next) return;
    apply(context, next, Math.min(has, rest(next)));
  }
}

/**
 * Pays an intent that waits out of the balance by hand
 * (docs.stripe.com/api/payment_intents/apply_customer_balance).
 *
 * @throws 400 for one that does not wait, for more than it waits for, and for more than there is
 */
export function applyBalance(
  context: Context,
  intent: Intent,
  given: Stripe.PaymentIntentApplyCustomerBalanceParams,
): Intent {
  if (!awaitsTransfer(intent)) {
    throw invalidRequest(
      `You cannot apply a customer balance to this PaymentIntent because it has a status of ${intent.status} and waits for no bank transfer.`,
      { code: 'payment_intent_unexpected_state', payment_intent: answer(context, intent) },
    );
  }
  if (given.currency !== undefined && given.currency.toLowerCase() !== intent.currency) {
    throw invalidRequest(`The currency must be that of the PaymentIntent (${intent.currency}).`, {
      param: 'currency',
    });
  }
  const has = recordOf(context, idOf(intent.customer) ?? '').available[intent.currency] ?? 0;
  const rest = intent.amount - funded(context, intent);
  const amount = given.amount ?? Math.min(has, rest);
  if (amount < 1 || amount > rest || amount > has) {
    throw invalidRequest(
      `Only ${Math.min(has, rest)} can be applied: the customer has ${has}, and the PaymentIntent waits for ${rest}.`,
      { param: 'amount' },
    );
  }
  return apply(context, intent, amount);
}

/** An attempt that ends unpaid gives back what the balance has paid of it. */
export function returnFunds(context: Context, intent: Intent): void {
  const paid = funded(context, intent);
  if (paid === 0 || intent.status === 'succeeded') return;
  enter(context, idOf(intent.customer) ?? '', intent.currency, paid, {
    type: 'unapplied_from_payment',
    unapplied_from_payment: { payment_intent: intent.id },
  });
  const { hidden } = context.records.get('payment_intent', intent.id) ?? {};
  if (hidden) context.records.put('payment_intent', intent, { ...hidden, funded: 0 });
}
