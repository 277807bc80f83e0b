import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { stripeFor } from '../support/emulator';
import { eventTypes, expectShape, failure, scene, type Scene } from './scene';
import { ideal, olderStripe } from './source-scene';

/** A card source of Jenny's on the platform. */
async function original(
  { stripe, jenny }: Scene,
  given: Stripe.SourceCreateParams = {},
): Promise<string> {
  const { id } = await stripe.sources.create({
    type: 'card',
    token: 'tok_mastercard',
    metadata: { order: '7' },
    owner: { name: 'Jenny Rosen' },
    ...given,
  });
  await stripe.customers.createSource(jenny, { source: id });
  return id;
}

describe('a clone of a card source', () => {
  test('is a source of the connected account, attached to nobody', async () => {
    const made = await scene();
    const { stripe, jenny, seller } = made;
    const original_source = await original(made);
    const before = await stripe.sources.retrieve(original_source);
    const clone = await stripe.sources.create({ customer: jenny, original_source }, seller);
    expectShape(clone);
    expect(clone).toMatchObject({
      card: { brand: 'MasterCard', cvc_check: 'pass', last4: '4444' },
      flow: 'none',
      metadata: {},
      owner: { name: 'Jenny Rosen' },
      status: 'chargeable',
      type: 'card',
      usage: 'reusable',
    });
    expect(clone).not.toHaveProperty('customer');
    expect(clone.id).not.toBe(original_source);
    expect(clone.client_secret).not.toBe(before.client_secret);
    expect(clone.card?.fingerprint).toBe(before.card?.fingerprint);
    expect(await stripe.sources.retrieve(original_source)).toEqual(before);
    expect(await eventTypes(stripe, seller)).toContain('source.chargeable');
  });

  test('is charged once unless it is attached', async () => {
    const made = await scene();
    const { stripe, jenny, seller } = made;
    const original_source = await original(made);
    const { id } = await stripe.sources.create({ customer: jenny, original_source }, seller);
    const pay = { amount: 900, currency: 'eur', source: id, application_fee_amount: 90 };
    expect((await stripe.charges.create(pay, seller)).status).toBe('succeeded');
    const again = await failure(stripe.charges.create(pay, seller));
    expect(again.message).toContain(
      'The reusable source you provided is consumed because it was previously charged without being attached',
    );
    const next = await stripe.sources.create({ customer: jenny, original_source }, seller);
    const there = await stripe.customers.create({ source: next.id }, seller);
    for (let round = 0; round < 2; round += 1) {
      const charge = await stripe.charges.create(
        { ...pay, customer: there.id, source: next.id },
        seller,
      );
      expect(charge.status).toBe('succeeded');
    }
  });

  test('may be narrowed to a single use, and never widened', async () => {
    const made = await scene();
    const { stripe, jenny, seller } = made;
    const original_source = await original(made);
    const share = { customer: jenny, original_source };
    const once = await stripe.sources.create({ ...share, usage: 'single_use' }, seller);
    expect(once).toMatchObject({ amount: null, usage: 'single_use' });
    const there = await stripe.customers.create({ source: once.id }, seller);
    const pay = { amount: 900, currency: 'eur', customer: there.id, source: once.id };
    await stripe.charges.create(pay, seller);
    expect((await failure(stripe.charges.create(pay, seller))).message).toBe(
      'The source you provided is not in a chargeable state.',
    );
    const single = await original(made, { usage: 'single_use' });
    const wider = { customer: jenny, original_source: single, usage: 'reusable' } as const;
    expect(await failure(stripe.sources.create(wider, seller))).toMatchObject({ param: 'usage' });
    const wrong = await failure(stripe.sources.create({ ...share, usage: 'often' }, seller));
    expect(wrong).toMatchObject({
      message: 'Invalid usage: must be one of reusable or single_use',
      param: 'usage',
    });
  });

  test('may be made of a saved card, and paid with a PaymentIntent', async () => {
    const { stripe, jenny, seller } = await scene();
    const card = await stripe.customers.createSource(jenny, { source: 'tok_visa' });
    const clone = await stripe.sources.create(
      { customer: jenny, original_source: card.id },
      seller,
    );
    expect(clone).toMatchObject({ card: { last4: '4242' }, usage: 'reusable' });
    const intent = await stripe.paymentIntents.create(
      {
        amount: 900,
        currency: 'eur',
        payment_method: clone.id,
        confirm: true,
        off_session: true,
      },
      seller,
    );
    expect(intent.status).toBe('succeeded');
    expect(await stripe.sources.retrieve(clone.id, {}, seller)).toMatchObject({
      status: 'consumed',
    });
  });

  test('is not the only way: a card source is cloned as a PaymentMethod, too', async () => {
    const made = await scene();
    const { stripe, jenny, seller } = made;
    const source = await original(made);
    const clone = await stripe.paymentMethods.create(
      { customer: jenny, payment_method: source },
      seller,
    );
    expect(clone).toMatchObject({ customer: null, type: 'card', card: { last4: '4444' } });
    expect(clone.id).toMatch(/^pm_/);
    expect(await stripe.sources.retrieve(source)).toMatchObject({ status: 'chargeable' });
  });
});

