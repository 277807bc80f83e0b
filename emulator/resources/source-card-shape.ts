/** A card as its Source shows it (docs.stripe.com/sources/cards). */
import type Stripe from 'stripe';
import { brandName } from './legacy-card';

/** What a card shows as a Source. */
export function cardShown(method: Stripe.PaymentMethod): Stripe.Source.Card {
  const { billing_details: billing, card } = method;
  if (!card) throw new Error(`${method.id} is no card`);
  return {
    address_line1_check: card.checks?.address_line1_check ?? null,
    address_zip_check: card.checks?.address_postal_code_check ?? null,
    brand: brandName(card.brand),
    country: card.country,
    cvc_check: card.checks?.cvc_check ?? null,
    dynamic_last4: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    fingerprint: card.fingerprint ?? '',
    funding: card.funding,
    last4: card.last4,
    name: billing.name,
    three_d_secure: card.three_d_secure_usage?.supported ? 'optional' : 'not_supported',
    tokenization_method: null,
  };
}
