import type { Stage } from './stage';
import { itemBody, priceData, priced, product, subscribed } from './subscription-scene';
import type { Opening, Theatre } from './theatre';

export const previewStages: readonly Stage[] = [
  {
    parameters: 'InvoiceCreatePreviewParams',
    open: async (theatre, path) => {
      const { stripe, jenny: customer } = theatre;
      const [first, second, third, fourth] = path;
      const at = { path: '/v1/invoices/create_preview' };
      if (first === 'subscription') {
        const { id } = await subscribed(theatre);
        return { ...at, value: id };
      }
      if (first === 'customer') {
        const { id } = await stripe.customers.create();
        await stripe.invoiceItems.create({ customer: id, amount: 900, currency: 'usd' });
        return { ...at, value: id };
      }
      if (first === 'currency') {
        const { id } = await stripe.customers.create();
        await stripe.invoiceItems.create({ customer: id, amount: 900, currency: 'usd' });
        await stripe.invoiceItems.create({ customer: id, amount: 900, currency: 'eur' });
        return { ...at, body: { customer: id }, value: 'eur' };
      }
      if (first === 'invoice_items') {
        const item = await previewItem(theatre, third, fourth);
        const { value } = { value: undefined, ...item };
        const { id } = await stripe.customers.create();
        const said = { customer: id, invoice_items: { 0: item.body } } as Opening['body'];
        return { ...at, body: said, ...(value === undefined ? {} : { value }) };
      }
      if (first !== 'subscription_details' || second !== 'items') {
        const { id } = await subscribed(theatre);
        return { ...at, body: { subscription: id } };
      }
      const item = await itemBody(theatre, fourth, path[4]);
      const { value } = { value: undefined, ...item };
      const said = { customer, subscription_details: { items: { 0: item.body } } };
      return { ...at, body: said as Opening['body'], ...(value === undefined ? {} : { value }) };
    },
    seenAs: {
      'invoice_items.0.price': 'lines.0.pricing.price_details.price',
      'invoice_items.0.price_data.product': 'lines.0.pricing.price_details.product',
      'invoice_items.0.price_data.unit_amount': 'lines.0.amount',
      'invoice_items.0.unit_amount_decimal': 'lines.0.pricing.unit_amount_decimal',
      'invoice_items.0.unit_amount': 'lines.0.amount',
      'invoice_items.0': 'lines.0',
      'subscription_details.items.0.price': 'lines.0.pricing.price_details.price',
      'subscription_details.items.0.price_data.product': 'lines.0.pricing.price_details.product',
      'subscription_details.items.0.price_data.unit_amount': 'lines.0.amount',
      'subscription_details.items.0': 'lines.0',
      subscription: 'parent.subscription_details.subscription',
    },
  },
];

async function previewItem(theatre: Theatre, field: string | undefined, below: string | undefined) {
  switch (field) {
    case 'price':
      return { body: {}, value: await priced(theatre, {}) };
    case 'price_data':
      return {
        body: { price_data: await priceData(theatre, below, false) },
        ...(below === 'product' ? { value: await product(theatre) } : {}),
      };
    case 'amount':
    case 'unit_amount':
    case 'unit_amount_decimal':
      return { body: { currency: 'usd' } };
    case 'quantity':
      return { body: { currency: 'usd', unit_amount: 500 } };
    case 'currency':
      return { body: { amount: 500 }, value: 'usd' };
    default:
      return { body: { amount: 500, currency: 'usd' } };
  }
}
