/**
 * Stripe's published test cards (docs.stripe.com/testing), found by what names them. Everything a
 * card does follows from its row in `cards/`; a number that is in none of them is refused.
 */
import { brandCards } from './cards/brand-cards';
import type { TestCard } from './cards/card';
import { countryCards } from './cards/country-cards';
import { decliningCards } from './cards/declining-cards';
import { outcomeCards } from './cards/outcome-cards';
import { threeDSecureCards } from './cards/three-d-secure-cards';

export type { Check, TestCard } from './cards/card';

export const testCards: readonly TestCard[] = [
  ...brandCards,
  ...countryCards,
  ...decliningCards,
  ...outcomeCards,
  ...threeDSecureCards,
];

const byKey = new Map(testCards.map((row) => [row.key, row]));
// Some cards vary another one and show its number: the first row of a number is the one typed.
const byNumber = new Map([...testCards].reverse().map((row) => [row.number, row]));
const byMethod = new Map(testCards.flatMap((row) => row.methods.map((id) => [id, row] as const)));

/** The row a stored PaymentMethod refers to. */
export function testCard(key: string): TestCard {
  const found = byKey.get(key);
  if (!found) throw new Error(`No test card '${key}': the data was written by another version`);
  return found;
}

/** The published test card with this number, if there is one. */
export function testCardByNumber(number: string): TestCard | undefined {
  return byNumber.get(number);
}

/** `pm_card_visa` → its card. */
export function testCardByMethod(id: string): TestCard | undefined {
  return byMethod.get(id);
}

/** `tok_visa` → its card: tokens bear the names of the PaymentMethods. */
export function testCardByToken(token: string): TestCard | undefined {
  return token.startsWith('tok_') ? byMethod.get(`pm_card_${token.slice(4)}`) : undefined;
}
