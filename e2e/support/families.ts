/** The families of Stripe's test cards, by what happens to a payment: https://docs.stripe.com/testing */
import { cards, type TypedCard } from './cards';

/** A card by how the wallet names it. */
export interface FamilyCard {
  readonly name: string;
  readonly card: TypedCard;
}

const card = (name: string, number: string, more: Partial<TypedCard> = {}): FamilyCard => ({
  name: `${name} ending in ${number.slice(-4)}`,
  card: { number, ...more },
});

export const amex = card('American Express', '378282246310005', { cvc: '1234' });

/** Cards that pay without a question: other lengths and networks, debit and prepaid, other countries. */
export const payingCards: readonly FamilyCard[] = [
  card('Discover', '6011111111111117'),
  card('Diners Club', '36227206271667'),
  card('JCB', '3566002020360505'),
  card('UnionPay', '6205500000000000004'),
  card('Visa', '4000056655665556'),
  card('Mastercard', '2223003122003222'),
  card('Mastercard', '5105105105105100'),
  card('Visa', '4000000760000002'),
  card('Visa', '4000003920000003'),
  // Suspected, and let through; money that is there at once; banks that could ask and do not.
  card('Visa', '4000000000009235'),
  card('Visa', '4000000000000077'),
  card('Visa', '4000000000003055'),
  card('Visa', '4000000032200000'),
];

/** Cards whose bank asks when they are saved, and again at every payment without the buyer. */
export const askingCards: readonly FamilyCard[] = [
  card('Visa', cards.authenticate),
  card('Visa', '4000000000003063'),
];

/** Cards whose bank asks when they are saved, and never again. */
export const askingOnceCards: readonly FamilyCard[] = [
  card('Visa', cards.setUpOnce),
  card('Visa', '4000003800000446'),
];

/** Cards that are saved, and blocked by Stripe when they are charged. */
export const blockedCards: readonly FamilyCard[] = [
  card('Visa', cards.blocked),
  card('Visa', '4000000000004954'),
];
