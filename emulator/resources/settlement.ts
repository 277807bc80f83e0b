/**
 * Money: what a captured charge leaves on the balances of its account and of the platform
 * (docs.stripe.com/connect/direct-charges#collect-fees). Amounts are kept in the charge's
 * currency; the emulator converts nothing.
 */
import type Stripe from 'stripe';
import { processingFee } from '../rules/money';
import { testCard } from '../rules/test-cards';
import type { Context } from '../server/contract';
import { previousAttributes } from './changes';
import { applicationId, ensurePlatform, merchant } from './merchant';
import { idOf } from './payment-method-use';

/** Test money pends for two days, that of the "bypass pending" cards not at all. */
const pendingSeconds = 2 * 24 * 60 * 60;

type Entry = Pick<
  Stripe.BalanceTransaction,
  'amount' | 'currency' | 'type' | 'reporting_category'
> & {
  readonly description: string | null;
  readonly fees: Stripe.BalanceTransaction.FeeDetail[];
  readonly source: string;
  readonly availableOn: number;
  /** An id of the same payment. */
  readonly like?: string;
};

/** Books one entry on the context's account. */
export function book(context: Context, entry: Entry): Stripe.BalanceTransaction {
  const fee = entry.fees.reduce((sum, { amount }) => sum + amount, 0);
  const transaction: Stripe.BalanceTransaction = {
    id: context.id('txn_', entry.like),
    object: 'balance_transaction',
    amount: entry.amount,
    available_on: entry.availableOn,
    balance_type: 'payments',
    created: context.now(),
    currency: entry.currency,
    description: entry.description,
    exchange_rate: null,
    fee,
    fee_details: entry.fees,
    net: entry.amount - fee,
    reporting_category: entry.reporting_category,
    source: entry.source,
    status: entry.availableOn <= context.now() ? 'available' : 'pending',
    type: entry.type,
  };
  context.records.put('balance_transaction', transaction, null);
  return transaction;
}

/** The stored entry with the status it has by now. */
export function current(
  context: Context,
  entry: Stripe.BalanceTransaction,
): Stripe.BalanceTransaction {
  const status = entry.available_on <= context.now() ? 'available' : 'pending';
  return { ...entry, status };
}

/** What an expanded `balance_transaction` field holds. */
export function expandTransaction(
  context: Context,
  object: { balance_transaction?: string | { id: string } | null },
): unknown {
  const id = idOf(object.balance_transaction);
  const found = id === null ? undefined : context.records.get('balance_transaction', id);
  return found ? current(context, found.object) : id;
}

/**
 * Books a captured charge: on its account less Stripe's fee and the application fee, which becomes
 * an ApplicationFee and an entry of its own on the platform. Returns the charge with both ids.
 * Settling a charge twice changes nothing.
 */
export function settle(context: Context, id: string): Stripe.Charge {
  const charge = context.records.get('charge', id)?.object;
  if (!charge) throw new Error(`No charge ${id} to settle`);
  if (charge.balance_transaction !== null || !charge.captured) return charge;
  const amount = charge.amount_captured;
  const applicationFee = Math.min(charge.application_fee_amount ?? 0, amount);
  const availableOn = availability(context, charge);
  const stripeFee = Math.min(processingFee(amount, charge.currency), amount - applicationFee);
  // `application`: the platform is billed for processing, the account sees no Stripe fee
  // (docs.stripe.com/connect/direct-charges-fee-payer-behavior).
  const platformPays = merchant(context).controller?.fees?.payer === 'application';
  const transaction = book(context, {
    amount,
    currency: charge.currency,
    type: 'charge',
    reporting_category: 'charge',
    description: charge.description,
    fees: [
      ...(platformPays || stripeFee === 0 ? [] : [stripeFeeDetail(charge, stripeFee)]),
      ...(applicationFee > 0 ? [applicationFeeDetail(context, charge, applicationFee)] : []),
    ],
    source: charge.id,
    availableOn,
    like: charge.id,
  });
  const settled = {
    ...charge,
    balance_transaction: transaction.id,
    application_fee:
      applicationFee > 0 ? collectFee(context, charge, applicationFee, availableOn) : null,
  };
  if (platformPays && context.connected) billPlatform(context, charge, stripeFee);
  context.records.put('charge', settled);
  return settled;
}

/** The later half of `automatic_async`: runs after `Settings.settleDelayMs`. */
export function settleLater(context: Context, { charge }: { charge: string }): void {
  const before = context.records.get('charge', charge)?.object;
  if (!before) return;
  const after = settle(context, charge);
  const previous = previousAttributes(before, after);
  if (previous) context.emit('charge.updated', after, previous);
}

function availability(context: Context, charge: Stripe.Charge): number {
  const method = charge.payment_method
    ? context.records.get('payment_method', charge.payment_method)
    : undefined;
  const atOnce = method ? testCard(method.hidden.card).balance === 'available' : false;
  return context.now() + (atOnce ? 0 : pendingSeconds);
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
    fees: [],
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
    originating_transaction: null,
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
  platform.emit('application_fee.created', fee);
  return id;
}

function billPlatform(context: Context, charge: Stripe.Charge, amount: number): void {
  if (amount === 0) return;
  book(context.as(context.platform), {
    amount: -amount,
    currency: charge.currency,
    type: 'stripe_fee',
    reporting_category: 'fee',
    description: `Stripe processing fees for ${charge.id} on ${context.account}`,
    fees: [],
    source: charge.id,
    availableOn: context.now(),
  });
}
