/**
 * Refunds of application fees (docs.stripe.com/api/fee_refunds). They belong to the platform, as the
 * fees do; the money goes back to the connected account that paid the fee.
 */
import type Stripe from 'stripe';
import { inMajorUnits } from '../rules/money';
import { invalidRequest, noSuch, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { previousAttributes } from './changes';
import { book, checkPositive, expandTransaction } from './ledger';
import { ensurePlatform } from './merchant';
import { embedded, nestedRoutes, type Nesting } from './nested-list';
import { idOf } from './payment-method-use';

/** The fee with this id. Throws Stripe's 404, also on a connected account, where no fee lives. */
export function findFee(context: Context, id: string): Stripe.ApplicationFee {
  const found = context.records.get('application_fee', id);
  if (!found) throw noSuch('application fee', id, 'id', 404);
  return found.object;
}

/**
 * Gives back `amount` of a fee: books it on the platform, changes the fee, writes the event. What
 * the account gets is booked by the caller: with the charge's refund, or alone.
 */
export function refundFee(
  platform: Context,
  fee: Stripe.ApplicationFee,
  amount: number,
  metadata: Record<string, string> = {},
): Stripe.FeeRefund {
  const id = platform.id('fr_');
  const name = ensurePlatform(platform).business_profile?.name ?? 'Platform';
  const transaction = book(platform, {
    amount: -amount,
    currency: fee.currency,
    type: 'application_fee_refund',
    reporting_category: 'platform_earning_refund',
    description: `Application fee refund from application ${name} for ${idOf(fee.account) ?? ''}`,
    source: id,
  });
  const refund: Stripe.FeeRefund = {
    id,
    object: 'fee_refund',
    amount,
    balance_transaction: transaction.id,
    created: platform.now(),
    currency: fee.currency,
    fee: fee.id,
    metadata,
  };
  platform.records.put('fee_refund', refund, null);
  const refunded = fee.amount_refunded + amount;
  const after: Stripe.ApplicationFee = {
    ...withRefunds(platform, fee),
    amount_refunded: refunded,
    refunded: refunded === fee.amount,
  };
  platform.records.put('application_fee', after);
  platform.emit('application_fee.refunded', after);
  return refund;
}

const ofFee: Nesting<'fee_refund', Stripe.ApplicationFee> = {
  kind: 'fee_refund',
  field: 'fee',
  noun: 'fee refund',
  owner: findFee,
  list: ({ refunds }) => refunds,
};

function withRefunds(context: Context, fee: Stripe.ApplicationFee): Stripe.ApplicationFee {
  return { ...fee, refunds: embedded(context, ofFee, fee) as Stripe.ApplicationFee['refunds'] };
}

/** The sentences are unconfirmed; that both are refused is documented (api/fee_refunds/create). */
function checkRefundable(fee: Stripe.ApplicationFee, amount: number): void {
  const left = fee.amount - fee.amount_refunded;
  if (left === 0) {
    throw invalidRequest(`Application fee ${fee.id} has already been refunded.`);
  }
  checkPositive(amount);
  if (amount <= left) return;
  const money = (value: number): string => inMajorUnits(value, fee.currency);
  throw invalidRequest(
    `Refund amount (${money(amount)}) is greater than unrefunded amount on application fee (${money(left)})`,
    { param: 'amount' },
  );
}

/** Gives a fee back, or part of it, apart from its charge. Throws Stripe's 400 beyond what is left. */
export function createFeeRefund(
  context: Context,
  fee: Stripe.ApplicationFee,
  given: Stripe.ApplicationFeeCreateRefundParams,
): Stripe.FeeRefund {
  const amount = given.amount ?? fee.amount - fee.amount_refunded;
  checkRefundable(fee, amount);
  return giveFeeBack(context, fee, amount, mergeMetadata(null, given.metadata));
}

/**
 * Returns part of a fee when its charge is not given back with it, by an entry of its own for the
 * account that paid it.
 */
export function giveFeeBack(
  platform: Context,
  fee: Stripe.ApplicationFee,
  amount: number,
  metadata: Record<string, string> = {},
): Stripe.FeeRefund {
  const refund = refundFee(platform, fee, amount, metadata);
  const account = idOf(fee.account);
  if (account !== null) {
    // unconfirmed: how the account's own entry is called when the charge is not refunded with it.
    book(platform.as(account), {
      amount,
      currency: fee.currency,
      type: 'adjustment',
      reporting_category: 'fee',
      description: `Application fee refund for ${idOf(fee.charge) ?? ''}`,
      source: idOf(fee.charge) ?? fee.id,
    });
  }
  return refund;
}

function update(
  context: Context,
  before: Stripe.FeeRefund,
  given: Stripe.ApplicationFeeUpdateRefundParams,
): Stripe.FeeRefund {
  const after = { ...before, metadata: mergeMetadata(before.metadata, given.metadata) };
  const previous = previousAttributes(before, after);
  if (!previous) return after;
  context.records.put('fee_refund', after);
  const fee = findFee(context, String(before.fee));
  context.records.put('application_fee', withRefunds(context, fee));
  context.emit('application_fee.refund.updated', after, previous);
  return after;
}

export const feeRefunds: Resource = {
  object: 'fee_refund',
  expandable: { balance_transaction: expandTransaction, fee: 'application_fee' },
  routes: nestedRoutes(
    '/v1/application_fees/:owner/refunds',
    ofFee,
    {
      create: 'ApplicationFeeCreateRefundParams',
      list: 'ApplicationFeeListRefundsParams',
      retrieve: 'ApplicationFeeRetrieveRefundParams',
      update: 'ApplicationFeeUpdateRefundParams',
    },
    { create: createFeeRefund, update },
  ),
};
