/**
 * The Card object of tokens, Customers and external accounts (docs.stripe.com/api/cards), which is
 * older than PaymentMethods and names brands its own way.
 */
import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { testCard } from '../rules/test-cards';
import type { Context } from '../server/contract';
import type { CardToken } from './token-contents';

const brands: Readonly<Record<string, string>> = {
  visa: 'Visa',
  mastercard: 'MasterCard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
  unionpay: 'UnionPay',
};

/** `visa` → `Visa`, as Cards and card Sources say it. */
export function brandName(brand: string): string {
  return brands[brand] ?? 'Unknown';
}

/** The address of billing details under the names that Cards have for its parts. */
function addressFields({
  address,
}: Stripe.PaymentMethod.BillingDetails): Pick<
  Stripe.Card,
  | 'address_city'
  | 'address_country'
  | 'address_line1'
  | 'address_line2'
  | 'address_state'
  | 'address_zip'
> {
  return {
    address_city: address?.city ?? null,
    address_country: address?.country ?? null,
    address_line1: address?.line1 ?? null,
    address_line2: address?.line2 ?? null,
    address_state: address?.state ?? null,
    address_zip: address?.postal_code ?? null,
  };
}

/** A Card that belongs to nobody yet. A publishable key is told no fingerprint. */
export function newCard(context: Context, contents: CardToken): Stripe.Card {
  const { brand, country, funding, key, number } = testCard(contents.card);
  const { address, name } = contents.billing;
  const unchecked = (given: unknown): string | null => (given ? 'unchecked' : null);
  const print = createHash('sha256').update(`${context.platform}${key}`).digest('base64');
  return {
    id: context.id('card_'),
    object: 'card',
    ...addressFields(contents.billing),
    address_line1_check: unchecked(address?.line1),
    address_zip_check: unchecked(address?.postal_code),
    allow_redisplay: 'unspecified',
    brand: brandName(brand),
    country,
    cvc_check: unchecked(contents.gaveCvc),
    dynamic_last4: null,
    exp_month: contents.expMonth,
    exp_year: contents.expYear,
    ...(context.key === 'publishable'
      ? {}
      : { fingerprint: print.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 16) }),
    funding,
    last4: number.slice(-4),
    metadata: {},
    name,
    networks: { preferred: contents.network ?? null },
    regulated_status: 'unregulated',
    tokenization_method: null,
  };
}

/**
 * The Card that the PaymentMethod of the same id shows to the older API: the two are one thing
 * (docs.stripe.com/payments/payment-methods/transitioning#compatibility). `method` is of the type
 * card.
 */
export function cardOf(method: Stripe.PaymentMethod): Stripe.Card {
  const { billing_details: billing, card } = method;
  if (!card) throw new Error(`The PaymentMethod ${method.id} is no card`);
  return {
    id: method.id,
    object: 'card',
    ...addressFields(billing),
    address_line1_check: card.checks?.address_line1_check ?? null,
    address_zip_check: card.checks?.address_postal_code_check ?? null,
    allow_redisplay: method.allow_redisplay ?? 'unspecified',
    brand: brandName(card.brand),
    country: card.country,
    customer: method.customer,
    cvc_check: card.checks?.cvc_check ?? null,
    dynamic_last4: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    last4: card.last4,
    metadata: method.metadata,
    name: billing.name,
    networks: { preferred: card.networks?.preferred ?? null },
    regulated_status: card.regulated_status ?? null,
    tokenization_method: null,
  };
}

/** What a card can be told anew: its number never changes (docs.stripe.com/api/cards/update). */
export const changeableOfCard = [
  'address_city',
  'address_country',
  'address_line1',
  'address_line2',
  'address_state',
  'address_zip',
  'exp_month',
  'exp_year',
  'name',
] as const;
