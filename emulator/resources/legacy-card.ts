/**
 * The Card object of tokens and external accounts (docs.stripe.com/api/cards), which is older than
 * PaymentMethods and names brands its own way.
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

/** A Card that belongs to nobody yet. A publishable key is told no fingerprint. */
export function newCard(context: Context, contents: CardToken): Stripe.Card {
  const { brand, country, funding, key, number } = testCard(contents.card);
  const { address, name } = contents.billing;
  const unchecked = (given: unknown): string | null => (given ? 'unchecked' : null);
  const print = createHash('sha256').update(`${context.platform}${key}`).digest('base64');
  return {
    id: context.id('card_'),
    object: 'card',
    address_city: address?.city ?? null,
    address_country: address?.country ?? null,
    address_line1: address?.line1 ?? null,
    address_line1_check: unchecked(address?.line1),
    address_line2: address?.line2 ?? null,
    address_state: address?.state ?? null,
    address_zip: address?.postal_code ?? null,
    address_zip_check: unchecked(address?.postal_code),
    allow_redisplay: 'unspecified',
    brand: brands[brand] ?? 'Unknown',
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
