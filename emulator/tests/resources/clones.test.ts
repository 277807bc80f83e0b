import { describe, expect, test } from 'vitest';
import { charge, cloneCard, eventTypes, expectShape, failure, saveCard, scene } from './scene';

const consumed =
  'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.';

describe('clones', () => {
  test('are objects of the seller, with the card’s details and nothing else', async () => {
    const made = await scene();
    const { stripe, jenny, seller } = made;
    const card = await saveCard(made, 'pm_card_visa');
    await stripe.paymentMethods.update(card, {
      billing_details: { address: { postal_code: '94107' } },
      metadata: { saved: 'yes' },
      allow_redisplay: 'always',
    });
    const before = await eventTypes(stripe, seller);
    const clone = await cloneCard(made, card);
    expectShape(clone);
    const original = await stripe.paymentMethods.retrieve(card);
    expect(clone.id).not.toBe(card);
    expect(clone).toMatchObject({
      customer: null,
      metadata: {},
      allow_redisplay: 'unspecified',
      billing_details: original.billing_details,
      card: original.card,
    });
    expect(original.customer).toBe(jenny);
    expect((await failure(stripe.paymentMethods.retrieve(clone.id))).statusCode).toBe(404);
    expect(await eventTypes(stripe, seller)).toEqual(before);
  });

  test('can be made again and again of an attached card', async () => {
    const made = await scene();
    const card = await saveCard(made, 'pm_card_visa');
    const clones = await Promise.all([1, 2, 3].map(() => cloneCard(made, card)));
    expect(new Set(clones.map(({ id }) => id)).size).toBe(3);
    for (const { id } of clones) expect((await charge(made, id)).status).toBe('succeeded');
  });

  test('take metadata, and no other parameter', async () => {
    const made = await scene();
    const { stripe, jenny, seller } = made;
    const card = await saveCard(made, 'pm_card_visa');
    const given = { customer: jenny, payment_method: card };
    const clone = await stripe.paymentMethods.create(
      { ...given, metadata: { order: '1' } },
      seller,
    );
    expect(clone.metadata).toEqual({ order: '1' });
    for (const extra of [{ type: 'card' as const }, { billing_details: { name: 'x' } }]) {
      const error = await failure(stripe.paymentMethods.create({ ...given, ...extra }, seller));
      expect(error).toMatchObject({ statusCode: 400, code: 'parameter_unknown' });
    }
  });

  test('want the platform’s customer', async () => {
    const made = await scene();
    const { stripe, jenny, seller } = made;
    const card = await saveCard(made, 'pm_card_visa');
    const without = await failure(stripe.paymentMethods.create({ payment_method: card }, seller));
    expect(without).toMatchObject({
      statusCode: 400,
      message:
        'The payment method you provided is attached to a customer so for security purposes you must provide the customer in the request.',
    });
    const { id: theirs } = await stripe.customers.create({}, seller);
    const connected = await failure(
      stripe.paymentMethods.create({ customer: theirs, payment_method: card }, seller),
    );
    expect(connected).toMatchObject({ statusCode: 404, message: `No such customer: '${theirs}'` });
    const { id: other } = await stripe.customers.create({});
    const wrong = await failure(
      stripe.paymentMethods.create({ customer: other, payment_method: card }, seller),
    );
    expect(wrong.statusCode).toBe(400);
    expect(wrong.message).toContain('does not belong to the Customer you supplied');
    await stripe.customers.del(jenny);
    expect((await failure(cloneCard(made, card))).statusCode).toBe(404);
  });

  test('consume an original that is nobody’s', async () => {
    const { stripe, jenny, seller } = await scene();
    const { id } = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_visa' },
    });
    const clone = await stripe.paymentMethods.create({ payment_method: id }, seller);
    expect(clone.card?.checks?.cvc_check).toBe('unchecked');
    const again = await failure(stripe.paymentMethods.create({ payment_method: id }, seller));
    expect(again).toMatchObject({ statusCode: 400, message: consumed });
    expect((await failure(stripe.paymentMethods.attach(id, { customer: jenny }))).statusCode).toBe(
      400,
    );
    expect((await stripe.paymentMethods.retrieve(id)).id).toBe(id);
  });

  test('of a detached card can’t be made', async () => {
    const made = await scene();
    const card = await saveCard(made, 'pm_card_visa');
    await made.stripe.paymentMethods.detach(card);
    const error = await failure(
      made.stripe.paymentMethods.create({ payment_method: card }, made.seller),
    );
    expect(error.message).toBe(consumed);
  });

  test('come from the platform only', async () => {
    const made = await scene();
    const { stripe, american, jenny } = made;
    const card = await saveCard(made, 'pm_card_visa');
    const clone = await cloneCard(made, card);
    const sideways = await failure(
      stripe.paymentMethods.create({ payment_method: clone.id }, { stripeAccount: american }),
    );
    expect(sideways).toMatchObject({ statusCode: 400, code: 'resource_missing' });
    const home = await failure(
      stripe.paymentMethods.create({ customer: jenny, payment_method: card }),
    );
    expect(home.statusCode).toBe(400);
  });

  test('outlive their original', async () => {
    const made = await scene();
    const card = await saveCard(made, 'pm_card_visa');
    const clone = await cloneCard(made, card);
    await made.stripe.paymentMethods.detach(card);
    await made.stripe.customers.del(made.jenny);
    expect((await charge(made, clone.id)).status).toBe('succeeded');
  });

  test('attached to a customer of the seller can be charged many times', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const clone = await cloneCard(made, await saveCard(made, 'pm_card_visa'));
    const { id: customer } = await stripe.customers.create({ payment_method: clone.id }, seller);
    for (const amount of [100, 200]) {
      expect((await charge(made, clone.id, { amount, customer })).status).toBe('succeeded');
    }
    const error = await failure(charge(made, clone.id));
    expect(error).toMatchObject({ statusCode: 400, code: 'parameter_missing', param: 'source' });
  });

  test('may have another fingerprint, by a setting', async () => {
    const same = await scene();
    const differs = await scene({ settings: { cloneFingerprintDiffers: true } });
    for (const [made, equal] of [
      [same, true],
      [differs, false],
    ] as const) {
      const card = await saveCard(made, 'pm_card_visa');
      const { card: original } = await made.stripe.paymentMethods.retrieve(card);
      const { card: copy } = await cloneCard(made, card);
      expect(copy?.fingerprint === original?.fingerprint).toBe(equal);
    }
  });
});
