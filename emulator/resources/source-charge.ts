/**
 * Charges of what is no card: of a BankAccount that a Customer has saved, and of Sources of other
 * types (docs.stripe.com/sources#synchronous-or-asynchronous-confirmation). Their ids begin with
 * `py_`.
 */
import type Stripe from 'stripe';
import type { BankFailure } from '../rules/banks/bank-failures';
import { bankFailures } from '../rules/banks/bank-failures';
import { testBank } from '../rules/banks/test-banks';
import type { Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { failed } from './bank-charge';
import { bankOf } from './bank-mandate';
import { approvedOutcome } from './charge-shape';
import { openBankDispute } from './dispute-open';
import { plainCharge } from './plain-charge';
import { billingDetails } from './payment-method-shape';
import { receiptUrl } from './receipts';
import { failWaitingRefunds, sendWaitingRefunds } from './refund-outcome';
import { bankAccountOf } from './saved-bank';
import { settle } from './settlement';
import { sourceDetails } from './source-charge-details';
import { notifyOfDebit } from './source-mandate';
import { changeSource, endsWithUse } from './source-state';

type Charge = Stripe.Charge;
type Intent = Stripe.PaymentIntent;
type HolderType = Stripe.Charge.PaymentMethodDetails.AchDebit['account_holder_type'];

/** What a charge without a PaymentIntent says, whose draft was never kept. */
export function withoutIntent(
  { id, transfer_data }: Pick<Charge, 'id' | 'transfer_data'>,
  draft: Intent,
): Pick<Charge, 'payment_intent' | 'transfer_group'> {
  return {
    payment_intent: null,
    transfer_group: draft.transfer_group ?? (transfer_data ? `group_${id}` : null),
  };
}

interface Drawn {
  readonly id: string;
  readonly billing: Stripe.PaymentMethod.BillingDetails;
  readonly details: Stripe.Charge.PaymentMethodDetails;
  readonly source: Stripe.CustomerSource;
  /** Whether the money is there at once, or the bank has yet to answer. */
  readonly paid: boolean;
}

function put(context: Context, draft: Intent, drawn: Drawn): Charge {
  const { billing: billing_details, details, paid, source } = drawn;
  const id = context.id('py_', draft.id);
  const plain = plainCharge(context, draft, { object: { id: drawn.id, billing_details } }, id);
  const charge: Charge = {
    ...plain,
    ...withoutIntent({ id, transfer_data: plain.transfer_data }, draft),
    amount_captured: draft.amount,
    captured: true,
    outcome: paid ? approvedOutcome('normal') : null,
    paid,
    payment_method_details: details,
    receipt_url: paid ? receiptUrl(context, id) : null,
    source,
    status: paid ? 'succeeded' : 'pending',
  };
  context.records.put('charge', charge, null);
  return charge;
}

/** Sends the debit of a verified BankAccount. What the bank says comes later. */
export function chargeBank(
  context: Context,
  draft: Intent,
  method: Stored<'payment_method'>,
): Charge {
  const account = bankAccountOf(method);
  const charge = put(context, draft, {
    id: account.id,
    billing: method.object.billing_details,
    details: {
      type: 'ach_debit',
      ach_debit: {
        account_holder_type: account.account_holder_type as HolderType,
        bank_name: account.bank_name,
        country: account.country,
        fingerprint: account.fingerprint,
        last4: account.last4,
        routing_number: account.routing_number,
      },
    },
    source: account,
    paid: false,
  });
  context.emit('charge.pending', charge);
  if (testBank(bankOf(method).account).debit !== 'stays_processing') answerLater(context, charge);
  return charge;
}

function answerLater(context: Context, { id }: Charge): void {
  context.schedule(context.settings.settleDelayMs, 'finish_source_charge', { charge: id });
}

/** Whose money comes some time after the charge: "asynchronous". */
const asynchronous = new Set(['ach_debit', 'sepa_debit', 'sofort']);

/**
 * Charges a Source that is no card and can be charged with this much. One of a single use, or without
 * a Customer, is consumed.
 */
export function chargeSource(context: Context, draft: Intent, before: Stripe.Source): Charge {
  const source = afterUse(context, before, draft.amount);
  const { owner } = source;
  const charge = put(context, draft, {
    id: source.id,
    billing: billingDetails({
      ...(owner?.address ? { address: owner.address as Stripe.AddressParam } : {}),
      email: owner?.email ?? '',
      name: owner?.name ?? '',
      phone: owner?.phone ?? '',
    }),
    details: sourceDetails(context, source),
    source,
    paid: !asynchronous.has(source.type),
  });
  notifyOfDebit(context, source, draft.amount);
  if (charge.paid) {
    const booked = settle(context, charge.id);
    context.emit('charge.succeeded', booked);
    return booked;
  }
  context.emit('charge.pending', charge);
  answerLater(context, charge);
  return charge;
}

/** A receiver that is used again and has nothing left waits for what comes next. */
function afterUse(context: Context, source: Stripe.Source, amount: number): Stripe.Source {
  const { receiver: before } = source;
  const receiver = before && { ...before, amount_charged: before.amount_charged + amount };
  const empty =
    receiver !== undefined &&
    receiver.amount_charged + receiver.amount_returned >= receiver.amount_received;
  const status = endsWithUse(source) ? 'consumed' : empty ? 'pending' : source.status;
  return changeSource(context, source.id, { status, ...(receiver ? { receiver } : {}) });
}

/** The task of a charge whose bank answers later. */
export function finishSourceCharge(context: Context, { charge: id }: { charge: string }): void {
  const before = context.records.get('charge', id)?.object;
  if (before?.status !== 'pending' || !before.source) return;
  const method = context.records.get('payment_method', before.source.id);
  const debit = method?.hidden.bank ? testBank(bankOf(method).account).debit : null;
  const failure = typeof debit === 'object' && debit ? debit : refusedBy(before.source);
  if (failure) {
    const charge = failed(before, failure);
    context.records.put('charge', charge);
    context.emit('charge.failed', charge);
    failWaitingRefunds(context, id, 'unknown');
    return;
  }
  context.records.put('charge', {
    ...before,
    outcome: approvedOutcome('normal'),
    paid: true,
    receipt_url: receiptUrl(context, id),
    status: 'succeeded',
  });
  context.emit('charge.succeeded', settle(context, id));
  if (debit === 'disputed') openBankDispute(context, id);
  else sendWaitingRefunds(context, id);
}

/** The test IBAN that ends in 3001 fails (docs.stripe.com/sources/sepa-debit#testing). */
function refusedBy(source: Stripe.CustomerSource): BankFailure | null {
  if (source.object !== 'source' || source.sepa_debit?.last4 !== '3001') return null;
  return bankFailures.insufficientFunds;
}
