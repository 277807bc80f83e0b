/**
 * Amounts Stripe accepts (docs.stripe.com/currencies) and what a payment costs here.
 */
import { invalidRequest } from '../server/contract';

const zeroDecimal = new Set(
  'bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '),
);
const threeDecimal = new Set('bhd jod kwd omr tnd'.split(' '));
const supported = new Set(
  (
    'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bhd bif bmd bnd bob brl bsd bwp byn ' +
    'bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd ' +
    'gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak ' +
    'lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd ' +
    'omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd std ' +
    'szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw'
  ).split(' '),
);

/** Smallest charge in minor units (docs.stripe.com/currencies#minimum-and-maximum-charge-amounts). */
// prettier-ignore
const minimums: Readonly<Record<string, number>> = {
  usd: 50, aed: 200, aud: 50, bgn: 100, brl: 50, cad: 50, chf: 50, czk: 1500, dkk: 250, eur: 50,
  gbp: 30, hkd: 400, huf: 17500, inr: 50, jpy: 50, mxn: 1000, myr: 200, nok: 300, nzd: 50,
  pln: 200, ron: 200, sek: 300, sgd: 50, thb: 1000,
};

const signs: Readonly<Record<string, string>> = { usd: '$', gbp: '£', eur: '€', jpy: '¥' };

const largest = 99_999_999;

/**
 * How many digits of an amount are behind the point. Stripe's own count: ISO 4217 and browsers have
 * none for ISK or UGX, and browsers none for HUF or COP either.
 */
export function decimalsOf(currency: string): number {
  if (zeroDecimal.has(currency)) return 0;
  return threeDecimal.has(currency) ? 3 : 2;
}

/** How Stripe's sentences write an amount: `$12.34`, `¥500`, `25.00` where it has no sign. */
export function inMajorUnits(amount: number, currency: string): string {
  const digits = decimalsOf(currency);
  return `${signs[currency] ?? ''}${(amount / 10 ** digits).toFixed(digits)}`;
}

/** `$999999.99` → `$999,999.99`. */
function withThousands(amount: string): string {
  return amount.replaceAll(/\d(?=(\d{3})+(\D|$))(?<!\.\d*)/g, '$&,');
}

/** Lower-cases a currency. Throws Stripe's 400 for one it does not know. */
export function parseCurrency(currency: string): string {
  const code = currency.toLowerCase();
  if (!supported.has(code)) {
    throw invalidRequest(
      `Invalid currency: ${code}. Stripe currently supports these currencies: ${[...supported].join(', ')}`,
      { param: 'currency' },
    );
  }
  return code;
}

/** Less than this is not charged, in minor units. */
export function minimumCharge(currency: string): number {
  return minimums[currency] ?? 1;
}

/** Throws Stripe's 400 unless `amount` (minor units) may be charged in `currency`. */
export function checkAmount(amount: number, currency: string): void {
  if (amount < 1) {
    throw invalidRequest(
      'The amount must be greater than or equal to the minimum charge amount allowed for your ' +
        'account and the currency set. If you want to save a payment method for future use without ' +
        'an immediate payment, use a Setup Intent instead: ' +
        'https://docs.stripe.com/payments/setup-intents',
      { code: 'parameter_invalid_integer', param: 'amount' },
    );
  }
  const minimum = minimumCharge(currency);
  if (amount < minimum) {
    throw invalidRequest(`Amount must be at least ${inMajorUnits(minimum, currency)} ${currency}`, {
      code: 'amount_too_small',
      param: 'amount',
    });
  }
  if (amount > largest) {
    throw invalidRequest(
      `Amount must be no more than ${withThousands(inMajorUnits(largest, currency))}${currency in signs ? '' : ` ${currency}`}`,
      { code: 'amount_too_large', param: 'amount' },
    );
  }
  if (threeDecimal.has(currency) && amount % 10 !== 0) {
    throw invalidRequest(
      `Invalid amount: the last digit of an amount in ${currency} must be 0, because the card networks only support two decimals.`,
      { param: 'amount' },
    );
  }
}

/**
 * Stripe's own fee, per currency: basis points and a fixed part in minor units. The published
 * domestic prices, without the surcharges for foreign cards and conversion
 * (stripe.com/pricing); currencies not listed pay as in the US.
 */
// prettier-ignore
const prices: Readonly<Record<string, readonly [basisPoints: number, fixed: number]>> = {
  usd: [290, 30], cad: [290, 30], eur: [140, 25], gbp: [140, 20], jpy: [360, 0], aud: [175, 30],
  nzd: [290, 30], chf: [290, 30], sek: [150, 180], nok: [240, 200], dkk: [150, 180], pln: [150, 100],
};

/** What Stripe takes from a charge, in minor units; never more than the charge. */
export function processingFee(amount: number, currency: string): number {
  const [basisPoints, fixed] = prices[currency] ?? [290, zeroDecimal.has(currency) ? 0 : 30];
  return Math.min(amount, Math.round((amount * basisPoints) / 10_000) + fixed);
}

/**
 * What Stripe takes from the merchant for each dispute that withdraws money, in minor units: 15.00,
 * kept also when the dispute is won. That it is 15.00 in every currency, and 1500 where there are no
 * minor units, is unconfirmed (docs.stripe.com/disputes/how-disputes-work#dispute-fees).
 */
export function disputeFee(currency: string): number {
  return threeDecimal.has(currency) ? 15_000 : 1_500;
}
