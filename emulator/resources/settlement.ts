/**
 * Money: what a captured charge leaves on the balances of its account and of the platform
 * (docs.stripe.com/connect/direct-charges#collect-fees). Amounts are kept in the charge's
 * currency; the emulator converts nothing.
 */
import type Stripe from 'stripe';
import { debitFee } from '../rules/banks/fees';
import { processingFee } from '../rules/money';
import { testCard } from '../rules/test-cards';
import type { Context } from '../server/contract';
import { planAvailability } from './availability';
import { tellChange } from './changes';
import { payDestination } from './destination-charge';
import { book, settlementDate } from './ledger';
import { applicationId, ensurePlatform } from './merchant';
import { idOf } from './payment-method-use';
import { billPlatform, platformPays } from './platform-bill';
import { isDebit } from './refund-details';
import { payWaitingRefunds } from './refund-outcome';

/**
 * Books a captured charge: on its account less Stripe's fee and the application fee, which becomes
 * an ApplicationFee and an entry of its own on the platform. Returns the charge with both ids.
 * Settling a charge twice changes nothing.
 */
export function settle(context: Context, id: string): Stripe.Charge {
  const charge = context.records.get('charge', id)?.object;
  if (!charge) throw new Error(`No charge ${id} to settle`);
  // A bank account's money has not come while its debit is pending.
  if (charge.balance_transaction !== null || !charge.captured || !charge.paid) return charge;
  return settleCapture(context, charge, {
    amount: charge.amount_captured,
    fee: charge.application_fee_amount ?? 0,
    share: charge.transfer_data?.amount ?? undefined,
  });
}

/** What one capture of a charge takes, in minor units. */
export interface Capture {
  readonly amount: number;
  /** The platform's fee, taken as far as the amount goes. */
  readonly fee: number;
  /** What goes on to a destination; all of the amount when left out. */
  readonly share?: number | undefined;
}

/**
 * Books one capture of a charge, which may have several: each has its entry, its fee and its
 * transfer, and the charge shows the first of each
 * (docs.stripe.com/payments/multicapture#multicapture-webhooks).
 */
export function settleCapture(
  context: Context,
  charge: Stripe.Charge,
  { amount, fee, share = amount }: Capture,
): Stripe.Charge {
  if (amount === 0) return charge;
  // Of a destination charge the destination pays the fee.
  const applicationFee = charge.transfer_data ? 0 : Math.min(fee, amount);
  const availableOn = availability(context, charge);
  const bank = isDebit(charge);
  const price = bank ? debitFee(amount) : processingFee(amount, charge.currency);
  const stripeFee = Math.min(price, amount - applicationFee);
  const billed = platformPays(context);
  const transaction = book(context, {
    amount,
    currency: charge.currency,
    // What is no card's is a payment.
    type: charge.id.startsWith('py_') ? 'payment' : 'charge',
    reporting_category: 'charge',
    description: charge.description,
    fees: [
      ...(billed || stripeFee === 0 ? [] : [stripeFeeDetail(charge, stripeFee)]),
      ...(applicationFee > 0 ? [applicationFeeDetail(context, charge, applicationFee)] : []),
    ],
    source: charge.id,
    availableOn,
    like: charge.id,
  });
  const collected =
    applicationFee > 0 ? collectFee(context, charge, applicationFee, availableOn) : null;
  const settled = {
    ...charge,
    balance_transaction: charge.balance_transaction ?? transaction.id,
    application_fee: charge.application_fee ?? collected,
  };
  if (billed) {
    billPlatform(context, {
      amount: stripeFee,
      currency: charge.currency,
      what: 'Stripe processing fees',
      source: charge.id,
    });
  }
  context.records.put('charge', settled);
  payWaitingRefunds(context);
  planAvailability(context, availableOn);
  return charge.transfer_data && share > 0
    ? sendOn(context, settled, availableOn, { amount: Math.min(share, amount), fee })
    : settled;
}

