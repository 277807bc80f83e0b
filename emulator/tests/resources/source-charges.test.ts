import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { eventTypes, eventually, expectShape, failure, scene, type Scene } from './scene';
import { alipay, atThePage, ideal, olderStripe } from './source-scene';

const notChargeable = 'The source you provided is not in a chargeable state.';
const consumed =
  'The reusable source you provided is consumed because it was previously charged without being attached to a customer or was detached from a customer. To charge a reusable source multiple time you must attach it to a customer first.';

async function cardSource(
  { stripe }: Pick<Scene, 'stripe'>,
  given: Stripe.SourceCreateParams = {},
  options: Stripe.RequestOptions = {},
): Promise<string> {
  const { id } = await stripe.sources.create(
    { type: 'card', token: 'tok_visa', ...given },
    options,
  );
  return id;
}

describe('charges of card sources', () => {
  test('consume one that nobody has attached', async () => {
    const made = await scene();
    const { stripe } = made;
    const source = await cardSource(made);
    const charge = await stripe.charges.create({ amount: 700, currency: 'usd', source });
    expectShape(charge);
    expect(charge).toMatchObject({
      payment_method: source,
      payment_method_details: { type: 'card', card: { last4: '4242' } },
      source: { id: source, object: 'source', status: 'consumed', type: 'card' },
      status: 'succeeded',
    });
    expect(await stripe.sources.retrieve(source)).toMatchObject({ status: 'consumed' });
    const again = await failure(stripe.charges.create({ amount: 700, currency: 'usd', source }));
    expect(again).toMatchObject({ statusCode: 400, message: consumed });
    expect((await eventTypes(stripe)).filter((type) => type.startsWith('source.'))).toEqual([
      'source.chargeable',
    ]);
  });

  test('leave one that is attached, charge after charge', async () => {
    const made = await scene();
    const { stripe, jenny: customer } = made;
    const source = await cardSource(made);
    await stripe.customers.createSource(customer, { source });
    const pay = { amount: 700, currency: 'usd', customer, source };
    for (let round = 0; round < 2; round += 1) {
      expect((await stripe.charges.create(pay)).status).toBe('succeeded');
    }
    expect(await stripe.sources.retrieve(source)).toMatchObject({ customer, status: 'chargeable' });
    const alone = await failure(stripe.charges.create({ amount: 700, currency: 'usd', source }));
    expect(alone).toMatchObject({ statusCode: 400, param: 'customer' });
  });

  test('take one of a single use once, for its amount', async () => {
    const made = await scene();
    const { stripe, jenny: customer } = made;
    const source = await cardSource(made, { usage: 'single_use', amount: 700, currency: 'usd' });
    await stripe.customers.createSource(customer, { source });
    const wrong = await failure(
      stripe.charges.create({ amount: 800, currency: 'usd', customer, source }),
    );
    expect(wrong).toMatchObject({ statusCode: 400, param: 'amount' });
    const foreign = await failure(
      stripe.charges.create({ amount: 700, currency: 'eur', customer, source }),
    );
    expect(foreign).toMatchObject({ statusCode: 400, param: 'currency' });
    await stripe.charges.create({ amount: 700, currency: 'usd', customer, source });
    expect(await stripe.sources.retrieve(source)).toMatchObject({ status: 'consumed' });
    const again = await failure(
      stripe.charges.create({ amount: 700, currency: 'usd', customer, source }),
    );
    expect(again.message).toBe(notChargeable);
  });

  test('are declined as the card is', async () => {
    const made = await scene();
    const { stripe } = made;
    const source = await cardSource(made, { token: 'tok_chargeDeclined' });
    const error = await failure(stripe.charges.create({ amount: 700, currency: 'usd', source }));
    expect(error).toMatchObject({ statusCode: 402, code: 'card_declined' });
    const failed = await stripe.charges.retrieve(error.charge ?? '');
    expect(failed).toMatchObject({ status: 'failed', source: { id: source } });
  });
});

