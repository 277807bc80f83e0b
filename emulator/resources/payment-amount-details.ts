/**
 * What an amount is made of: `amount_details` and its line items
 * (docs.stripe.com/payments/payment-line-items). The sums are checked; nothing else hangs on them.
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { onlyOne } from './parameters';

type Details = Stripe.PaymentIntent.AmountDetails;
type Given = Stripe.Emptyable<Stripe.PaymentIntentConfirmParams.AmountDetails>;
type Item = Stripe.PaymentIntentAmountDetailsLineItem;
type GivenItem = Stripe.PaymentIntentConfirmParams.AmountDetails.LineItem;

/** A new intent's. */
const noDetails: Details = { tip: {} };

const problems = {
  amount_details_amount_mismatch:
    'The sum of the line items, tax and shipping, less discounts, does not equal the amount.',
  amount_details_tax_shipping_discount_greater_than_amount:
    'Tax, shipping and discount together are greater than the amount.',
} as const;

/** The line items of an intent, in their order. */
export function lineItemsOf(context: Context, intent: string): Item[] {
  return context.records
    .all('amount_details_line_item')
    .filter(({ hidden }) => hidden.intent === intent)
    .sort((a, b) => a.hidden.position - b.hidden.position)
    .map(({ object }) => object);
}

/**
 * Takes `amount_details` of a request; what it doesn't name stays. Line items are kept beside the
 * intent, which shows them only when they are expanded.
 *
 * @throws 400 when the sums don't fit the amount, unless `enforce_arithmetic_validation` is false
 */
export function takeAmountDetails(
  context: Context,
  intent: { readonly id: string; readonly amount: number },
  before: Details | undefined,
  given: Given | undefined,
): Details {
  if (given === undefined) return before ?? noDetails;
  if (given === '' || given === null) {
    replaceItems(context, intent.id, []);
    return noDetails;
  }
  const items =
    given.line_items === undefined
      ? lineItemsOf(context, intent.id)
      : replaceItems(context, intent.id, given.line_items || []);
  onlyOneDiscount(given);
  const details: Details = {
    tip: {},
    ...optional('discount_amount', given.discount_amount, before?.discount_amount),
    ...optional('shipping', shipping(given.shipping), before?.shipping),
    ...optional('tax', given.tax, before?.tax),
  };
  const code = problemOf(intent.amount, details, items);
  if (code === null) return details;
  if (given.enforce_arithmetic_validation !== false) {
    throw invalidRequest(problems[code], { code, param: 'amount_details' });
  }
  return { ...details, error: { code, message: problems[code] } };
}

function optional<K extends keyof Details, V>(
  name: K,
  given: V | '' | null | undefined,
  before: Details[K],
): Partial<Details> {
  const value = given === undefined ? before : given;
  return value === undefined || value === null || value === '' ? {} : { [name]: value };
}

function shipping(
  given: Stripe.PaymentIntentConfirmParams.AmountDetails['shipping'],
): Details['shipping'] | '' | undefined {
  if (given === undefined) return undefined;
  if (given === '' || given === null) return '';
  return {
    amount: given.amount || null,
    from_postal_code: given.from_postal_code || null,
    to_postal_code: given.to_postal_code || null,
  };
}

function onlyOneDiscount(given: Exclude<Given, '' | null>): void {
  const item = (given.line_items || []).find(({ discount_amount }) => discount_amount);
  onlyOne(
    {
      'amount_details[discount_amount]': given.discount_amount || undefined,
      'amount_details[line_items][][discount_amount]': item?.discount_amount,
    },
    ['amount_details[discount_amount]', 'amount_details[line_items][][discount_amount]'],
  );
}

function replaceItems(context: Context, intent: string, given: readonly GivenItem[]): Item[] {
  for (const { id } of lineItemsOf(context, intent)) {
    context.records.remove('amount_details_line_item', id);
  }
  return given.map((each, position) => {
    const item: Item = {
      id: context.id('uli_'),
      object: 'payment_intent_amount_details_line_item',
      discount_amount: each.discount_amount ?? null,
      // The four types of it differ by type only; they are echoed.
      payment_method_options: (each.payment_method_options ??
        null) as Item['payment_method_options'],
      product_code: each.product_code ?? null,
      product_name: each.product_name,
      quantity: each.quantity,
      tax: each.tax ? { total_tax_amount: each.tax.total_tax_amount } : null,
      unit_cost: each.unit_cost,
      unit_of_measure: each.unit_of_measure ?? null,
    };
    context.records.put('amount_details_line_item', item, { intent, position });
    return item;
  });
}

function problemOf(
  amount: number,
  details: Details,
  items: readonly Item[],
): keyof typeof problems | null {
  const sum = (of: (item: Item) => number): number =>
    items.reduce((total, item) => total + of(item), 0);
  const tax = details.tax?.total_tax_amount ?? sum((item) => item.tax?.total_tax_amount ?? 0);
  const discount = details.discount_amount ?? sum((item) => item.discount_amount ?? 0);
  const carriage = details.shipping?.amount ?? 0;
  if (items.length === 0) {
    return tax + carriage + discount > amount
      ? 'amount_details_tax_shipping_discount_greater_than_amount'
      : null;
  }
  const total = sum(({ unit_cost, quantity }) => unit_cost * quantity) + tax + carriage - discount;
  return total === amount ? null : 'amount_details_amount_mismatch';
}
