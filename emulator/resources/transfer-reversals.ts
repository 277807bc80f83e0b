/**
 * Reversals of transfers (docs.stripe.com/api/transfer_reversals).
 */
import type Stripe from 'stripe';
import { inMajorUnits } from '../rules/money';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { previousAttributes } from './changes';
import { planAvailability } from './availability';
import { returnTransfer } from './destination-payment';
import { book, checkAvailable, checkPositive, expandTransaction } from './ledger';
import { idOf } from './payment-method-use';

type Reversal = Stripe.TransferReversal;

/** How many reversals a transfer shows embedded; the rest is listed. */
const shown = 10;

/** The transfer with this id. Throws Stripe's 404. */
export function findTransfer(context: Context, id: string): Stripe.Transfer {
  const found = context.records.get('transfer', id);
  if (!found) throw noSuch('transfer', id, 'id', 404);
  return found.object;
}

function reversalsOf(context: Context, transfer: string): Reversal[] {
  return context.records
    .all('transfer_reversal')
    .map(({ object }) => object)
    .filter((reversal) => reversal.transfer === transfer);
}

function embedded(context: Context, transfer: Stripe.Transfer): Stripe.Transfer['reversals'] {
  const all = reversalsOf(context, transfer.id);
  return {
    ...transfer.reversals,
    data: all.slice(0, shown),
    has_more: all.length > shown,
    total_count: all.length,
  } as Stripe.Transfer['reversals'];
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
  if (given.refund_application_fee === true) {
    throw invalidRequest('This transfer has no application fee to refund.', {
      param: 'refund_application_fee',
      validation: false,
    });
  }
  const destination = context.as(idOf(transfer.destination) ?? '');
  const payment = destination.records.get(
    'charge',
    idOf(transfer.destination_payment) ?? '',
  )?.object;
  if (!payment) throw new Error(`The payment of ${transfer.id} is gone`);
  const pending = pendsUntil(destination, payment) > context.now();
  // What still pends at the destination is taken from there.
  if (!pending) checkAvailable(destination, amount, transfer.currency);
  const reversal = context.id('trr_');
  const refund = returnTransfer(destination, payment, { id: reversal, amount });
  const availableOn = Math.max(context.now(), pendsUntil(destination, payment));
  const transaction = book(context, {
    amount,
    currency: transfer.currency,
    type: 'transfer_refund',
    reporting_category: 'transfer_reversal',
    description: given.description || `REFUND FOR TRANSFER (${transfer.id})`,
    source: reversal,
    availableOn,
    like: reversal,
  });
  const made: Reversal = {
    id: reversal,
    object: 'transfer_reversal',
    amount,
    balance_transaction: transaction.id,
    created: context.now(),
    currency: transfer.currency,
    destination_payment_refund: refund.id,
    metadata,
    source_refund: null,
    transfer: transfer.id,
  };
  context.records.put('transfer_reversal', made, null);
  const amount_reversed = transfer.amount_reversed + amount;
  const after: Stripe.Transfer = {
    ...transfer,
    amount_reversed,
    reversals: embedded(context, transfer),
    reversed: amount_reversed === transfer.amount,
  };
  context.records.put('transfer', after);
  planAvailability(context, availableOn);
  context.emit('transfer.reversed', after, previousAttributes(transfer, after));
  return made;
}

function pendsUntil(destination: Context, payment: Stripe.Charge): number {
  const id = idOf(payment.balance_transaction) ?? '';
  return destination.records.get('balance_transaction', id)?.object.available_on ?? 0;
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
  context.records.put('transfer', { ...transfer, reversals: embedded(context, transfer) });
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
