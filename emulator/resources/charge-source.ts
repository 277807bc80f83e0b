/**
 * What a charge without a PaymentIntent is taken from: a token, which becomes a Card
 * (docs.stripe.com/api/charges/create#create_charge-source).
 */
import type Stripe from 'stripe';
import { invalidRequest, StripeError, type Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { newCard } from './legacy-card';
import { createMethod } from './payment-method-source';
import { findCustomer } from './payment-method-use';

/** A card that is charged directly: as its issuer sees it, and as the charge shows it. */
export interface ChargedCard {
  /** Kept under the id of the Card, as Stripe shows Cards as PaymentMethods too. */
  readonly method: Stored<'payment_method'>;
  readonly card: Stripe.Card;
}

/** Sources of other kinds than tokens, by how their ids begin. */
const others: Readonly<Record<string, string>> = {
  acct: 'Debits of connected accounts are not emulated here: transfer the money instead.',
  ba: 'Bank accounts that are charged directly are not emulated: use a us_bank_account PaymentMethod.',
  btok: 'Bank accounts that are charged directly are not emulated: use a us_bank_account PaymentMethod.',
  card: 'Cards saved as sources are not emulated: use a PaymentMethod, or a token.',
  src: 'Sources are not emulated yet.',
};

/**
 * The card behind `source`; a token is used up by it.
 *
 * @throws 400 without a source, for an unknown or used token and for other kinds of sources; 402 for a
 *   customer without a card; 404 for a source that is not the customer's
 */
export function chargedCard(
  context: Context,
  { customer, source }: Pick<Stripe.ChargeCreateParams, 'customer' | 'source'>,
): ChargedCard {
  const owner = customer === undefined ? null : findCustomer(context, customer);
  if (source === undefined) {
    if (owner) throw noActiveCard();
    throw invalidRequest('Must provide source or customer.', { code: 'parameter_missing' });
  }
  const reason = others[source.split('_')[0] ?? ''];
  if (reason !== undefined) {
    throw invalidRequest(`Cannot charge the source '${source}'. ${reason}`, { param: 'source' });
  }
  if (owner) {
    throw invalidRequest(`Customer ${owner.id} does not have a linked source with ID ${source}.`, {
      code: 'missing',
      param: 'source',
      status: 404,
    });
  }
  return cardOf(context, source);
}

/** PaymentMethods are no sources, and no others are kept (docs.stripe.com/error-codes#missing). */
function noActiveCard(): StripeError {
  return new StripeError(402, {
    type: 'card_error',
    code: 'missing',
    message: 'Cannot charge a customer that has no active card',
    param: 'card',
  });
}

function cardOf(context: Context, token: string): ChargedCard {
  const unknown = !token.startsWith('tok_');
  const made = context.records.get('token', token)?.object;
  const minted = /^tok_1\w{20,}$/.test(token) === false;
  if (unknown || (!minted && !made)) {
    throw invalidRequest(`No such token: '${token}'`, {
      code: 'resource_missing',
      param: 'source',
    });
  }
  const { object, hidden } = createMethod(context, { type: 'card', card: { token } });
  const card =
    made?.card ??
    newCard(context, {
      type: 'card',
      card: hidden.card,
      expMonth: object.card?.exp_month ?? 0,
      expYear: object.card?.exp_year ?? 0,
      gaveCvc: hidden.gaveCvc,
      billing: object.billing_details,
    });
  context.records.remove('payment_method', object.id);
  context.records.put('payment_method', { ...object, id: card.id }, hidden);
  const method = context.records.get('payment_method', card.id);
  if (!method) throw new Error(`The card ${card.id} was not kept`);
  return { method, card };
}
