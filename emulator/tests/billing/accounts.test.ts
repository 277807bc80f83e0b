/** Whose is what: nothing of one account's billing is seen or used from another. */
import { expect, test } from 'vitest';
import { failure, saveCard } from '../resources/scene';
import { billing } from './billing-scene';

test('subscriptions, invoices, prices and clocks are of one account', async () => {
  const here = await billing();
  const { stripe, seller, american, customer, price } = here;
  const other = { stripeAccount: american };
  const { testClocks } = stripe.testHelpers;
  const { id: clock } = await testClocks.create({ frozen_time: 1_900_000_000 }, seller);
  const made = await stripe.subscriptions.create({ customer, items: [{ price }] }, seller);
  const invoice = String(made.latest_invoice);
  const item = made.items.data[0]?.id ?? '';
  const { data } = await stripe.invoicePayments.list({ invoice }, seller);
  for (const options of [{}, other]) {
    const reads = [
      stripe.subscriptions.retrieve(made.id, {}, options),
      stripe.subscriptionItems.retrieve(item, {}, options),
      stripe.invoices.retrieve(invoice, {}, options),
      stripe.invoicePayments.retrieve(data[0]?.id ?? '', {}, options),
      stripe.prices.retrieve(price, {}, options),
      testClocks.retrieve(clock, {}, options),
      stripe.subscriptions.update(made.id, { description: 'stolen' }, options),
      stripe.subscriptions.cancel(made.id, {}, options),
      stripe.invoices.voidInvoice(invoice, {}, options),
      testClocks.advance(clock, { frozen_time: 1_900_000_001 }, options),
    ];
    for (const read of reads) {
      const { code, statusCode } = await failure(read);
      expect([statusCode, code]).toEqual([404, 'resource_missing']);
    }
    const lists = [
      await stripe.subscriptions.list({ status: 'all' }, options),
      await stripe.invoices.list({}, options),
      await stripe.invoicePayments.list({}, options),
      await stripe.prices.list({}, options),
      await stripe.products.list({}, options),
      await testClocks.list({}, options),
    ];
    expect(lists.flatMap((list): unknown[] => list.data)).toEqual([]);
  }
  expect((await stripe.subscriptions.retrieve(made.id, {}, seller)).status).toBe('active');
});

test('another account’s customer, price or card does not do', async () => {
  const here = await billing();
  const { stripe, seller, jenny, customer, price } = here;
  const card = await saveCard(here, 'pm_card_visa');
  const said = async (given: object, options: object = seller) => {
    const body = { customer, items: [{ price }], ...given };
    return (await failure(stripe.subscriptions.create(body, options))).message;
  };
  expect(await said({ customer: jenny })).toBe(`No such customer: '${jenny}'`);
  expect(await said({ customer: jenny }, {})).toBe(`No such price: '${price}'`);
  expect(await said({ default_payment_method: card })).toMatch(
    /^No such PaymentMethod: '.*'; OAuth key or Stripe-Account header was used/,
  );
  expect(await said({ default_payment_method: 'pm_card_visa' })).toMatch(/must be attached/);
  const clone = await stripe.paymentMethods.create(
    { customer: jenny, payment_method: card },
    seller,
  );
  expect(await said({ default_payment_method: clone.id })).toMatch(/must be attached/);
  await stripe.paymentMethods.attach(clone.id, { customer }, seller);
  const own = { customer, items: [{ price }], default_payment_method: clone.id };
  expect((await stripe.subscriptions.create(own, seller)).status).toBe('active');
});
