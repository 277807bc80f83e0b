/**
 * Reversals of transfers (docs.stripe.com/api/transfer_reversals).
 */
import type Stripe from 'stripe';
import { inMajorUnits } from '../rules/money';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { checkAvailable, checkPositive, expandTransaction } from './ledger';
import { idOf } from './payment-method-use';
import { destinationOf, embeddedReversals, reversalsOf, reverseTransfer } from './transfer-reverse';

type Reversal = Stripe.TransferReversal;

/** The transfer with this id. Throws Stripe's 404. */
export function findTransfer(context: Context, id: string): Stripe.Transfer {
  const found = context.records.get('transfer', id);
  if (!found) throw noSuch('transfer', id, 'id', 404);
  return found.object;
}

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
  given: Stripe.TransferCreateReversalParams,
  id: string,
): Reversal {
  const transfer = findTransfer(context, id);
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

function inPath(context: Context, path: Readonly<Record<string, string>>): Reversal {
  const transfer = findTransfer(context, path.transferId ?? '');
  const found = context.records.get('transfer_reversal', path.id ?? '')?.object;
  if (!found || found.transfer !== transfer.id) {
    throw noSuch('transfer reversal', path.id ?? '', 'id', 404);
  }
  return found;
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
  routes: [
    route(
      'POST',
      '/v1/transfers/:id/reversals',
      'TransferCreateReversalParams',
      (context, parameters, path) => create(context, parameters, path.id ?? ''),
    ),
    route(
      'GET',
      '/v1/transfers/:id/reversals',
      'TransferListReversalsParams',
      (context, parameters, path) => {
        const transfer = findTransfer(context, path.id ?? '');
        return context.list(reversalsOf(context, transfer.id), parameters, transfer.reversals.url);
      },
    ),
    route(
      'GET',
      '/v1/transfers/:transferId/reversals/:id',
      'TransferRetrieveReversalParams',
      (context, _, path) => inPath(context, path),
    ),
    route(
      'POST',
      '/v1/transfers/:transferId/reversals/:id',
      'TransferUpdateReversalParams',
      (context, parameters, path) => update(context, inPath(context, path), parameters),
    ),
  ],
};
