/**
 * Reversals of transfers (docs.stripe.com/api/transfer_reversals).
 */
import type Stripe from 'stripe';
import { inMajorUnits } from '../rules/money';
import { invalidRequest, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { checkAvailable, checkPositive, expandTransaction } from './ledger';
import { idOf } from './payment-method-use';
import { nestedRoutes } from './nested-list';
import {
  destinationOf,
  embeddedReversals,
  findTransfer,
  ofTransfer,
  reverseTransfer,
} from './transfer-reverse';

type Reversal = Stripe.TransferReversal;

/** The sentences are unconfirmed; what is refused is documented (api/transfer_reversals/create). */
function amountToReverse(transfer: Stripe.Transfer, asked: number | undefined): number {
  const left = transfer.amount - transfer.amount_reversed;
  if (left === 0) {
    throw invalidRequest(`Transfer ${transfer.id} has already been fully reversed.`, {
      validation: false,
    });
  }
  if (asked === undefined) return left;
  checkPositive(asked);
  if (asked <= left) return asked;
  const money = (value: number): string => inMajorUnits(value, transfer.currency);
  throw invalidRequest(
    `Reversal amount (${money(asked)}) is greater than unreversed amount of transfer (${money(left)})`,
    { param: 'amount', validation: false },
  );
}

function create(
  context: Context,
  transfer: Stripe.Transfer,
  given: Stripe.TransferCreateReversalParams,
): Reversal {
  const amount = amountToReverse(transfer, given.amount);
  const metadata = mergeMetadata(null, given.metadata);
  const { destination, payment, availableOn } = destinationOf(context, transfer);
  const returnsFee = given.refund_application_fee === true;
  if (returnsFee && payment.application_fee === null) {
    throw invalidRequest('This transfer has no application fee to refund.', {
      param: 'refund_application_fee',
      validation: false,
    });
  }
  // What still pends at the destination is taken from there.
  if (availableOn <= context.now()) checkAvailable(destination, amount, transfer.currency);
  return reverseTransfer(context, transfer, {
    amount,
    metadata,
    description: given.description || null,
    refund: null,
    returnsFee,
  });
}

function update(
  context: Context,
  before: Reversal,
  given: Stripe.TransferUpdateReversalParams,
): Reversal {
  const after = { ...before, metadata: mergeMetadata(before.metadata, given.metadata) };
  context.records.put('transfer_reversal', after);
  const transfer = findTransfer(context, String(before.transfer));
  context.records.put('transfer', { ...transfer, reversals: embeddedReversals(context, transfer) });
  return after;
}

/** The refund of the payment lies on the destination. */
function expandRefund(context: Context, reversal: Reversal): unknown {
  const id = idOf(reversal.destination_payment_refund);
  const transfer = context.records.get('transfer', idOf(reversal.transfer) ?? '')?.object;
  const destination = idOf(transfer?.destination);
  if (id === null || destination === null) return id;
  return context.as(destination).records.get('refund', id)?.object ?? id;
}

export const transferReversals: Resource = {
  object: 'transfer_reversal',
  expandable: {
    balance_transaction: expandTransaction,
    destination_payment_refund: expandRefund,
    source_refund: 'refund',
    transfer: 'transfer',
  },
  routes: nestedRoutes(
    '/v1/transfers/:owner/reversals',
    ofTransfer,
    {
      create: 'TransferCreateReversalParams',
      list: 'TransferListReversalsParams',
      retrieve: 'TransferRetrieveReversalParams',
      update: 'TransferUpdateReversalParams',
    },
    { create, update },
  ),
};
