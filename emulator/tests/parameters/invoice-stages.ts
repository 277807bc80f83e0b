import { call } from '../support/raw-call';
import type { Stage } from './stage';
import type { Opening, Theatre } from './theatre';

/** A draft of Jenny's with one line of 50 dollars; ids of both. */
async function draft({ stripe, jenny }: Theatre, given = {}) {
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

const sent = { collection_method: 'send_invoice' };

/** A subscription of Jenny's that nobody has paid yet. */
async function subscribed({ stripe, jenny: customer }: Theatre): Promise<string> {
  const made = { currency: 'usd', unit_amount: 500, product_data: { name: 'Tea' } };
  const { id: price } = await stripe.prices.create({ ...made, recurring: { interval: 'month' } });
  const waits = { customer, items: [{ price }], payment_behavior: 'default_incomplete' };
  return (await stripe.subscriptions.create(waits)).id;
}

/** What an invoice says besides its lines, when it is made and after. */
async function settings(theatre: Theatre, [first, second]: readonly string[]) {
  switch (first) {
    case 'application_fee_amount':
      return { account: theatre.american };
    case 'automatically_finalizes_at':
      return { body: { auto_advance: true }, value: 1_900_000_000 };
    case 'collection_method':
      return { value: 'send_invoice' };
    case 'days_until_due':
      return { body: sent };
    case 'due_date':
      return { body: sent, value: 1_900_000_000 };
    case 'default_payment_method':
      return { value: theatre.card };
    case 'payment_settings':
      return second === 'payment_method_types' ? { value: 'us_bank_account' } : {};
    case 'rendering':
      return second === 'pdf' ? { value: 'a4' } : {};
    default:
      return {};
  }
}

/** An item's price may be said in several ways. */
async function pricing(
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

const price = 'pricing.price_details.price';

/** The lines of an invoice, which are listed to see their prices. */
function linesOf({ emulator }: Theatre, id: string): Opening['after'] {
  const query = 'expand[]=data.pricing.price_details.price';
  return async (answer) => {
    const { json } = await call(emulator, `/v1/invoices/${id}/lines?${query}`);
    return { ...answer, lines: json };
  };
}

const priceSights = (at: string) => ({
  [`${at}price_data.product`]: `${at}pricing.price_details.product`,
  [`${at}price_data`]: `${at}${price}`,
  [`${at}pricing.price`]: `${at}${price}`,
  [`${at}unit_amount_decimal`]: `${at}pricing.unit_amount_decimal`,
});

/** The same of the lines of a request, as the lines of the invoice. */
const lineSights = Object.fromEntries(
  Object.entries(priceSights('lines.0.')).map(([name, at]) => [name, at]),
);

/** Of one line among several in a request. */
async function oneLine(theatre: Theatre, path: readonly string[]): Promise<Partial<Opening>> {
  const { body, value } = await pricing(theatre, path.slice(2));
  const said = path[0] === 'lines' ? { lines: { 0: body } } : { lines: { 0: { amount: 500 } } };
  return { body: said as Opening['body'], ...(value === undefined ? {} : { value }) };
}

export const invoiceStages: readonly Stage[] = [
  {
    parameters: 'InvoiceCreateParams',
    open: async (theatre, path) => {
      const [first] = path;
      const { stripe, jenny, american } = theatre;
      const account = first === 'application_fee_amount' ? { stripeAccount: american } : {};
      const { body, ...rest } = { body: {}, ...(await settings(theatre, path)) };
      const customer = account.stripeAccount
        ? (await stripe.customers.create({}, account)).id
        : jenny;
      return {
        path: '/v1/invoices',
        body: { customer, currency: first === 'currency' ? undefined : 'usd', ...body },
        ...rest,
        ...(first === 'customer' ? { value: (await stripe.customers.create()).id } : {}),
        ...(first === 'subscription' ? { value: await subscribed(theatre) } : {}),
      };
    },
    seenAs: {
      subscription: 'parent.subscription_details.subscription',
      days_until_due: { at: 'collection_method', as: 'send_invoice' },
    },
  },
  {
    parameters: 'InvoiceUpdateParams',
    open: async (theatre, path) => {
      const { id } = await draft(theatre);
      return { path: `/v1/invoices/${id}`, ...(await settings(theatre, path)) };
    },
  },
  {
    parameters: 'InvoiceFinalizeInvoiceParams',
    open: async (theatre) => ({ path: `/v1/invoices/${(await draft(theatre)).id}/finalize` }),
  },
  {
    parameters: 'InvoicePayParams',
    open: async (theatre, [first]) => {
      const { id } = await draft(theatre, { default_payment_method: theatre.card });
      const path = `/v1/invoices/${id}/pay`;
      if (first !== 'payment_method') return { path };
      const after = async () => {
        const { data } = await theatre.stripe.charges.list({ customer: theatre.jenny, limit: 1 });
        return data[0] ?? {};
      };
      const spare = await theatre.stripe.paymentMethods.attach('pm_card_mastercard', {
        customer: theatre.jenny,
      });
      return { path, value: spare.id, after };
    },
    seenAs: { paid_out_of_band: { at: 'amount_paid_off_stripe', as: 5000 } },
  },
  {
    parameters: 'InvoiceAttachPaymentParams',
    open: async (theatre) => {
      const { stripe, card } = theatre;
      const { id } = await draft(theatre);
      await stripe.invoices.finalizeInvoice(id);
      const { payment_intent } = await stripe.charges.retrieve(await theatre.paid(card));
      const after = async () => {
        const { data } = await stripe.invoicePayments.list({ invoice: id, status: 'paid' });
        return data[0] ?? {};
      };
      const value = String(payment_intent);
      return { path: `/v1/invoices/${id}/attach_payment`, value, after };
    },
    seenAs: { payment_intent: 'payment.payment_intent' },
  },
  {
    parameters: 'InvoiceAddLinesParams',
    open: async (theatre, path) => {
      const { stripe, jenny: customer } = theatre;
      const { id } = await stripe.invoices.create({ customer, currency: 'usd' });
      const at = { path: `/v1/invoices/${id}/add_lines`, after: linesOf(theatre, id) };
      if (path[2] !== 'invoice_item') return { ...at, ...(await oneLine(theatre, path)) };
      const item = await stripe.invoiceItems.create({ customer, amount: 300, currency: 'usd' });
      return { ...at, value: item.id };
    },
    seenAs: {
      ...lineSights,
      'lines.0.invoice_item': 'lines.0.parent.invoice_item_details.invoice_item',
      invoice_metadata: 'metadata',
    },
  },
  {
    parameters: 'InvoiceUpdateLinesParams',
    open: async (theatre, path) => {
      const { id, line } = await draft(theatre);
      const { body, ...rest } = await oneLine(theatre, path);
      const lines = (body as { lines: { 0: object } }).lines[0];
      const named = { lines: { 0: { ...lines, id: line } } };
      const at = { path: `/v1/invoices/${id}/update_lines`, after: linesOf(theatre, id) };
      const own = path[2] === 'id' ? { value: line } : {};
      return { ...at, body: named as Opening['body'], ...rest, ...own };
    },
    seenAs: { ...lineSights, invoice_metadata: 'metadata' },
  },
  {
    parameters: 'InvoiceRemoveLinesParams',
    open: async (theatre, path) => {
      const { id, line } = await draft(theatre);
      return {
        path: `/v1/invoices/${id}/remove_lines`,
        body: { lines: { 0: { id: line, behavior: 'delete' } } },
        ...(path[2] === 'id' ? { value: line } : {}),
      };
    },
    seenAs: { invoice_metadata: 'metadata' },
  },
  {
    parameters: 'InvoiceUpdateLineItemParams',
    open: async (theatre, path) => {
      const { id, line } = await draft(theatre);
      const { body, ...rest } = await pricing(theatre, path);
      return {
        path: `/v1/invoices/${id}/lines/${line}`,
        body: body as Opening['body'],
        expand: [price],
        ...rest,
      };
    },
    seenAs: priceSights(''),
  },
  {
    parameters: 'InvoiceItemCreateParams',
    open: async (theatre, path) => {
      const { stripe, jenny } = theatre;
      const { body, ...rest } = await pricing(theatre, path);
      const [first] = path;
      const other = (await stripe.customers.create()).id;
      const invoice = async () =>
        (await stripe.invoices.create({ customer: jenny, currency: 'usd' })).id;
      return {
        path: '/v1/invoiceitems',
        body: {
          ...(first === 'customer' ? {} : { customer: first === 'currency' ? other : jenny }),
          ...body,
        },
        expand: [price],
        ...rest,
        ...(first === 'customer' ? { value: other } : {}),
        ...(first === 'invoice' ? { value: await invoice() } : {}),
        ...(first === 'subscription' ? { value: await subscribed(theatre) } : {}),
      };
    },
    seenAs: {
      ...priceSights(''),
      subscription: 'parent.subscription_details.subscription',
    },
  },
  {
    parameters: 'InvoiceItemUpdateParams',
    open: async (theatre, path) => {
      const { stripe, jenny } = theatre;
      const { body, ...rest } = await pricing(theatre, path);
      const item = { customer: jenny, amount: 300, currency: 'usd' };
      const { id } = await stripe.invoiceItems.create(item);
      return {
        path: `/v1/invoiceitems/${id}`,
        body: body as Opening['body'],
        expand: [price],
        ...rest,
      };
    },
    seenAs: priceSights(''),
  },
];
