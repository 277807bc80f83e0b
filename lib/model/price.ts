import { formatMoney, type Money } from './money';
import type { Price } from './views';

/** An amount with the text people read, so that no page computes. */
export function priceOf(amount: Money): Price {
  return { amount: amount.amount, currency: amount.currency, text: formatMoney(amount) };
}
