/**
 * The events of customers, set-ups and PaymentMethods, in their documented order
 * (docs.stripe.com/api/events/types, docs.stripe.com/payments/setupintents/lifecycle).
 */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { atTheBank, cloneCard, failure, saveCard, scene, type Scene } from '../resources/scene';
import { objectOf, previous, types, witness } from './witness';

const redirect = { return_url: 'http://localhost/back', use_stripe_sdk: true };

/** A set-up of Jenny's card that is confirmed at once. */
function setUp({ stripe, jenny }: Scene, card: string): Promise<Stripe.SetupIntent> {
  return stripe.setupIntents.create({
    customer: jenny,
    payment_method: card,
    confirm: true,
    ...redirect,
  });
}

describe('a customer', () => {
  test('is created, changed and deleted; each event names its request', async () => {
    const here = await scene();
    const { stripe } = here;
    const told = await witness(here);
    let made = '';
    const requests: (string | undefined)[] = [];
    const { platform } = await told.during(async () => {
      const first = await stripe.customers.create({ name: 'Ann' }, { idempotencyKey: 'ann' });
      made = first.id;
      const second = await stripe.customers.update(made, {
        name: 'Anna',
        address: { city: 'Lyon' },
      });
      const third = await stripe.customers.del(made);
      requests.push(
        first.lastResponse.requestId,
        second.lastResponse.requestId,
        third.lastResponse.requestId,
      );
    });
    expect(types(platform)).toEqual(['customer.created', 'customer.updated', 'customer.deleted']);
    expect(platform.map(({ request }) => request?.id)).toEqual(requests);
    expect(platform[0]?.request?.idempotency_key).toBe('ann');
    expect(platform[2]?.request?.idempotency_key).toBeNull();
    expect(previous(platform, 'customer.updated')).toEqual({ name: 'Ann', address: null });
    expect(objectOf(platform, 'customer.created')).toMatchObject({ name: 'Ann' });
    // The whole object, as it was.
    expect(objectOf(platform, 'customer.deleted')).toMatchObject({ id: made, name: 'Anna' });
    expect(objectOf(platform, 'customer.deleted')).not.toHaveProperty('deleted');
  });
});

describe('a SetupIntent', () => {
  test('that is only created', async () => {
    const here = await scene();
    const told = await witness(here);
    const { platform } = await told.during(() => here.stripe.setupIntents.create({}));
    expect(types(platform)).toEqual(['setup_intent.created']);
    expect(platform[0]?.data).not.toHaveProperty('previous_attributes');
  });

  test('that succeeds', async () => {
    const here = await scene();
    const told = await witness(here);
    const { platform } = await told.during(() => setUp(here, 'pm_card_visa'));
    expect(types(platform)).toEqual([
      'setup_intent.created',
      'payment_method.attached',
      'setup_intent.succeeded',
    ]);
    // As it was then, which is not as it is now.
    expect(objectOf(platform, 'setup_intent.created').status).toMatch(/^requires_/);
    expect(objectOf(platform, 'payment_method.attached')).toMatchObject({ customer: here.jenny });
    expect(objectOf(platform, 'setup_intent.succeeded')).toMatchObject({ status: 'succeeded' });
    // All three are of the one request.
    expect(new Set(platform.map(({ request }) => request?.id)).size).toBe(1);
  });

  test('that wants 3D Secure and gets it', async () => {
    const here = await scene();
    const told = await witness(here);
    const { platform } = await told.during(async () => {
      const intent = await setUp(here, 'pm_card_authenticationRequired');
      await atTheBank(here.emulator, intent, 'authenticate');
    });
    expect(types(platform)).toEqual([
      'setup_intent.created',
      'setup_intent.requires_action',
      'payment_method.attached',
      'setup_intent.succeeded',
    ]);
    expect(objectOf(platform, 'setup_intent.requires_action')).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'use_stripe_sdk' },
    });
  });

  test('that wants 3D Secure and fails it', async () => {
    const here = await scene();
    const told = await witness(here);
    const { platform } = await told.during(async () => {
      const intent = await setUp(here, 'pm_card_authenticationRequired');
      await atTheBank(here.emulator, intent, 'fail');
    });
    expect(types(platform)).toEqual([
      'setup_intent.created',
      'setup_intent.requires_action',
      'setup_intent.setup_failed',
    ]);
    expect(objectOf(platform, 'setup_intent.setup_failed')).toMatchObject({
      status: 'requires_payment_method',
      last_setup_error: { code: 'setup_intent_authentication_failure' },
    });
  });

  test('that is declined', async () => {
    const here = await scene();
    const told = await witness(here);
    const { platform } = await told.during(() =>
      failure(setUp(here, 'pm_card_visa_chargeDeclined')),
    );
    expect(types(platform)).toEqual(['setup_intent.created', 'setup_intent.setup_failed']);
    expect(objectOf(platform, 'setup_intent.setup_failed')).toMatchObject({
      last_setup_error: { code: 'card_declined' },
    });
  });

  test('that is canceled', async () => {
    const here = await scene();
    const told = await witness(here);
    const { platform } = await told.during(async () => {
      const { id } = await here.stripe.setupIntents.create({});
      await here.stripe.setupIntents.cancel(id);
    });
    expect(types(platform)).toEqual(['setup_intent.created', 'setup_intent.canceled']);
    expect(objectOf(platform, 'setup_intent.canceled')).toMatchObject({ status: 'canceled' });
  });
});

describe('a PaymentMethod', () => {
  test('is created without a word, attached, changed and detached', async () => {
    const here = await scene();
    const { stripe, jenny } = here;
    const told = await witness(here);
    const { platform } = await told.during(async () => {
      const { id } = await stripe.paymentMethods.create({
        type: 'card',
        card: { token: 'tok_visa' },
      });
      await stripe.paymentMethods.attach(id, { customer: jenny });
      await stripe.paymentMethods.update(id, {
        metadata: { order: '6735' },
        billing_details: { address: { city: 'Lyon' } },
      });
      await stripe.paymentMethods.detach(id);
    });
    expect(types(platform)).toEqual([
      'payment_method.attached',
      'payment_method.updated',
      'payment_method.detached',
    ]);
    expect(previous(platform, 'payment_method.updated')).toEqual({
      metadata: { order: null },
      billing_details: { address: { city: null } },
    });
    expect(previous(platform, 'payment_method.detached')).toEqual({ customer: jenny });
    expect(objectOf(platform, 'payment_method.detached')).toMatchObject({ customer: null });
  });

  test('is cloned without a word, and attached there under that account', async () => {
    const here = await scene();
    const { stripe, seller } = here;
    const card = await saveCard(here, 'pm_card_visa');
    const told = await witness(here);
    const { platform, seller: there } = await told.during(async () => {
      const clone = await cloneCard(here, card);
      const { id } = await stripe.customers.create({}, seller);
      await stripe.paymentMethods.attach(clone.id, { customer: id }, seller);
    });
    expect(types(platform)).toEqual([]);
    expect(types(there)).toEqual(['customer.created', 'payment_method.attached']);
  });
});
