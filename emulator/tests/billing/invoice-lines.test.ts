/** What stands on invoices, and when they are due (docs.stripe.com/api/invoice-line-item). */
import type Stripe from 'stripe';
import { expect, test } from 'vitest';
import { failure } from '../resources/scene';
import { billing, day, draft, february, latest, passTo, start, subscribe } from './billing-scene';

test('lines are added, changed and taken off while it is a draft', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const { id, lines } = await draft(here);
  const [mug, wrapping] = lines.data;
  if (!mug || !wrapping) throw new Error('no lines');
  const waiting = await stripe.invoiceItems.create(
    { customer, amount: 100, currency: 'eur' },
    seller,
  );
  const added = await stripe.invoices.addLines(
    id,
    {
      lines: [
        { invoice_item: waiting.id },
        {
          quantity: 3,
          price_data: { currency: 'eur', unit_amount: 200, product_data: { name: 'Spoon' } },
        },
      ],
    },
    seller,
  );
  expect([added.total, added.lines.data.length]).toEqual([3200, 4]);
  const line = await stripe.invoices.updateLineItem(id, mug.id, { amount: 1800 }, seller);
  expect(line).toMatchObject({ amount: 1800, subtotal: 1800, description: 'Mug' });
  const less = await stripe.invoices.removeLines(
    id,
    { lines: [{ id: wrapping.id, behavior: 'unassign' }] },
    seller,
  );
  expect(less.total).toBe(2500);
  const { data } = await stripe.invoiceItems.list({ customer, pending: true }, seller);
  expect(data.map(({ amount }) => amount)).toEqual([500]);
  await stripe.invoices.finalizeInvoice(id, {}, seller);
  const late = await failure(stripe.invoices.updateLineItem(id, mug.id, { amount: 1 }, seller));
  expect(late.message).toMatch(/draft invoices/);
  expect((await stripe.invoices.listLineItems(id, { limit: 2 }, seller)).has_more).toBe(true);
});

test('what waited stands before what the period costs, the newest first', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const { id } = await subscribe(here);
  const { id: price } = await stripe.prices.create(
    { currency: 'eur', unit_amount: 400, recurring: { interval: 'month' }, product: here.product },
    seller,
  );
  const later = { subscription: id, price, proration_behavior: 'none' } as const;
  await stripe.subscriptionItems.create(later, seller);
  for (const amount of [100, 200]) {
    await stripe.invoiceItems.create({ customer, amount, currency: 'eur' }, seller);
  }
  const amounts = ({ lines }: Pick<Stripe.Invoice, 'lines'>) => lines.data.map((l) => l.amount);
  const next = await stripe.invoices.createPreview({ subscription: id }, seller);
  expect(amounts(next)).toEqual([200, 100, 400, 1500]);
  await passTo(here, february);
  expect(amounts(await latest(here, id))).toEqual([200, 100, 400, 1500]);
});

test('items that wait are taken up by an invoice that asks for them', async () => {
  const { stripe, seller, customer } = await billing();
  const item = { customer, currency: 'eur' };
  await stripe.invoiceItems.create({ ...item, amount: 700 }, seller);
  const none = await stripe.invoices.create({ customer, currency: 'eur' }, seller);
  expect(none.total).toBe(0);
  const all = await stripe.invoices.create(
    { customer, pending_invoice_items_behavior: 'include' },
    seller,
  );
  expect([all.currency, all.total]).toEqual(['eur', 700]);
  await stripe.invoices.del(all.id, {}, seller);
  const { data } = await stripe.invoiceItems.list({ customer, pending: true }, seller);
  expect(data).toHaveLength(1);
});

test('an invoice that is sent has a day it is due', async () => {
  const { stripe, seller, customer } = await billing();
  const sent = { customer, currency: 'eur', collection_method: 'send_invoice', days_until_due: 14 };
  const { id, due_date } = await stripe.invoices.create(sent, seller);
  expect(due_date).toBe(start + 14 * day);
  await stripe.invoiceItems.create({ customer, invoice: id, amount: 900, currency: 'eur' }, seller);
  expect((await stripe.invoices.sendInvoice(id, {}, seller)).status).toBe('open');
  const { data } = await stripe.invoices.list({ due_date: { lte: start + 15 * day } }, seller);
  expect(data.map((invoice) => invoice.id)).toEqual([id]);
});

test('refused in Stripe’s words', async () => {
  const here = await billing();
  const { stripe, seller, customer } = here;
  const { id } = await stripe.invoices.pay((await draft(here)).id, {}, seller);
  const said = async (call: Promise<unknown>) => (await failure(call)).message;
  expect(await said(stripe.invoices.pay(id, {}, seller))).toBe('Invoice is already paid');
  expect(await said(stripe.invoices.finalizeInvoice(id, {}, seller))).toBe(
    "This invoice is already finalized, you can't re-finalize a non-draft invoice.",
  );
  expect(await said(stripe.invoices.del(id, {}, seller))).toBe(
    'You can only delete draft invoices.',
  );
  expect(await said(stripe.invoices.voidInvoice(id, {}, seller))).toBe(
    "You can only pass in open invoices. This invoice isn't open.",
  );
  const other = stripe.invoices.create({ customer, days_until_due: 3 }, seller);
  expect(await said(other)).toBe(
    "You can only specify 'days_until_due' if invoice collection method is 'send_invoice'.",
  );
  expect(await said(stripe.invoices.create({ customer }))).toBe(`No such customer: '${customer}'`);
  const fee = { customer: here.jenny, application_fee_amount: 1 };
  expect(await said(stripe.invoices.create(fee))).toMatch(/Stripe-Account/);
  const poor = await stripe.customers.create({}, seller);
  const empty = await stripe.invoices.create({ customer: poor.id, currency: 'eur' }, seller);
  await stripe.invoiceItems.create(
    { customer: poor.id, invoice: empty.id, amount: 900, currency: 'eur' },
    seller,
  );
  expect(await said(stripe.invoices.pay(empty.id, {}, seller))).toMatch(
    /^This customer has no attached payment source/,
  );
});