describe('no clone is made', () => {
  test.each<[string, (made: Scene) => Promise<Stripe.SourceCreateParams>, object]>([
    [
      'of an unknown source',
      ({ jenny }) => Promise.resolve({ customer: jenny, original_source: 'src_1' }),
      { statusCode: 400, message: "No such source: 'src_1'", param: 'original_source' },
    ],
    [
      'for an unknown customer',
      async (made) => ({ customer: 'cus_1', original_source: await original(made) }),
      { statusCode: 404, message: "No such customer: 'cus_1'", param: 'customer' },
    ],
    [
      'without the customer',
      async (made) => ({ original_source: await original(made) }),
      { statusCode: 400, code: 'parameter_missing', param: 'customer' },
    ],
    [
      'for another customer',
      async (made) => ({
        customer: (await made.stripe.customers.create()).id,
        original_source: await original(made),
      }),
      { statusCode: 400, param: 'original_source' },
    ],
    [
      'of a source that nobody has attached',
      async ({ stripe, jenny }) => ({
        customer: jenny,
        original_source: (await stripe.sources.create({ type: 'card', token: 'tok_visa' })).id,
      }),
      { statusCode: 400, param: 'original_source' },
    ],
    [
      'of a source of another type',
      async ({ emulator, jenny }) => ({
        customer: jenny,
        original_source: (await olderStripe(emulator).sources.create(ideal)).id,
      }),
      { statusCode: 400, message: expect.stringContaining('type ideal') },
    ],
    [
      'of a PaymentMethod',
      async ({ stripe, jenny }) => ({
        customer: jenny,
        original_source: (await stripe.paymentMethods.attach('pm_card_visa', { customer: jenny }))
          .id,
      }),
      { statusCode: 400, code: 'resource_missing', param: 'original_source' },
    ],
    [
      'with what goes with a new one only',
      async (made) => ({
        customer: made.jenny,
        original_source: await original(made),
        amount: 500,
      }),
      { statusCode: 400, code: 'parameter_unknown', param: 'amount' },
    ],
  ])('%s', async (_, given, expected) => {
    const made = await scene();
    const error = await failure(made.stripe.sources.create(await given(made), made.seller));
    expect(error).toMatchObject(expected);
  });

  test('of a source that was detached', async () => {
    const made = await scene();
    const { stripe, jenny, seller } = made;
    const original_source = await original(made);
    await stripe.customers.deleteSource(jenny, original_source);
    const error = await failure(
      stripe.sources.create({ customer: jenny, original_source }, seller),
    );
    expect(error.statusCode).toBe(400);
  });

  test('on the platform itself, or by a browser', async () => {
    const made = await scene();
    const share = { customer: made.jenny, original_source: await original(made) };
    const home = await failure(made.stripe.sources.create(share));
    expect(home).toMatchObject({ statusCode: 400, param: 'original_source' });
    const browser = stripeFor(made.emulator, { key: 'pk_test_emulator' });
    const page = await failure(browser.sources.create(share, made.seller));
    expect(page).toMatchObject({ statusCode: 403, code: 'secret_key_required' });
  });
});
