/**
 * Transfers (docs.stripe.com/api/transfers).
 */
import type Stripe from 'stripe';
import { route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { previousAttributes } from './changes';
import { expandTransaction } from './ledger';
import { expandAccount } from './merchant';
import { unsettable } from './parameters';
import { idOf } from './payment-method-use';
import { settleLater } from './settlement';
import { createTransfer } from './transfer-create';
import { findTransfer } from './transfer-reverse';

function create(context: Context, given: Stripe.TransferCreateParams): Stripe.Transfer {
  // What is sent on was received before.
  if (given.source_transaction) settleLater(context, { charge: given.source_transaction });
  return createTransfer(context, given);
}

function update(
  context: Context,
  before: Stripe.Transfer,
  given: Stripe.TransferUpdateParams,
): Stripe.Transfer {
  const after: Stripe.Transfer = {
    ...before,
    description: unsettable(given.description, before.description),
    metadata: mergeMetadata(before.metadata, given.metadata),
  };
  const previous = previousAttributes(before, after);
  if (!previous) return after;
  context.records.put('transfer', after);
  context.emit('transfer.updated', after, previous);
  return after;
}

/** The payment lies on the destination. */
function expandPayment(context: Context, transfer: Stripe.Transfer): unknown {
  const id = idOf(transfer.destination_payment);
  const destination = idOf(transfer.destination);
  if (id === null || destination === null) return id;
  return context.as(destination).records.get('charge', id)?.object ?? id;
}

export const transfers: Resource = {
  object: 'transfer',
  expandable: {
    balance_transaction: expandTransaction,
    destination: expandAccount('destination'),
    destination_payment: expandPayment,
    source_transaction: 'charge',
  },
  routes: [
    route('POST', '/v1/transfers', 'TransferCreateParams', create),
    route('GET', '/v1/transfers', 'TransferListParams', (context, parameters) => {
      const { destination, transfer_group } = parameters;
      const by = { transfer_group, destination };
      return context.page('transfer', parameters, '/v1/transfers', undefined, by);
    }),
    route('GET', '/v1/transfers/:id', 'TransferRetrieveParams', (context, _, path) =>
      findTransfer(context, path.id ?? ''),
    ),
    route('POST', '/v1/transfers/:id', 'TransferUpdateParams', (context, parameters, path) =>
      update(context, findTransfer(context, path.id ?? ''), parameters),
    ),
  ],
};
