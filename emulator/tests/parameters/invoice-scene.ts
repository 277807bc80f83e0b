/** What the stages of invoices and their lines are set with. */
import { call } from '../support/raw-call';
import type { Opening, Theatre } from './theatre';

/** A draft of Jenny's with one line of 50 dollars; ids of both. */
export async function draft({ stripe, jenny }: Theatre, given = {}) {
  const { id } = await stripe.invoices.create({ customer: jenny, currency: 'usd', ...given });
  const item = { customer: jenny, invoice: id, currency: 'usd', amount: 5000 };
  await stripe.invoiceItems.create(item);
  const { lines } = await stripe.invoices.retrieve(id);
  return { id, line: lines.data[0]?.id ?? '' };
}

async function oneOff({ stripe }: Theatre): Promise<string> {
  const product_data = { name: 'Mug' };
  return (await stripe.prices.create({ currency: 'usd', unit_amount: 700, product_data })).id;
}

async function product({ stripe }: Theatre): Promise<string> {
  return (await stripe.products.create({ name: 'Mug' })).id;
}

export const sent = { collection_method: 'send_invoice' };

/** A subscription of Jenny's that nobody has paid yet. */
export async function subscribed({ stripe, jenny: customer }: Theatre): Promise<string> {
  const made = { currency: 'usd', unit_amount: 500, product_data: { name: 'Tea' } };
  const { id: price } = await stripe.prices.create({ ...made, recurring: { interval: 'month' } });
  const waits = { customer, items: [{ price }], payment_behavior: 'default_incomplete' };
  return (await stripe.subscriptions.create(waits)).id;
}

/** An item's price may be said in several ways. */
export async function pricing(
  theatre: Theatre,
  [first, second]: readonly string[],
): Promise<{ body: object; value?: string | number }> {
  switch (first) {
    case 'pricing':
      return { body: {}, value: await oneOff(theatre) };
    case 'price_data':
      return {
        body: {
          price_data: {
            currency: 'usd',
            product: await product(theatre),
            ...(/unit_amount/.test(second ?? '') ? {} : { unit_amount: 500 }),
          },
        },
        ...(second === 'product' ? { value: await product(theatre) } : {}),
        ...(second === 'currency' ? { value: 'usd' } : {}),
      };
    case 'amount':
    case 'unit_amount_decimal':
      return { body: {} };
    case 'quantity':
    case 'quantity_decimal': {
      const price_data = { currency: 'usd', product: await product(theatre), unit_amount: 500 };
      return { body: { price_data } };
    }
    default:
      return { body: { amount: 500 } };
  }
}

export const price = 'pricing.price_details.price';

/** The lines of an invoice, which are listed to see their prices. */
export function linesOf({ emulator }: Theatre, id: string): Opening['after'] {
  const query = 'expand[]=data.pricing.price_details.price';
  return async (answer) => {
    const { json } = await call(emulator, `/v1/invoices/${id}/lines?${query}`);
    return { ...answer, lines: json };
  };
}

export const priceSights = (at: string) => ({
  [`${at}price_data.product`]: `${at}pricing.price_details.product`,
  [`${at}price_data`]: `${at}${price}`,
  [`${at}pricing.price`]: `${at}${price}`,
  [`${at}unit_amount_decimal`]: `${at}pricing.unit_amount_decimal`,
});

/** The same of the lines of a request, as the lines of the invoice. */
export const lineSights = Object.fromEntries(
  Object.entries(priceSights('lines.0.')).map(([name, at]) => [name, at]),
);

/** Of one line among several in a request. */
export async function oneLine(
  theatre: Theatre,
  path: readonly string[],
): Promise<Partial<Opening>> {
  const { body, value } = await pricing(theatre, path.slice(2));
  const said = path[0] === 'lines' ? { lines: { 0: body } } : { lines: { 0: { amount: 500 } } };
  return { body: said as Opening['body'], ...(value === undefined ? {} : { value }) };
}