/** The second half of a destination charge: the transfer, and the platform's fee out of it. */
function sendOn(
  context: Context,
  charge: Stripe.Charge,
  availableOn: number,
  { amount, fee: wanted }: Capture,
): Stripe.Charge {
  const sent = payDestination(context, charge, amount);
  if (!sent) return charge;
  const { transfer, destination, payment } = sent;
  const fee = Math.min(wanted, payment.amount);
  const collected = fee > 0 ? collectFee(destination, payment, fee, availableOn, charge.id) : null;
  if (collected !== null) {
    const id = idOf(payment.balance_transaction) ?? '';
    const booked = destination.records.get('balance_transaction', id)?.object;
    if (!booked) throw new Error(`The payment ${payment.id} is not booked`);
    destination.records.put('balance_transaction', {
      ...booked,
      fee,
      fee_details: [applicationFeeDetail(destination, payment, fee)],
      net: booked.amount - fee,
    });
    const charged = { ...payment, application_fee: collected, application_fee_amount: fee };
    destination.records.put('charge', charged);
  }
  const after = {
    ...charge,
    application_fee: charge.application_fee ?? collected,
    transfer: charge.transfer ?? transfer.id,
  };
  context.records.put('charge', after);
  return after;
}

/** The later half of `automatic_async`: runs after `Settings.settleDelayMs`. */
export function settleLater(context: Context, { charge }: { charge: string }): void {
  const before = context.records.get('charge', charge)?.object;
  if (!before) return;
  const after = settle(context, charge);
  tellChange(context, 'charge.updated', before, after);
}

function availability(context: Context, charge: Stripe.Charge): number {
  // Stripe's test debits are available at once (docs.stripe.com/payments/ach-direct-debit).
  if (isDebit(charge)) return context.now();
  const method = charge.payment_method
    ? context.records.get('payment_method', charge.payment_method)
    : undefined;
  const atOnce = method ? testCard(method.hidden.card).balance === 'available' : false;
  return atOnce ? context.now() : settlementDate(context);
}

function stripeFeeDetail(
  charge: Stripe.Charge,
  amount: number,
): Stripe.BalanceTransaction.FeeDetail {
  return {
    amount,
    application: null,
    currency: charge.currency,
    description: 'Stripe processing fees',
    type: 'stripe_fee',
  };
}

function applicationFeeDetail(
  context: Context,
  charge: Stripe.Charge,
  amount: number,
): Stripe.BalanceTransaction.FeeDetail {
  return {
    amount,
    application: applicationId(context.platform),
    currency: charge.currency,
    description: `${ensurePlatform(context).business_profile?.name ?? 'Platform'} application fee`,
    type: 'application_fee',
  };
}

function collectFee(
  context: Context,
  charge: Stripe.Charge,
  amount: number,
  availableOn: number,
  originating: string | null = null,
): string {
  const platform = context.as(context.platform);
  const id = platform.id('fee_');
  const name = ensurePlatform(context).business_profile?.name ?? 'Platform';
  const transaction = book(platform, {
    amount,
    currency: charge.currency,
    type: 'application_fee',
    reporting_category: 'platform_earning',
    description: `Application fee from application ${name} for ${context.account}`,
    source: id,
    availableOn,
  });
  const fee: Stripe.ApplicationFee = {
    id,
    object: 'application_fee',
    account: context.account,
    amount,
    amount_refunded: 0,
    application: applicationId(context.platform),
    balance_transaction: transaction.id,
    charge: charge.id,
    created: context.now(),
    currency: charge.currency,
    fee_source: { charge: charge.id, type: 'charge' },
    livemode: false,
    originating_transaction: originating,
    refunded: false,
    refunds: {
      object: 'list',
      data: [],
      has_more: false,
      total_count: 0,
      url: `/v1/application_fees/${id}/refunds`,
    } as Stripe.ApiList<Stripe.FeeRefund>,
  };
  platform.records.put('application_fee', fee, null);
  planAvailability(platform, availableOn);
  platform.emit('application_fee.created', fee);
  return id;
}
