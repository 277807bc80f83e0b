/** The networks of a card, of which a co-branded one has two (docs.stripe.com/co-badged-cards-compliance). */
import type Stripe from 'stripe';

type Card = Pick<Stripe.PaymentMethod.Card, 'brand' | 'networks'>;

/**
 * The networks of a card, and the chosen one: `invalid_preference` where that is none of them
 * (docs.stripe.com/api/payment_methods/create#create_payment_method-card-networks-preferred).
 */
export function networksOf(
  available: string[],
  preferred: string | '' | null | undefined,
): Stripe.PaymentMethod.Card.Networks {
  const known = !preferred || available.includes(preferred);
  return { available, preferred: known ? preferred || null : 'invalid_preference' };
}

/** The network a card is charged on: the one its holder chose, else that of its brand. */
export function chosenNetwork(card: Card | null | undefined): string | null {
  const { preferred } = card?.networks ?? {};
  return preferred && preferred !== 'invalid_preference' ? preferred : (card?.brand ?? null);
}

/** Names of `display_brand` that are not those of `brand`. */
const displayNames: Readonly<Record<string, string>> = {
  amex: 'american_express',
  diners: 'diners_club',
  eftpos_au: 'eftpos_australia',
  unionpay: 'union_pay',
};

/**
 * What a card is shown as, by its holder's choice
 * (docs.stripe.com/api/payment_methods/object#payment_method_object-card-display_brand).
 */
export function displayBrand(card: Card): string {
  const network = chosenNetwork(card) ?? card.brand;
  return displayNames[network] ?? network;
}
