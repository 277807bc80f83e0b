import { currencyOf } from '../rules/regions';
import { invalidRequest } from '../server/contract';

/** The currency a new account settles in. Throws for a country where Stripe opens no accounts. */
export function homeCurrency(country: string): string {
  const currency = currencyOf(country);
  if (!currency) {
    throw invalidRequest(
      `Country '${country}' is not supported by Stripe. See https://stripe.com/global for the countries where accounts can be created.`,
      { param: 'country' },
    );
  }
  return currency;
}
