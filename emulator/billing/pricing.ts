/**
 * What one of something costs on an invoice: by a price there is, by one that is made for the
 * occasion, or by an amount (docs.stripe.com/api/invoiceitems/create).
 */
import type Stripe from 'stripe';
import { parseCurrency } from '../rules/money';
import { noSuch, invalidRequest, type Context } from '../server/contract';
import { idOf } from '../resources/payment-method-use';
import { newPrice, type GivenPrice } from '../resources/price-shape';
import { findProduct, makeProduct } from '../resources/products';
import { parseDecimal, textOf, times, wireDecimal } from './decimals';

/** As a line and an invoice item show it. */
export type Pricing = Stripe.InvoiceItem.Pricing & Stripe.InvoiceLineItem.Pricing;

export interface Priced {
  readonly pricing: Pricing;
  readonly currency: string;
  readonly quantity: number;
  /** Of all of them together, in minor units. */
  readonly amount: number;
}

export interface GivenPricing {
  readonly amount?: number | undefined;
  readonly currency?: string | undefined;
  readonly price_data?:
    | (Omit<GivenPrice, 'recurring'> & {
        readonly product?: string;
        readonly product_data?: Stripe.ProductCreateParams;
        readonly recurring?: Stripe.PriceCreateParams.Recurring;
      })
    | undefined;
  readonly pricing?: { readonly price?: string } | undefined;
  readonly quantity?: number | undefined;
  readonly quantity_decimal?: Stripe.Decimal | string | undefined;
  readonly unit_amount_decimal?: Stripe.Decimal | string | undefined;
}

/** Makes the price that `price_data` describes: one that nobody can choose again. */
export function inlinePrice(
  context: Context,
  { product, product_data, ...given }: NonNullable<GivenPricing['price_data']>,
): Stripe.Price {
  const owner =
    product === undefined
      ? makeProduct(context, product_data ?? { name: 'Item' }).id
      : findProduct(context, product, 'price_data[product]', 400).id;
  const { object, options } = newPrice(context, { ...given, active: false } as GivenPrice, owner);
  context.records.put('price', object, { options });
  return object;
}

/** The unit amount of a price in a currency it has. Throws Stripe's 400 for another one. */
export function unitAmount(context: Context, price: Stripe.Price, currency: string): string {
  const options = context.records.get('price', price.id)?.hidden.options[currency];
  const decimal = options?.unit_amount_decimal;
  if (decimal !== undefined && decimal !== null) return textOf(decimal);
  if (price.custom_unit_amount) {
    throw invalidRequest(
      `The price ${price.id} cannot be invoiced: its amount is the customer's choice.`,
      { param: 'price' },
    );
  }
  throw invalidRequest(
    `The price specified only supports \`${price.currency}\`. This doesn't match the expected currency: \`${currency}\`.`,
    { param: 'price' },
  );
}

/** How a price stands on an item and a line. */
export function pricingOf(price: Stripe.Price, unit: string): Pricing {
  return {
    price_details: { price: price.id, product: idOf(price.product) ?? '' },
    type: 'price_details',
    unit_amount_decimal: wireDecimal(unit),
  };
}

/** How many. Parts of one are not emulated. */
export function quantityOf(given: GivenPricing): number | undefined {
  const { quantity_decimal: decimal } = given;
  if (decimal === undefined) return given.quantity;
  const whole = Number(textOf(decimal));
  if (Number.isInteger(whole)) return whole;
  throw invalidRequest(
    "The parameter 'quantity_decimal' is not supported by this emulator: only whole quantities are.",
    { param: 'quantity_decimal' },
  );
}

/**
 * What the given parameters come to. Exactly one of them may say the price.
 *
 * @param fallback the currency of the invoice or the customer, where the parameters name none
 */
export function priced(context: Context, given: GivenPricing, fallback: string): Priced {
  const ways = ['amount', 'price_data', 'pricing', 'unit_amount_decimal'] as const;
  const chosen = ways.filter((way) => given[way] !== undefined);
  if (chosen.length !== 1) {
    throw invalidRequest(
      `You must specify exactly one of ${ways.map((way) => `\`${way}\``).join(', ')}.`,
      chosen.length === 0 ? { code: 'parameter_missing', param: 'amount' } : { param: chosen[1] },
    );
  }
  const quantity = quantityOf(given) ?? 1;
  const { amount, price_data, pricing } = given;
  if (price_data !== undefined || pricing !== undefined) {
    const price = price_data
      ? inlinePrice(context, price_data)
      : findPriceOf(context, pricing?.price ?? '');
    const currency = parseCurrency(given.currency ?? price_data?.currency ?? fallback);
    const wanted = currencyOf(context, price, currency, price.currency);
    const unit = unitAmount(context, price, wanted);
    const many = { currency: wanted, quantity, amount: times(unit, packages(price, quantity)) };
    return { pricing: pricingOf(price, unit), ...many };
  }
  const currency = parseCurrency(given.currency ?? fallback);
  if (amount !== undefined && given.quantity !== undefined && quantity !== 1) {
    throw invalidRequest('You cannot specify `quantity` together with `amount`.', {
      param: 'quantity',
    });
  }
  const unit =
    amount === undefined
      ? parseDecimal(textOf(given.unit_amount_decimal ?? ''), 'unit_amount_decimal')
      : String(amount);
  // That an amount has no price behind it is unconfirmed.
  const shown: Pricing = { type: 'price_details', unit_amount_decimal: wireDecimal(unit) };
  return { pricing: shown, currency, quantity, amount: times(unit, quantity) };
}

function findPriceOf(context: Context, id: string): Stripe.Price {
  const price = context.records.get('price', id)?.object;
  if (!price) throw noSuch('price', id, 'pricing[price]', 400);
  if (price.recurring) {
    throw invalidRequest(
      'The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.',
      { param: 'pricing[price]' },
    );
  }
  return price;
}

/** The wanted currency where the price has it, else the price's own. */
function currencyOf(context: Context, price: Stripe.Price, wanted: string, own: string): string {
  const options = context.records.get('price', price.id)?.hidden.options ?? {};
  return Object.hasOwn(options, wanted) ? wanted : own;
}

/**
 * How many are paid: a price may be for packages
 * (docs.stripe.com/products-prices/pricing-models#package-pricing).
 */
export function packages({ transform_quantity: by }: Stripe.Price, quantity: number): number {
  if (!by) return quantity;
  const parts = quantity / by.divide_by;
  return by.round === 'up' ? Math.ceil(parts) : Math.floor(parts);
}
