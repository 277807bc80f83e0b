/** Money in the smallest unit of its currency (`currency` lower case, as Stripe writes it). */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

// https://docs.stripe.com/currencies#zero-decimal and #three-decimal. ISK and UGX have no minor
// unit, yet Stripe takes them with two decimals for backwards compatibility.
const zeroDecimal = new Set(
  'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '),
);
const threeDecimal = new Set('bhd jod kwd omr tnd'.split(' '));

/** How many decimals Stripe's amounts of this currency have: 0, 2 or 3. */
function exponentOf(currency: string): 0 | 2 | 3 {
  const code = currency.toLowerCase();
  if (zeroDecimal.has(code)) return 0;
  return threeDecimal.has(code) ? 3 : 2;
}

// https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
const mostOfCharge = 99_999_999;

/** True of what one charge can hold; what is only shown, a total say, may be more. */
export const fitsCharge = ({ amount }: Money): boolean => amount <= mostOfCharge;

/** Throws a RangeError unless `amount` is a whole number of minor units, not negative, that Stripe takes. */
export function money(amount: number, currency: string): Money {
  const known = counted(amount, currency);
  if (!fitsCharge(known)) throw new RangeError(`${amount} is more than one charge can hold`);
  return known;
}

/** The same without Stripe's limit, which holds for a charge alone. */
function counted(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount) || amount < 0) {
    throw new RangeError(`${amount} is not an amount in minor units`);
  }
  return { amount, currency: currency.toLowerCase() };
}

/** Sum of amounts of one currency, also beyond what one charge can hold. Throws on a mixture. */
export function sum(parts: readonly Money[], currency: string): Money {
  return counted(
    parts.reduce((total, part) => {
      if (part.currency !== currency)
        throw new RangeError(`cannot add ${part.currency} to ${currency}`);
      return total + part.amount;
    }, 0),
    currency,
  );
}

/** One total per currency, in order of first appearance. */
export function totals(parts: readonly Money[]): Money[] {
  const currencies = [...new Set(parts.map((part) => part.currency))];
  return currencies.map((currency) =>
    sum(
      parts.filter((part) => part.currency === currency),
      currency,
    ),
  );
}

/** `amount` times a whole number of pieces, also beyond what one charge can hold. */
export function times(price: Money, quantity: number): Money {
  if (!Number.isInteger(quantity) || quantity < 0)
    throw new RangeError('quantity must be a whole number');
  return counted(price.amount * quantity, price.currency);
}

/** The platform's share: `basisPoints` of the amount, rounded half up to a minor unit. */
export function feeOf(amount: Money, basisPoints: number): Money {
  return money(Math.floor((amount.amount * basisPoints + 5_000) / 10_000), amount.currency);
}

/**
 * An amount as somebody types it (`12`, `12.5`, `12,50`), in minor units; null when it is none of this
 * currency, e.g. has more decimals than it. No signs, no thousands.
 */
export function parseAmount(text: string, currency: string): number | null {
  const [, units, decimals = ''] = /^(\d{1,8})(?:[.,](\d{1,3}))?$/.exec(text.trim()) ?? [];
  const exponent = exponentOf(currency);
  if (units === undefined || decimals.length > exponent) return null;
  const amount = Number(units + decimals.padEnd(exponent, '0'));
  return Number.isSafeInteger(amount) && amount <= mostOfCharge ? amount : null;
}

/** An amount in whole units, without sign or thousands, for a spreadsheet: `12.00`, in yen `1200`. */
export function decimalOf({ amount, currency }: Money): string {
  const exponent = exponentOf(currency);
  return (amount / 10 ** exponent).toFixed(exponent);
}

/** Text for people, by Intl; a price is text from the server, pages never compute. */
export function formatMoney({ amount, currency }: Money, locale = 'en-US'): string {
  const exponent = exponentOf(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  }).format(amount / 10 ** exponent);
}
