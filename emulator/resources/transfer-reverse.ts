/**
 * Bringing the money of a transfer back, by itself or with a refund of the charge that funded it
 * (docs.stripe.com/api/transfer_reversals/create).
 */
import type Stripe from 'stripe';
import { noSuch, type Context } from '../server/contract';
import { planAvailability } from './availability';
import { previousAttributes } from './changes';
import { returnTransfer } from './destination-payment';
import { book } from './ledger';
import { embedded, type Nesting } from './nested-list';
import { idOf } from './payment-method-use';
import { feeShare, returnFeeOf } from './refund-fee';

/** The transfer with this id. Throws Stripe's 404. */
export function findTransfer(context: Context, id: string): Stripe.Transfer {
  const found = context.records.get('transfer', id);
  if (!found) throw noSuch('transfer', id, 'id', 404);
  return found.object;
}

/** Reversals belong to their transfer. */
export const ofTransfer: Nesting<'transfer_reversal', Stripe.Transfer> = {
  kind: 'transfer_reversal',
  field: 'transfer',
  noun: 'transfer reversal',
  owner: findTransfer,
  list: ({ reversals }) => reversals,
};

/** The list of reversals that a transfer shows. */
export function embeddedReversals(
  context: Context,
  transfer: Stripe.Transfer,
): Stripe.Transfer['reversals'] {
  return embedded(context, ofTransfer, transfer) as Stripe.Transfer['reversals'];
}

/** The context of a transfer's destination, and the payment it is there. */
export function destinationOf(
  context: Context,
  transfer: Stripe.Transfer,
): { destination: Context; payment: Stripe.Charge; availableOn: number } {
  const destination = context.as(idOf(transfer.destination) ?? '');
  const id = idOf(transfer.destination_payment) ?? '';
  const payment = destination.records.get('charge', id)?.object;
  if (!payment) throw new Error(`The payment of ${transfer.id} is gone`);
  const booked = idOf(payment.balance_transaction) ?? '';
  const entry = destination.records.get('balance_transaction', booked)?.object;
  return { destination, payment, availableOn: Math.max(context.now(), entry?.available_on ?? 0) };
}

interface ReversalPlan {
  /** Minor units, no more than is left of the transfer. */
  readonly amount: number;
  readonly metadata: Record<string, string>;
  readonly description: string | null;
  /** The refund this belongs to. */
  readonly refund: string | null;
  readonly returnsFee: boolean;
}

/** Takes the money from the destination and books it on the context's account. */
export function reverseTransfer(
  context: Context,
  transfer: Stripe.Transfer,
  plan: ReversalPlan,
): Stripe.TransferReversal {
  const { amount } = plan;
  const { destination, payment, availableOn } = destinationOf(context, transfer);
  const id = context.id('trr_');
  const whole = payment.amount_refunded + amount === payment.amount;
  const fee = plan.returnsFee ? feeShare(context, payment, amount, whole) : 0;
  const fees = fee > 0 ? returnFeeOf(destination, payment, fee) : [];
  const refund = returnTransfer(destination, payment, { id, amount, fees });
  const transaction = book(context, {
    amount,
    currency: transfer.currency,
    type: 'transfer_refund',
    reporting_category: 'transfer_reversal',
    description: plan.description ?? `REFUND FOR TRANSFER (${transfer.id})`,
    source: id,
    availableOn,
    like: id,
  });
  const reversal: Stripe.TransferReversal = {
    id,
    object: 'transfer_reversal',
    amount,
    balance_transaction: transaction.id,
    created: context.now(),
    currency: transfer.currency,
    destination_payment_refund: refund.id,
    metadata: plan.metadata,
    source_refund: plan.refund,
    transfer: transfer.id,
  };
  context.records.put('transfer_reversal', reversal, null);
  const amount_reversed = transfer.amount_reversed + amount;
  const after: Stripe.Transfer = {
    ...transfer,
    amount_reversed,
    reversals: embeddedReversals(context, transfer),
    reversed: amount_reversed === transfer.amount,
  };
  context.records.put('transfer', after);
  planAvailability(context, availableOn);
  context.emit('transfer.reversed', after, previousAttributes(transfer, after));
  return reversal;
}
