/**
 * A payout on its way: handed to the bank, arrived or refused, cancelled or reversed
 * (docs.stripe.com/api/payouts/object).
 */
import type Stripe from 'stripe';
import { payoutFailureMessage } from '../rules/payouts';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { tellChange } from './changes';
import { book } from './ledger';
import { merchant } from './merchant';
import { idOf } from './payment-method-use';
import { putPayout } from './payout-create';

type Payout = Stripe.Payout;

/** The task of the midnight after a payout: from then on it can't be cancelled. */
export function submitPayout(context: Context, { payout: id }: { payout: string }): void {
  const before = context.records.get('payout', id)?.object;
  if (before?.status !== 'pending') return;
  const after: Payout = { ...before, status: 'in_transit' };
  context.records.put('payout', after);
  tellChange(context, 'payout.updated', before, after);
}

/** The task of the day of arrival. */
export function finishPayout(context: Context, { payout: id }: { payout: string }): void {
  const found = context.records.get('payout', id);
  if (!found || !['pending', 'in_transit'].includes(found.object.status)) return;
  if (found.hidden.failure === null) arrive(context, found.object);
  else fail(context, found.object, found.hidden.failure);
}

function arrive(context: Context, before: Payout): void {
  const after: Payout = {
    ...before,
    reconciliation_status: before.automatic ? 'completed' : 'not_applicable',
    status: 'paid',
    trace_id: { status: 'supported', value: context.random(12).toUpperCase() },
  };
  context.records.put('payout', after);
  context.emit('payout.paid', after);
  if (after.automatic) context.emit('payout.reconciliation_completed', after);
}

function fail(context: Context, before: Payout, code: string): void {
  const after: Payout = {
    ...before,
    failure_balance_transaction: returnMoney(context, before, 'payout_failure'),
    failure_code: code,
    failure_message: payoutFailureMessage(code),
    status: 'failed',
  };
  context.records.put('payout', after);
  context.emit('payout.failed', after);
  markErrored(context, idOf(before.destination));
}

/** Stripe sends nothing more to an account that refused a payout, until it is replaced. */
function markErrored(context: Context, id: string | null): void {
  const account = merchant(context);
  const list = account.external_accounts;
  const before = list?.data.find((destination) => destination.id === id);
  if (!list || before?.object !== 'bank_account' || before.status === 'errored') return;
  const after = { ...before, status: 'errored' };
  const data = list.data.map((destination) => (destination.id === id ? after : destination));
  context
    .as(context.platform)
    .records.put('account', { ...account, external_accounts: { ...list, data } });
  context.emit('account.external_account.updated', after, { status: before.status });
}

function returnMoney(
  context: Context,
  payout: Payout,
  type: 'payout_failure' | 'payout_cancel',
): string {
  return book(context, {
    amount: payout.amount,
    currency: payout.currency,
    type,
    reporting_category: 'payout_reversal',
    description: payout.description,
    source: payout.id,
    like: payout.id,
  }).id;
}

/** Takes a payout back before it goes to the bank. The sentence is unconfirmed. */
export function cancelPayout(context: Context, before: Payout): Payout {
  if (before.status !== 'pending' || before.original_payout !== null) {
    throw invalidRequest(
      `Payout ${before.id} cannot be canceled because it has a status of ${before.status}. Only a pending payout can be canceled.`,
      { validation: false },
    );
  }
  const after: Payout = {
    ...before,
    failure_balance_transaction: returnMoney(context, before, 'payout_cancel'),
    status: 'canceled',
  };
  context.records.put('payout', after);
  context.emit('payout.canceled', after);
  return after;
}

/**
 * Debits the bank account of a payout again. Only for connected accounts with bank accounts in the
 * US and Canada (docs.stripe.com/api/payouts/reverse); the sentences are unconfirmed.
 */
export function reversePayout(
  context: Context,
  before: Payout,
  given: Stripe.PayoutReverseParams,
): Payout {
  const destination = merchant(context).external_accounts?.data.find(
    ({ id }) => id === idOf(before.destination),
  );
  if (
    !context.connected ||
    destination?.object !== 'bank_account' ||
    !['US', 'CA'].includes(destination.country)
  ) {
    throw invalidRequest(
      'You can only reverse payouts for connected accounts to US and Canadian bank accounts.',
      { validation: false },
    );
  }
  if (!['paid', 'in_transit'].includes(before.status) || before.original_payout !== null) {
    throw invalidRequest(
      `Payout ${before.id} cannot be reversed because it has a status of ${before.status}. A pending payout can be canceled instead.`,
      { validation: false },
    );
  }
  if (before.reversed_by !== null) {
    throw invalidRequest(`Payout ${before.id} has already been reversed.`, { validation: false });
  }
  const reversal = putPayout(context, destination, {
    amount: -before.amount,
    currency: before.currency,
    automatic: false,
    description: before.description,
    metadata: mergeMetadata(null, given.metadata),
    method: 'standard',
    statementDescriptor: before.statement_descriptor,
    transactions: [],
    reverses: before.id,
  });
  const after: Payout = { ...before, reversed_by: reversal.id };
  context.records.put('payout', after);
  tellChange(context, 'payout.updated', before, after);
  return reversal;
}
