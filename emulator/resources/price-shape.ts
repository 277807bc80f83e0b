/**
 * A Price from its parameters (docs.stripe.com/api/prices/object).
 */
import type Stripe from 'stripe';
import { parseDecimal, textOf, wholeOf, wireDecimal } from '../billing/decimals';
import { parseCurrency } from '../rules/money';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';

type Price = Stripe.Price;

/** `currency_options`, which a Price shows on request only. */
export type CurrencyOptions = NonNullable<Price['currency_options']>;

/** What of a Price the parameters of a product's first one have as well. */
export type GivenPrice = Omit<Stripe.PriceCreateParams, 'product' | 'product_data'>;

interface GivenAmount {
  readonly unit_amount?: number | undefined;
  readonly unit_amount_decimal?: Stripe.Decimal | string | undefined;
  readonly custom_unit_amount?: Stripe.PriceCreateParams.CustomUnitAmount | undefined;
}

/** How much one of it costs: exactly one of the three has to be said (texts unconfirmed). */
function amountOf(
  given: GivenAmount,
  at = '',
): Pick<Price, 'custom_unit_amount' | 'unit_amount' | 'unit_amount_decimal'> {
  const param = (name: string): string => (at === '' ? name : `${at}[${name}]`);
  const { custom_unit_amount: custom, unit_amount: amount, unit_amount_decimal } = given;
  const chosen = [amount, unit_amount_decimal, custom].filter((one) => one !== undefined);
  if (chosen.length !== 1) {
    throw invalidRequest(
      'You must specify exactly one of `unit_amount`, `unit_amount_decimal` and `custom_unit_amount`.',
      {
        param: param('unit_amount'),
        ...(chosen.length === 0 ? { code: 'parameter_missing' } : {}),
      },
    );
  }
  if (custom) return { ...customAmount(custom, param('custom_unit_amount')) };
  const decimal =
    amount === undefined
      ? parseDecimal(textOf(unit_amount_decimal ?? ''), param('unit_amount_decimal'))
      : String(amount);
  if (decimal.startsWith('-')) {
    throw invalidRequest('Invalid non-negative integer', {
      code: 'parameter_invalid_integer',
      param: param(amount === undefined ? 'unit_amount_decimal' : 'unit_amount'),
    });
  }
  return {
    custom_unit_amount: null,
    unit_amount: wholeOf(decimal),
    unit_amount_decimal: wireDecimal(decimal),
  };
}

function customAmount(
  given: Stripe.PriceCreateParams.CustomUnitAmount,
  param: string,
): Pick<Price, 'custom_unit_amount' | 'unit_amount' | 'unit_amount_decimal'> {
  if (!given.enabled) {
    throw invalidRequest('`custom_unit_amount` must be enabled to be given.', { param });
  }
  const { maximum = null, minimum = null, preset = null } = given;
  return {
    custom_unit_amount: { maximum, minimum, preset },
    unit_amount: null,
    unit_amount_decimal: null,
  };
}

/** Tiers are not emulated, and are refused rather than left out. */
export function refuseTiers(given: object, at = ''): void {
  const { billing_scheme, tiers, tiers_mode } = given as Partial<Stripe.PriceCreateParams>;
  const name =
    billing_scheme !== undefined && billing_scheme !== 'per_unit'
      ? 'billing_scheme'
      : tiers !== undefined
        ? 'tiers'
        : tiers_mode !== undefined
          ? 'tiers_mode'
          : null;
  if (name === null) return;
  const param = at === '' ? name : `${at}[${name}]`;
  throw invalidRequest(`Tiered prices are not supported by this emulator ('${param}').`, { param });
}

/** Amounts in other currencies, by lower-cased code. */
export function currencyOptions(
  given: Readonly<Record<string, Stripe.PriceCreateParams.CurrencyOptions>> | undefined,
): CurrencyOptions {
  const entries = Object.entries(given ?? {}).map(([currency, one]) => {
    const at = `currency_options[${currency}]`;
    refuseTiers(one, at);
    return [
      parseCurrency(currency),
      { ...amountOf(one, at), tax_behavior: one.tax_behavior ?? 'unspecified' },
    ] as const;
  });
  return Object.fromEntries(entries);
}

/** How often it is paid. Metered usage is not emulated. */
function recurringOf(given: Stripe.PriceCreateParams.Recurring): Stripe.Price.Recurring {
  const { interval, interval_count = 1, meter, trial_period_days, usage_type = 'licensed' } = given;
  if (meter !== undefined || usage_type !== 'licensed') {
    const param = meter === undefined ? 'recurring[usage_type]' : 'recurring[meter]';
    throw invalidRequest(`Metered prices are not supported by this emulator ('${param}').`, {
      param,
    });
  }
  // "Maximum of three years interval allowed (3 years, 36 months, or 156 weeks)": the parameter's
  // description.
  const most = { day: 1095, week: 156, month: 36, year: 3 }[interval as string] ?? 0;
  if (interval_count < 1 || interval_count > most) {
    throw invalidRequest(
      `Invalid interval_count: must be between 1 and ${most} for the interval ${interval}.`,
      { param: 'recurring[interval_count]' },
    );
  }
  return {
    interval,
    interval_count,
    meter: null,
    trial_period_days: trial_period_days ?? null,
    usage_type,
  };
}

/** The Price and what it hides. Nothing is kept. */
export function newPrice(
  context: Context,
  given: GivenPrice,
  product: string,
  id = context.id('price_'),
): { object: Price; options: CurrencyOptions } {
  refuseTiers(given);
  const currency = parseCurrency(given.currency);
  const amount = amountOf(given);
  const { recurring, transform_quantity: transform } = given;
  const object = {
    id,
    object: 'price',
    active: given.active ?? true,
    billing_scheme: 'per_unit',
    created: context.now(),
    currency,
    livemode: false,
    lookup_key: given.lookup_key ?? null,
    metadata: mergeMetadata(null, given.metadata),
    nickname: given.nickname ?? null,
    product,
    recurring: recurring ? recurringOf(recurring) : null,
    tax_behavior: given.tax_behavior ?? 'unspecified',
    tiers_mode: null,
    transform_quantity: transform
      ? { divide_by: transform.divide_by, round: transform.round }
      : null,
    type: recurring ? 'recurring' : 'one_time',
    ...amount,
  } satisfies Price;
  const own = { ...amount, tax_behavior: object.tax_behavior };
  return { object, options: { ...currencyOptions(given.currency_options), [currency]: own } };
}
