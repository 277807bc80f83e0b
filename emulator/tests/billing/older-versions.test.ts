import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { failure } from '../resources/scene';
import { stripeFor } from '../support/emulator';
import { call } from '../support/raw-call';
import { startReceiver } from '../support/webhook-receiver';
import { settled } from '../events/watch';
import { billing, day, pass, subscribe, type Billing } from './billing-scene';

/** What an older SDK reads; its types are gone. */
type Older = Record<string, unknown>;

async function at(version: string, options: Parameters<typeof billing>[1] = {}) {
  const here = await billing('pm_card_visa', options);
  const stripe = stripeFor(here.emulator, { apiVersion: version });
  return { here, old: { ...here, stripe } satisfies Billing };
}

describe('billing before 2025-03-31.basil', () => {
  test('an invoice names its payment, its subscription and what came of it', async () => {
    const { here, old } = await at('2024-06-20');
    const subscription = await subscribe(old, {
      expand: ['latest_invoice.payment_intent.payment_method'],
      metadata: { cup: 'blue' },
      payment_behavior: 'default_incomplete',
    });
    const [item] = subscription.items.data;
    expect(subscription).toMatchObject({
      current_period_start: item?.current_period_start,
      current_period_end: item?.current_period_end,
      discount: null,
      latest_invoice: {
        object: 'invoice',
        paid: false,
        payment_intent: { object: 'payment_intent', status: 'requires_payment_method' },
        subscription: subscription.id,
        subscription_details: { metadata: { cup: 'blue' } },
      },
    });
    const invoice = subscription.latest_invoice as unknown as Older & {
      id: string;
      payment_intent: Stripe.PaymentIntent;
    };
    const { id: intent } = invoice.payment_intent;
    await old.stripe.paymentIntents.confirm(intent, { payment_method: here.card }, here.seller);
    const expand = ['charge', 'subscription', 'lines.data.price.product'];
    const paid = await old.stripe.invoices.retrieve(invoice.id, { expand }, here.seller);
    expect(paid).toMatchObject({
      application_fee_amount: null,
      charge: { object: 'charge', invoice: invoice.id, payment_intent: intent },
      discount: null,
      paid: true,
      paid_out_of_band: false,
      payment_intent: intent,
      subscription: { id: subscription.id, current_period_end: item?.current_period_end },
    });
    expect(paid.lines.data).toMatchObject([
      {
        plan: { id: here.price },
        price: { id: here.price, product: { name: 'Coffee' } },
        proration: false,
        subscription: subscription.id,
        subscription_item: item?.id,
        type: 'subscription',
      },
    ]);
    const more = { expand: ['invoice.subscription'] };
    const payment = await old.stripe.paymentIntents.retrieve(intent, more, here.seller);
    expect(payment).toMatchObject({
      invoice: { id: invoice.id, subscription: { id: subscription.id } },
    });
    const now = await here.stripe.invoices.retrieve(invoice.id, {}, here.seller);
    expect(now).not.toHaveProperty('payment_intent');
    await expect(
      here.stripe.invoices.retrieve(invoice.id, { expand: ['payment_intent'] }, here.seller),
    ).rejects.toThrow('This property cannot be expanded (payment_intent).');
  });

  test('an invoice of nothing names no payment, one paid elsewhere says so', async () => {
    const { here, old } = await at('2023-10-16');
    const { customer, seller } = here;
    const trial = await subscribe(old, { trial_period_days: 3, expand: ['latest_invoice'] });
    expect(trial.latest_invoice).toMatchObject({ charge: null, paid: true, payment_intent: null });
    const draft = await old.stripe.invoices.create({ customer, currency: 'eur' }, seller);
    const item = await old.stripe.invoiceItems.create(
      { customer, invoice: draft.id, amount: 900, currency: 'eur' },
      seller,
    );
    expect(item).toMatchObject({ plan: null, price: null, unit_amount: 900 });
    expect(draft).toMatchObject({ payment_intent: null, subscription: null, paid: false });
    const elsewhere = { paid_out_of_band: true };
    expect(await old.stripe.invoices.pay(draft.id, elsewhere, seller)).toMatchObject({
      paid: true,
      paid_out_of_band: true,
      lines: { data: [{ type: 'invoiceitem', invoice_item: item.id }] },
    });
  });

  test('webhooks have the period and the invoice of their version', async () => {
    const { here, old } = await at('2022-08-01');
    const receiver = await startReceiver();
    await old.stripe.webhookEndpoints.create({
      url: receiver.url,
      connect: true,
      enabled_events: ['customer.subscription.updated', 'invoice.paid'],
      api_version: '2022-08-01' as never,
    });
    const { id } = await subscribe(old);
    await pass(here, 32 * day);
    await settled(here.emulator);
    const of = (type: string): Older[] =>
      receiver.received
        .map(({ event }) => event)
        .filter((event) => event.type === type)
        .map((event) => event.data as unknown as Older);
    expect(of('invoice.paid')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          object: expect.objectContaining({
            subscription: id,
            paid: true,
            payment_intent: expect.stringMatching(/^pi_/) as unknown,
          }) as unknown,
        }),
      ]),
    );
    const renewed = of('customer.subscription.updated').find(
      ({ previous_attributes: previous }) => (previous as Older).current_period_end !== undefined,
    );
    expect(renewed).toMatchObject({
      object: { id, current_period_end: expect.any(Number) as unknown },
      previous_attributes: { current_period_start: expect.any(Number) as unknown },
    });
  });

  test('what comes next is asked for as "upcoming", with the names of then', async () => {
    const { here, old } = await at('2024-06-20');
    const { id, items } = await subscribe(old);
    const ask = (version: string, path = '', more = '') =>
      call(here.emulator, `/v1/invoices/upcoming${path}?subscription=${id}${more}`, {
        headers: { 'stripe-version': version, 'stripe-account': here.account },
      });
    const next = await ask('2024-06-20');
    expect(next.json).toMatchObject({ object: 'invoice', subscription: id, amount_due: 1500 });
    const item = items.data[0]?.id ?? '';
    const two = `&subscription_items[0][id]=${item}&subscription_items[0][quantity]=2&subscription_proration_behavior=none`;
    expect((await ask('2024-06-20', '', two)).json).toMatchObject({ amount_due: 3000 });
    expect((await ask('2024-06-20', '/lines', two)).json).toMatchObject({
      object: 'list',
      data: [{ quantity: 2, price: { id: here.price } }],
    });
    expect((await ask('2025-03-31.basil')).status).toBe(404);
  });

  test('an upcoming invoice has no id, and its lines are paged by asking again', async () => {
    const { here, old } = await at('2024-06-20');
    const { customer, seller } = here;
    const { id } = await subscribe(old);
    for (let amount = 1; amount <= 12; amount += 1) {
      await old.stripe.invoiceItems.create({ customer, amount, currency: 'eur' }, seller);
    }
    const price =
      '&invoice_items[0][price_data][currency]=eur&invoice_items[0][price_data][unit_amount]=700';
    const product = `&invoice_items[0][price_data][product]=${here.product}`;
    const ask = async (path: string): Promise<Older> => {
      const query = path.includes('?') ? path : `${path}?subscription=${id}${price}${product}`;
      const { json } = await call(here.emulator, `/v1/invoices/${query}`, {
        headers: { 'stripe-version': '2024-06-20', 'stripe-account': here.account },
      });
      return json as Older;
    };
    const next = await ask('upcoming');
    for (const gone of ['id', 'hosted_invoice_url', 'invoice_pdf'])
      expect(next).not.toHaveProperty(gone);
    expect(next).toMatchObject({ total: 1500 + 700 + 78, lines: { total_count: 14 } });
    const { data, url } = next.lines as { data: Older[]; url: string };
    expect(data).toHaveLength(10);
    expect(data[0]).toMatchObject({
      id: expect.stringMatching(/^il_tmp_\w{24}$/) as unknown,
      plan: null,
      price: { object: 'price', unit_amount: 700, product: here.product },
    });
    const page = async (path: string, more: string): Promise<Older[]> => {
      const base = `upcoming/lines?subscription=${id}${price}${product}`;
      const asked = await ask(`${path === '' ? base : `${path}?`}${more}`);
      return asked.data as Older[];
    };
    const first = await page('', '&limit=12');
    const second = await page('', `&limit=12&starting_after=${String(first[11]?.id)}`);
    const amounts = [...first, ...second].map(({ amount }) => amount);
    expect(amounts).toEqual([700, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1500]);
    const kept = await page(url.replace('/v1/invoices/', ''), '&limit=100');
    expect(kept.map((line) => line.id)).toEqual([...first, ...second].map((line) => line.id));
    const more = `${price}${product}&expand[]=lines.data.price.product`;
    const { lines } = await ask(`upcoming?subscription=${id}${more}`);
    const [dear] = (lines as { data: Older[] }).data;
    expect(dear).toMatchObject({ price: { product: { name: 'Coffee' } } });
  });

  test('a plan’s own trial is previewed for a new subscription, and refused for one there is', async () => {
    const { here, old } = await at('2020-08-27');
    const { account, customer, seller } = here;
    const plan = { amount: 900, currency: 'eur', interval: 'month', trial_period_days: 7 } as const;
    await here.stripe.plans.create({ ...plan, id: 'gold', product: here.product }, seller);
    const ask = (query: string) =>
      call(here.emulator, `/v1/invoices/upcoming?${query}`, {
        headers: { 'stripe-version': '2020-08-27', 'stripe-account': account },
      });
    const gold = `customer=${customer}&subscription_items[0][plan]=gold`;
    expect((await ask(gold)).json).toMatchObject({ total: 900 });
    expect((await ask(`${gold}&subscription_trial_from_plan=false`)).json).toMatchObject({
      total: 900,
    });
    expect((await ask(`${gold}&subscription_trial_from_plan=true`)).json).toMatchObject({
      total: 0,
      lines: { data: [{ description: 'Trial period for Coffee' }] },
    });
    const { id } = await subscribe(old);
    const asked = `subscription=${id}&subscription_trial_from_plan=true`;
    expect((await ask(asked)).json).toMatchObject({
      error: { param: 'subscription_trial_from_plan' },
    });
  });
});

