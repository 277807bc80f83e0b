/** The card of a Source: a PaymentMethod of the same id (docs.stripe.com/sources/cards). */
import type Stripe from 'stripe';
import { missingParameter, type Context } from '../server/contract';
import { billingDetails, putCard } from './payment-method-shape';
import { checkFields, checkMaySendNumber, fourDigits } from './payment-method-source';
import { cardShown } from './source-card-shape';
import { cardOfToken } from './token-card';

/** A card's fields as a frame of Stripe.js sends them. */
export interface RawCard {
  readonly number?: string;
  readonly exp_month?: number;
  readonly exp_year?: number;
  readonly cvc?: string;
}

interface Given {
  readonly id: string;
  readonly metadata: Stripe.Metadata;
  readonly owner: Stripe.Source.Owner;
  readonly token: string | undefined;
  readonly raw: RawCard | undefined;
}

function billingOf(
  owner: Stripe.Source.Owner,
  before?: Stripe.PaymentMethod.BillingDetails,
): Stripe.PaymentMethod.BillingDetails {
  return billingDetails(
    {
      ...(owner.address ? { address: owner.address as Stripe.AddressParam } : {}),
      ...(owner.email === null ? {} : { email: owner.email }),
      ...(owner.name === null ? {} : { name: owner.name }),
      ...(owner.phone === null ? {} : { phone: owner.phone }),
    },
    before,
  );
}

/**
 * Keeps the card of a new Source and says what the Source shows of it. "When passed, token properties
 * will override source parameters" (docs.stripe.com/api/sources/create#create_source-token).
 *
 * @throws 400 without a card, and for unknown and used tokens; 402 for wrong fields, and for a number
 *   that a server sends
 */
export function sourceCard(
  context: Context,
  { id, metadata, owner, token, raw }: Given,
): Pick<Stripe.Source, 'card' | 'owner'> {
  if (token !== undefined) {
    const { object: method } = cardOfToken(context, token, { id, metadata }, 'token');
    const { billing_details: told } = method;
    const after = {
      ...owner,
      address: (told.address?.line1 ?? told.address?.postal_code) ? told.address : owner.address,
      name: told.name ?? owner.name,
    } as Stripe.Source.Owner;
    const card = { ...method, billing_details: billingOf(after, told) };
    context.records.put('payment_method', card);
    return { card: cardShown(card), owner: after };
  }
  if (!raw) throw missingParameter('token');
  checkMaySendNumber(context);
  const method = putCard(context, {
    id,
    card: checkFields(context, raw),
    expMonth: raw.exp_month ?? 0,
    expYear: fourDigits(raw.exp_year ?? 0),
    gaveCvc: Boolean(raw.cvc),
    billing: billingOf(owner),
    metadata,
    allowRedisplay: 'unspecified',
  });
  return { card: cardShown(method), owner };
}