describe('PaymentIntents', () => {
  test('are paid with a card source', async () => {
    const made = await scene();
    const { stripe } = made;
    const source = await cardSource(made);
    const pay = {
      amount: 700,
      currency: 'usd',
      payment_method: source,
      confirm: true,
      off_session: true,
    };
    const intent = await stripe.paymentIntents.create(pay);
    expect(intent).toMatchObject({ status: 'succeeded', payment_method: source });
    expect(await stripe.sources.retrieve(source)).toMatchObject({ status: 'consumed' });
    expect((await failure(stripe.paymentIntents.create(pay))).message).toBe(consumed);
  });

  test('are paid again and again with one that is attached', async () => {
    const made = await scene();
    const { stripe, jenny: customer } = made;
    const source = await cardSource(made);
    await stripe.customers.createSource(customer, { source });
    for (let round = 0; round < 2; round += 1) {
      const { status } = await stripe.paymentIntents.create({
        amount: 700,
        currency: 'usd',
        customer,
        payment_method: source,
        confirm: true,
        off_session: true,
      });
      expect(status).toBe('succeeded');
    }
    const { data } = await stripe.paymentMethods.list({ customer, type: 'card' });
    expect(data.map(({ id }) => id)).toEqual([source]);
  });

  test('must be of the amount of one of a single use, which they use up', async () => {
    const made = await scene();
    const { stripe, jenny: customer } = made;
    const source = await cardSource(made, { usage: 'single_use', amount: 700, currency: 'usd' });
    await stripe.customers.createSource(customer, { source });
    const pay = {
      amount: 700,
      currency: 'usd',
      customer,
      payment_method: source,
      confirm: true,
      off_session: true,
    };
    const wrong = await failure(stripe.paymentIntents.create({ ...pay, amount: 800 }));
    expect(wrong).toMatchObject({ statusCode: 400, param: 'amount' });
    await stripe.paymentIntents.create(pay);
    expect((await failure(stripe.paymentIntents.create(pay))).message).toBe(notChargeable);
  });

  test('take no source of another type', async () => {
    const { stripe } = await scene();
    const { id } = await stripe.sources.create(alipay);
    const error = await failure(
      stripe.paymentIntents.create({ amount: 1099, currency: 'usd', payment_method: id }),
    );
    expect(error).toMatchObject({ statusCode: 400, param: 'payment_method' });
  });
});

describe('charges of other sources', () => {
  test('wait until the owner has agreed, and use them up', async () => {
    const { stripe } = await scene();
    const source = await stripe.sources.create(alipay);
    const pay = { amount: 1099, currency: 'usd', source: source.id };
    expect((await failure(stripe.charges.create(pay))).message).toBe(notChargeable);
    await atThePage(source, 'authenticate');
    const wrong = await failure(stripe.charges.create({ ...pay, amount: 1100 }));
    expect(wrong).toMatchObject({ statusCode: 400, param: 'amount' });
    const charge = await stripe.charges.create(pay);
    expectShape(charge);
    expect(charge).toMatchObject({
      payment_intent: null,
      payment_method: source.id,
      payment_method_details: { type: 'alipay' },
      source: { id: source.id, status: 'consumed' },
      status: 'succeeded',
    });
    expect(charge.id).toMatch(/^py_/);
    expect((await failure(stripe.charges.create(pay))).message).toBe(notChargeable);
    const refund = await stripe.refunds.create({ charge: charge.id });
    expect(refund.destination_details).toEqual({ type: 'alipay', alipay: {} });
    const held = stripe.charges.create({ ...pay, capture: false });
    expect((await failure(held)).statusCode).toBe(400);
  });

  test.each(['bancontact', 'eps', 'giropay', 'ideal', 'p24'])(
    'of the type %s are paid at once',
    async (type) => {
      const { emulator, stripe } = await scene();
      const older = olderStripe(emulator);
      const source = await older.sources.create({ ...ideal, type });
      await atThePage(source, 'authenticate');
      const charge = await stripe.charges.create({
        amount: 1099,
        currency: 'eur',
        source: source.id,
      });
      expectShape(charge);
      expect(charge).toMatchObject({
        payment_method_details: { type, [type]: { verified_name: 'Jenny Rosen' } },
        status: 'succeeded',
      });
      const refund = await stripe.refunds.create({ charge: charge.id });
      expectShape(refund);
      expect(refund.destination_details).toMatchObject({ type: 'eu_bank_transfer' });
    },
  );

  test('of SOFORT are confirmed later, of Klarna at once', async () => {
    const { emulator, stripe } = await scene();
    const older = olderStripe(emulator);
    const given: Stripe.SourceCreateParams[] = [
      { ...ideal, type: 'sofort', ...{ sofort: { country: 'DE' } } },
      { ...ideal, type: 'klarna', source_order: { items: [{ type: 'sku', amount: 1099 }] } },
    ];
    const [sofort, klarna] = await Promise.all(given.map((one) => older.sources.create(one)));
    const pay = { amount: 1099, currency: 'eur' };
    const [first, second] = await Promise.all(
      [sofort, klarna].map(async (source) => {
        if (!source) throw new Error('no source');
        await atThePage(source, 'authenticate');
        return stripe.charges.create({ ...pay, source: source.id });
      }),
    );
    expect(first).toMatchObject({ status: 'pending', payment_method_details: { type: 'sofort' } });
    expect(second).toMatchObject({
      status: 'succeeded',
      payment_method_details: { type: 'klarna' },
    });
    const refund = await stripe.refunds.create({ charge: second?.id ?? '' });
    expect(refund.destination_details).toMatchObject({ type: 'klarna' });
    await eventually(async () => {
      const { status } = await stripe.charges.retrieve(first?.id ?? '');
      return status === 'succeeded' ? status : null;
    });
  });

  test.each([
    ['DE89370400440532013000', 'succeeded'],
    ['DE62370400440532013001', 'failed'],
  ])('of the IBAN %s have %s when the bank has answered', async (iban, outcome) => {
    const { stripe, jenny: customer } = await scene();
    const given = {
      type: 'sepa_debit',
      currency: 'eur',
      owner: { name: 'Jenny Rosen' },
      mandate: { notification_method: 'manual' },
      sepa_debit: { iban },
    } as const;
    const { id: source } = await stripe.sources.create(given);
    await stripe.customers.createSource(customer, { source });
    const { id, status } = await stripe.charges.create({
      amount: 900,
      currency: 'eur',
      customer,
      source,
    });
    expect(status).toBe('pending');
    const after = await eventually(async () => {
      const now = await stripe.charges.retrieve(id);
      return now.status === 'pending' ? null : now;
    });
    expect(after.status).toBe(outcome);
    expect(await stripe.sources.retrieve(source)).toMatchObject({ status: 'chargeable' });
    const { data } = await stripe.events.list({ type: 'source.mandate_notification' });
    expect(data).toHaveLength(1);
    data.forEach((event) => expectShape(event.data.object));
  });

  test('take of a receiver what it has', async () => {
    const { stripe, jenny: customer } = await scene();
    const { id: source } = await stripe.sources.create({
      type: 'ach_credit_transfer',
      currency: 'usd',
      receiver: { refund_attributes_method: 'manual' },
    });
    await stripe.customers.createSource(customer, { source });
    await eventually(async () => {
      const { status } = await stripe.sources.retrieve(source);
      return status === 'chargeable' ? status : null;
    });
    const pay = { currency: 'usd', customer, source };
    const more = await failure(stripe.charges.create({ ...pay, amount: 1001 }));
    expect(more).toMatchObject({ statusCode: 400, param: 'amount' });
    await stripe.charges.create({ ...pay, amount: 600 });
    const { id: charge } = await stripe.charges.create({ ...pay, amount: 400 });
    expect(await stripe.sources.retrieve(source)).toMatchObject({
      receiver: { amount_charged: 1000, amount_received: 1000 },
      status: 'pending',
    });
    await stripe.refunds.create({ charge });
    expect(await stripe.sources.retrieve(source)).toMatchObject({
      receiver: { refund_attributes_status: 'requested' },
    });
    expect(await eventTypes(stripe)).toContain('source.refund_attributes_required');
  });
});