test('before 2022-11-15 the charges of an intent are expanded within it', async () => {
  const { old } = await at('2020-08-27');
  const intent = await old.stripe.paymentIntents.create({
    amount: 500,
    currency: 'usd',
    payment_method: 'pm_card_visa',
    confirm: true,
    expand: ['charges.data.balance_transaction'],
  });
  expect(intent).toMatchObject({
    charges: { data: [{ balance_transaction: { object: 'balance_transaction', amount: 500 } }] },
  });
});

describe('what older integrations ask for', () => {
  test('an item by its plan, paid by a source of the customer, with tax of nothing', async () => {
    const here = await billing('pm_card_chargeCustomerFail');
    const { customer, price, seller, stripe } = here;
    const { id: card } = await stripe.customers.createSource(
      customer,
      { source: 'tok_visa' },
      seller,
    );
    const subscription = await stripe.subscriptions.create(
      {
        customer,
        items: [{ plan: price }],
        default_source: card,
        automatic_tax: { enabled: true },
        expand: ['latest_invoice'],
      },
      seller,
    );
    expect(subscription).toMatchObject({
      automatic_tax: { enabled: true, liability: { type: 'self' } },
      default_source: card,
      items: { data: [{ price: { id: price }, plan: { id: price } }] },
      latest_invoice: {
        automatic_tax: { enabled: true, status: 'complete' },
        status: 'paid',
        total: 1500,
        total_taxes: [],
      },
      status: 'active',
    });
    const { data } = await stripe.subscriptions.list({ plan: price }, seller);
    expect(data.map(({ id }) => id)).toEqual([subscription.id]);
    const default_source = 'card_none';
    for (const refused of [
      stripe.subscriptions.update(subscription.id, { default_source }, seller),
      stripe.customers.update(customer, { default_source }, seller),
    ])
      expect(await failure(refused)).toMatchObject({
        code: 'resource_missing',
        message: `No such source: '${default_source}'`,
        param: 'default_source',
        statusCode: 400,
      });
  });

  test('save_payment_method keeps the card for its customer', async () => {
    const { emulator, stripe, jenny } = await billing();
    const had = (await stripe.customers.listPaymentMethods(jenny)).data.length;
    const { client_secret: secret, id } = await stripe.paymentIntents.create({
      amount: 500,
      currency: 'usd',
      customer: jenny,
    });
    const paid = await call(emulator, `/v1/payment_intents/${id}/confirm`, {
      key: 'pk_test_emulator',
      body: `client_secret=${secret ?? ''}&payment_method=pm_card_visa&save_payment_method=true&use_stripe_sdk=true`,
    });
    expect(paid.json).toMatchObject({ status: 'succeeded' });
    const { data } = await stripe.customers.listPaymentMethods(jenny);
    expect(data).toHaveLength(had + 1);
  });

  test('a card number from a server, where that is switched on', async () => {
    const { stripe } = await billing('pm_card_visa', { settings: { rawCardData: true } });
    const year = new Date().getUTCFullYear() + 2;
    const card = { number: '4242424242424242', exp_month: 12, exp_year: year, cvc: '123' };
    const made = await stripe.paymentMethods.create({ type: 'card', card });
    expect(made.card?.last4).toBe('4242');
    expect(
      (await stripe.tokens.create({ card: { ...card, exp_month: '12', exp_year: String(year) } }))
        .card?.last4,
    ).toBe('4242');
    const unpublished = { ...card, number: ['4242', '4242', '4242', '4002'].join('') };
    await expect(
      stripe.paymentMethods.create({ type: 'card', card: unpublished }),
    ).rejects.toThrow();
  });
});
