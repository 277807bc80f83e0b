/**
 * What a charge without a PaymentIntent is taken from: a token, which becomes a Card; a Card or
 * BankAccount that the Customer has saved; a Source
 * (docs.stripe.com/api/charges/create#create_charge-source).
 */
import type Stripe from 'stripe';
import { invalidRequest, StripeError, type Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { findCustomer, idOf } from './payment-method-use';
import { bankAccountOf } from './saved-bank';
import { savedBy } from './saved-sources';
import { checkChargeable, endsWithUse } from './source-state';
import { cardOfToken } from './token-card';

type Method = Stored<'payment_method'>;

/** A card as its issuer sees it: kept under the id of the Card or Source. */
export interface ChargedCard {
  readonly kind: 'card';
  readonly method: Method;
  /** Whether it can be charged again: the Customer has it saved. */
  readonly keeps: boolean;
}

export type Charged =
  | ChargedCard
  | { readonly kind: 'bank'; readonly method: Method }
  | { readonly kind: 'source'; readonly source: Stripe.Source };

/**
 * What `source` names, or the default of `customer`; a token is used up by it.
 *
 * @throws 400 without a source, for an unknown or used token, and for what cannot be charged (now, or
 *   with this much); 402 for a customer without a card; 404 for a source that is not the customer's
 */
export function chargedSource(
  context: Context,
  { customer, source }: Pick<Stripe.ChargeCreateParams, 'customer' | 'source'>,
  payment: { readonly amount: number; readonly currency: string },
): Charged {
  if (source?.startsWith('acct_')) {
    throw invalidRequest(
      `Cannot charge the source '${source}'. Debits of connected accounts are not emulated here: transfer the money instead.`,
      { param: 'source' },
    );
  }
  if (customer === undefined) {
    if (source === undefined) {
      throw invalidRequest('Must provide source or customer.', { code: 'parameter_missing' });
    }
    return source.startsWith('src_')
      ? unattached(context, source, payment)
      : { kind: 'card', method: cardOfToken(context, source), keeps: false };
  }
  const owner = findCustomer(context, customer);
  const id = source ?? idOf(owner.default_source);
  if (id === null) throw noActiveCard();
  const saved = savedBy(context, owner.id, id);
  if (!saved) throw notLinked(owner.id, id);
  if (saved.object === 'source') return sourceOf(context, saved, payment);
  const method = context.records.get('payment_method', id);
  if (!method) throw new Error(`The source ${id} has no PaymentMethod`);
  if (saved.object === 'card') return { kind: 'card', method, keeps: true };
  checkDebitable(method, payment);
  return { kind: 'bank', method };
}

function unattached(
  context: Context,
  id: string,
  payment: { readonly amount: number; readonly currency: string },
): Charged {
  const source = context.records.get('source', id)?.object;
  if (!source) {
    throw invalidRequest(`No such source: '${id}'`, { code: 'resource_missing', param: 'source' });
  }
  if (source.customer === undefined) return sourceOf(context, source, payment);
  // unconfirmed: the sentence. That the customer must be named is documented
  // (docs.stripe.com/api/charges/create#create_charge-source).
  throw invalidRequest(
    `The source ${id} is attached to a customer. To charge it, provide the customer as well.`,
    { code: 'parameter_missing', param: 'customer' },
  );
}

function sourceOf(
  context: Context,
  source: Stripe.Source,
  payment: { readonly amount: number; readonly currency: string },
): Charged {
  checkChargeable(source, payment);
  const method = context.records.get('payment_method', source.id);
  return method
    ? { kind: 'card', method, keeps: !endsWithUse(source) }
    : { kind: 'source', source };
}

/** Throws for an account whose owner has not told the two sums yet, and for other money than its own. */
function checkDebitable(method: Method, { currency }: { readonly currency: string }): void {
  const { status } = bankAccountOf(method);
  if (status !== 'verified') {
    // unconfirmed: the code; the sentence follows that of docs.stripe.com/error-codes.
    throw invalidRequest(
      'The bank account cannot be charged before it is verified: the customer tells the two sums that were sent to it.',
      { code: 'bank_account_unverified', param: 'source' },
    );
  }
  if (currency === 'usd') return;
  // unconfirmed: the sentence.
  throw invalidRequest(`Bank accounts are debited in US dollars, not in ${currency}.`, {
    param: 'currency',
  });
}

/** Throws for a hold: of what is no card money can only be taken (sentence unconfirmed). */
export function checkCapturesAtOnce(capture: boolean | undefined, charged: Charged): void {
  if (capture !== false || charged.kind === 'card') return;
  const what = charged.kind === 'bank' ? 'bank accounts' : `sources of type ${charged.source.type}`;
  throw invalidRequest(`Charges of ${what} cannot be captured later.`, { param: 'capture' });
}

function notLinked(customer: string, source: string): StripeError {
  return invalidRequest(`Customer ${customer} does not have a linked source with ID ${source}.`, {
    code: 'missing',
    param: 'source',
    status: 404,
  });
}

/** PaymentMethods are no sources (docs.stripe.com/error-codes#missing). */
function noActiveCard(): StripeError {
  return new StripeError(402, {
    type: 'card_error',
    code: 'missing',
    message: 'Cannot charge a customer that has no active card',
    param: 'card',
  });
}
