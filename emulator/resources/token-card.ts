/**
 * The Card that a token stands for, where it is used as a `source`: of a charge, a Customer or a
 * Source. It is a PaymentMethod of the same id at once.
 */
import type Stripe from 'stripe';
import { testCard, testCardByToken } from '../rules/test-cards';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import type { Stored } from '../store/kinds';
import { billingDetails, putCard } from './payment-method-shape';
import { testExpiry } from './payment-method-source';
import { useToken } from './token-use';

/** What may be said of the Card beside its token. */
export interface BesideToken {
  readonly id?: string;
  readonly metadata?: Stripe.Emptyable<Stripe.MetadataParam> | undefined;
  readonly billing?: Stripe.PaymentMethodCreateParams.BillingDetails;
}

/**
 * Uses up a token of a card, or one of Stripe's test names (`tok_visa`), which make a new card at
 * every use. The card belongs to nobody yet.
 *
 * @throws 400 `resource_missing` for what is no token of a card, 400 `token_already_used` the second
 *   time
 */
export function cardOfToken(
  context: Context,
  token: string,
  { id, metadata, billing }: BesideToken = {},
  param = 'source',
): Stored<'payment_method'> {
  const beside = {
    metadata: mergeMetadata(null, metadata),
    allowRedisplay: 'unspecified',
  } as const;
  const named = testCardByToken(token);
  const made = named ? undefined : context.records.get('token', token)?.object;
  if (!named && !made?.card) {
    throw invalidRequest(`No such token: '${token}'`, { code: 'resource_missing', param });
  }
  const own = { id: id ?? made?.card?.id ?? context.id('card_') };
  if (named) {
    const { line1, postalCode } = named.checks;
    const method = putCard(context, {
      ...own,
      card: named,
      ...testExpiry(context),
      gaveCvc: true,
      gaveAddress: line1 !== 'pass' || postalCode !== 'pass',
      billing: billingDetails(billing),
      ...beside,
    });
    return kept(context, method.id);
  }
  const contents = useToken(context, token, 'card', param);
  const method = putCard(context, {
    ...own,
    card: testCard(contents.card),
    expMonth: contents.expMonth,
    expYear: contents.expYear,
    gaveCvc: contents.gaveCvc,
    billing: billingDetails(billing, contents.billing),
    preferredNetwork: contents.network ?? null,
    setUp: contents.setUp ?? null,
    ...beside,
  });
  return kept(context, method.id);
}

function kept(context: Context, id: string): Stored<'payment_method'> {
  const method = context.records.get('payment_method', id);
  if (!method) throw new Error(`The card ${id} was not kept`);
  return method;
}
