import {
  draft,
  lineSights,
  linesOf,
  oneLine,
  price,
  priceSights,
  pricing,
  subscribed,
} from './invoice-scene';
import type { Stage } from './stage';
import type { Opening } from './theatre';

/** The lines of invoices, and the items that become lines. */
export const invoiceLineStages: readonly Stage[] = [
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
