/**
 * Changing a Source (docs.stripe.com/api/sources/update): its metadata and owner, and what few types
 * let be changed beside.
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import type { Stored } from '../store/kinds';
import { address, checkEmail, unsettable } from './parameters';
import { billingDetails } from './payment-method-shape';
import { change } from './payment-method-use';
import { findSource } from './source-state';
import { fillAgain } from './source-transactions';

type Owner = Stripe.Source.Owner;
type GivenOwner = NonNullable<Stripe.SourceUpdateParams['owner']>;

const nobody: Owner = {
  address: null,
  email: null,
  name: null,
  phone: null,
  verified_address: null,
  verified_email: null,
  verified_name: null,
  verified_phone: null,
};

/** The owner after what was said of it. What Stripe itself has verified is not the caller's. */
export function ownerOf(given: GivenOwner | undefined, before: Owner | null): Owner {
  checkEmail(given?.email, 'owner[email]');
  const was = before ?? nobody;
  return {
    ...was,
    address:
      given?.address === undefined ? was.address : address({ ...was.address, ...given.address }),
    email: unsettable(given?.email, was.email),
    name: unsettable(given?.name, was.name),
    phone: unsettable(given?.phone, was.phone),
  };
}

/** How the mandate says that the holder is told of debits. */
export function checkNotification(
  mandate: Stripe.SourceUpdateParams['mandate'],
): Stored<'source'>['hidden'] {
  const notification = mandate?.notification_method;
  return notification === undefined ? {} : { notification };
}

/** The items of an order, which add up to its amount. */
export function orderOf(
  given: NonNullable<Stripe.SourceUpdateParams['source_order']>,
  money: { readonly currency: string | null },
): Stripe.Source.SourceOrder {
  const currency = money.currency ?? given.items?.[0]?.currency ?? 'usd';
  const items = (given.items ?? []).map((item) => ({
    amount: item.amount ?? null,
    currency: item.currency ?? currency,
    description: item.description ?? null,
    parent: item.parent ?? null,
    ...(item.quantity === undefined ? {} : { quantity: item.quantity }),
    type: item.type ?? null,
  }));
  const { shipping } = given;
  return {
    amount: items.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
    currency,
    items,
    ...(shipping
      ? {
          shipping: {
            address: address({ ...shipping.address }),
            carrier: shipping.carrier ?? null,
            ...(shipping.name === undefined ? {} : { name: shipping.name }),
            phone: shipping.phone ?? null,
            tracking_number: shipping.tracking_number ?? null,
          },
        }
      : {}),
  };
}

/**
 * Changes a Source, and with one of a card the billing details of its PaymentMethod. No event tells.
 *
 * @throws 400 for the amount of one that is not pending, and a mandate of what is not debited
 *   (sentences unconfirmed)
 */
export function updateSource(
  context: Context,
  id: string,
  { amount, mandate, metadata, owner, source_order }: Stripe.SourceUpdateParams,
): Stripe.Source {
  const { object: before, hidden } = findSource(context, id);
  if (mandate && before.type !== 'sepa_debit' && before.type !== 'ach_debit') {
    throw invalidRequest(
      `The parameter 'mandate' does not go with sources of the type ${before.type}.`,
      { param: 'mandate' },
    );
  }
  if (amount !== undefined && (before.status !== 'pending' || before.amount === null)) {
    throw invalidRequest('The amount of a source can be changed while it is pending.', {
      param: 'amount',
    });
  }
  const after: Stripe.Source = {
    ...before,
    ...(amount === undefined ? {} : { amount }),
    metadata: mergeMetadata(before.metadata, metadata),
    owner: ownerOf(owner, before.owner),
    ...(source_order ? { source_order: orderOf(source_order, before) } : {}),
  };
  context.records.put('source', after, { ...hidden, ...checkNotification(mandate) });
  if (owner?.email) fillAgain(context, after, owner.email);
  const method = context.records.get('payment_method', id);
  if (!method) return after;
  const { owner: told } = after;
  const billing = billingDetails(
    {
      ...(told?.address ? { address: told.address as Stripe.AddressParam } : {}),
      email: told?.email ?? '',
      name: told?.name ?? '',
      phone: told?.phone ?? '',
    },
    method.object.billing_details,
  );
  change(context, id, { billing_details: billing, metadata: after.metadata ?? {} });
  return findSource(context, id).object;
}
