import { parseAmount } from '../model/money';
import { ok, refuse, type Result } from '../model/result';

/** A price as a seller typed it, in minor units. */
export function amountOf(typed: string, currency: string): Result<number, 'wrong_price'> {
  const amount = parseAmount(typed, currency);
  // About the least that Stripe charges.
  // https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
  if (!amount || amount < 50) {
    return refuse(
      'wrong_price',
      `Write each price in numbers of ${currency.toUpperCase()}, and at least ${currency === 'jpy' ? '50' : '0.50'}.`,
    );
  }
  return ok(amount);
}
