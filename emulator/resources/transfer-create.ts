/**
 * Moving money from the platform to its connected accounts, or back from them
 * (docs.stripe.com/api/transfers/create, docs.stripe.com/connect/account-debits).
 */
import type Stripe from 'stripe';
import { inMajorUnits, parseCurrency } from '../rules/money';
import { invalidRequest, missingParameter, noSuch, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { receiveTransfer } from './destination-payment';
import { book, checkAvailable, checkPositive } from './ledger';
import { ensurePlatform } from './merchant';
import { idOf } from './payment-method-use';
import { payWaitingRefunds } from './refund-outcome';

/**
 * The charge named by `source_transaction` has been settled before. Throws Stripe's refusals before
 * anything is kept.
 */
export function createTransfer(
  context: Context,
  given: Stripe.TransferCreateParams,
  purpose: 'separate' | 'destination_charge' = 'separate',
): Stripe.Transfer {
  const currency = parseCurrency(given.currency);
  checkDestination(context, given.destination);
  const source =
    given.source_transaction === undefined
      ? null
      : sourceCharge(context, given.source_transaction, currency, purpose);
  const left = source === null ? undefined : source.amount_captured - spent(context, source.id);
  const amount = given.amount ?? left;
  if (amount === undefined) {
    throw missingParameter('amount');
  }
  checkPositive(amount);
  if (left !== undefined && amount > left) throw beyondSource(left, currency);
  if (source === null) {
    // All money here came from cards; of other kinds there is none.
    const other = given.source_type !== undefined && given.source_type !== 'card';
    checkAvailable(context, other ? Number.POSITIVE_INFINITY : amount, currency);
  }
  const availableOn = source === null ? context.now() : pendsUntil(context, source);
  const id = context.id('tr_');
  const transaction = book(context, {
    amount: -amount,
    currency,
    type: 'transfer',
    reporting_category: 'transfer',
    description: given.description || null,
    source: id,
    availableOn,
    like: id,
  });
  const transfer: Stripe.Transfer = {
    id,
    object: 'transfer',
    amount,
    amount_reversed: 0,
    balance_transaction: transaction.id,
    created: context.now(),
    currency,
    description: given.description || null,
    destination: given.destination,
    livemode: false,
    metadata: mergeMetadata(null, given.metadata),
    reversals: {
      object: 'list',
      data: [],
      has_more: false,
      total_count: 0,
      url: `/v1/transfers/${id}/reversals`,
    } as Stripe.ApiList<Stripe.TransferReversal>,
    reversed: false,
    source_transaction: source?.id ?? null,
    source_type: 'card',
    transfer_group: groupOf(context, given.transfer_group, source),
  };
  const destination = context.as(given.destination);
  const payment = receiveTransfer(destination, transfer, availableOn);
  payWaitingRefunds(destination);
  const sent = { ...transfer, destination_payment: payment.id };
  context.records.put('transfer', sent, null);
  context.emit('transfer.created', sent);
  return sent;
}

/** A platform pays its accounts, an account its platform. The sentences are unconfirmed. */
export function checkDestination(context: Context, id: string, param = 'destination'): void {
  const account =
    id === context.platform
      ? { object: ensurePlatform(context), hidden: null }
      : context.as(context.platform).records.get('account', id);
  if (!account || account.hidden?.deleted === true) {
    throw invalidRequest(`No such destination: '${id}'`, {
      code: 'resource_missing',
      param,
    });
  }
  if (id === context.account || (context.connected && id !== context.platform)) {
    throw invalidRequest(
      id === context.account
        ? 'You cannot transfer money to your own account.'
        : 'A connected account can only transfer money to its platform.',
      { code: 'transfers_not_allowed', param, validation: false },
    );
  }
  if (account.object.capabilities?.transfers !== 'active') {
    throw invalidRequest(
      'Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments',
      { code: 'insufficient_capabilities_for_transfer', validation: false },
    );
  }
}

/**
 * Separate transfers wait for the last capture of a charge
 * (docs.stripe.com/payments/multicapture#availability).
 */
function sourceCharge(
  context: Context,
  id: string,
  currency: string,
  purpose: 'separate' | 'destination_charge',
): Stripe.Charge {
  const found = context.records.get('charge', id)?.object;
  if (!found) throw noSuch('charge', id, 'source_transaction', 400);
  const captured = found.captured || purpose === 'destination_charge';
  if (found.status !== 'succeeded' || !captured) {
    throw invalidRequest(`The charge ${id} has not been captured, so it cannot fund a transfer.`, {
      param: 'source_transaction',
      validation: false,
    });
  }
  if (found.currency !== currency) {
    throw invalidRequest(
      `The currency of source_transaction's balance transaction (${found.currency}) must be the same as the transfer currency (${currency})`,
      { param: 'currency', validation: false },
    );
  }
  return found;
}

/** What other transfers have taken from a charge already. */
function spent(context: Context, charge: string): number {
  return context.records
    .where('transfer', 'source_transaction', charge)
    .reduce((sum, { object }) => sum + object.amount - object.amount_reversed, 0);
}

function beyondSource(left: number, currency: string): Error {
  return invalidRequest(
    `Transfers using this transaction as a source must not exceed the source amount of ${inMajorUnits(left, currency)}`,
    { param: 'amount', validation: false },
  );
}

/** A transfer from a charge is available when the charge is. */
function pendsUntil(context: Context, charge: Stripe.Charge): number {
  const booked = idOf(context.records.get('charge', charge.id)?.object.balance_transaction);
  const transaction = context.records.get('balance_transaction', booked ?? '')?.object;
  return Math.max(context.now(), transaction?.available_on ?? 0);
}

/** Transfers of one charge are a group, by the charge's own name for it or a new one. */
function groupOf(
  context: Context,
  given: string | undefined,
  source: Stripe.Charge | null,
): string | null {
  if (given) return given;
  const charge = source && context.records.get('charge', source.id)?.object;
  if (!charge) return null;
  if (charge.transfer_group !== null) return charge.transfer_group;
  const group = `group_${idOf(charge.payment_intent) ?? charge.id}`;
  context.records.put('charge', { ...charge, transfer_group: group });
  return group;
}