describe('on Connect', () => {
  test('a platform charges its source for a destination', async () => {
    const { stripe, american } = await scene();
    const source = await stripe.sources.create(alipay);
    await atThePage(source, 'authenticate');
    const charge = await stripe.charges.create({
      amount: 1099,
      currency: 'usd',
      source: source.id,
      transfer_data: { destination: american, amount: 1000 },
      expand: ['transfer'],
    });
    expect(charge).toMatchObject({
      on_behalf_of: null,
      transfer: { amount: 1000, destination: american },
      transfer_data: { destination: american },
    });
  });

  test('a card source of the platform pays a destination, in its name too', async () => {
    const made = await scene();
    const { stripe, american } = made;
    await stripe.accounts.update(american, {
      settings: { payments: { statement_descriptor: 'WORKSHOP' } },
    });
    const charge = await stripe.charges.create({
      amount: 1099,
      currency: 'usd',
      source: await cardSource(made),
      on_behalf_of: american,
      transfer_data: { destination: american },
    });
    expect(charge).toMatchObject({
      calculated_statement_descriptor: 'WORKSHOP',
      on_behalf_of: american,
      status: 'succeeded',
    });
  });

  test('a source that was made on an account is charged there, for a fee', async () => {
    const { stripe, seller, emulator } = await scene();
    const older = olderStripe(emulator);
    const source = await older.sources.create(ideal, seller);
    await atThePage(source, 'authenticate');
    expect((await eventTypes(stripe, seller)).at(-1)).toBe('source.chargeable');
    expect(await eventTypes(stripe)).not.toContain('source.chargeable');
    const pay = { amount: 1099, currency: 'eur', source: source.id, application_fee_amount: 99 };
    const charge = await stripe.charges.create(pay, seller);
    expect(charge).toMatchObject({ application_fee_amount: 99, status: 'succeeded' });
    const elsewhere = await failure(
      stripe.charges.create({ amount: 1099, currency: 'eur', source: source.id }),
    );
    expect(elsewhere).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      message: `No such source: '${source.id}'`,
      param: 'source',
    });
  });
});
