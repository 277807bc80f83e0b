import { describe, expect, test } from 'vitest';
import { failure, scene } from './scene';

describe('a payment intent', () => {
  test('tells of a missing card before a missing return_url', async () => {
    const { stripe, jenny } = await scene();
    const order = { amount: 2500, currency: 'usd' };
    const guest = await stripe.paymentIntents.create(order);
    const mine = await stripe.paymentIntents.create({ ...order, customer: jenny });
    for (const [{ id }, advice] of [
      [guest, 'You can either update the PaymentIntent with a payment method'],
      [mine, `To confirm the PaymentIntent with ${jenny}, specify a payment method attached`],
    ] as const) {
      const missing = await failure(stripe.paymentIntents.confirm(id));
      expect(missing).toMatchObject({
        statusCode: 400,
        code: 'payment_intent_unexpected_state',
        payment_intent: { id, status: 'requires_payment_method' },
      });
      expect(missing.message).toContain(
        `You cannot confirm this PaymentIntent because it's missing a payment method. ${advice}`,
      );
      const unknown = await failure(
        stripe.paymentIntents.confirm(id, { payment_method: 'pm_nope' }),
      );
      expect(unknown).toMatchObject({ code: 'resource_missing', param: 'payment_method' });
      const astray = await failure(
        stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }),
      );
      expect(astray.message).toContain('A `return_url` must be specified');
    }
  });

  test('asks for the customer whose card it is', async () => {
    const { stripe, jenny } = await scene();
    const order = { amount: 2500, currency: 'usd' };
    const { id: card } = await stripe.paymentMethods.attach('pm_card_visa', { customer: jenny });
    const { id } = await stripe.paymentIntents.create(order);
    const created = await failure(stripe.paymentIntents.create({ ...order, payment_method: card }));
    const confirmed = await failure(
      stripe.paymentIntents.confirm(id, {
        payment_method: card,
        return_url: 'http://localhost/order',
      }),
    );
    for (const error of [created, confirmed]) {
      expect(error).toMatchObject({
        statusCode: 400,
        code: 'parameter_missing',
        param: 'source',
        message: `The \`payment_method\` parameter supplied ${card} belongs to the Customer ${jenny}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
      });
    }
    // An intent that is there already is in the error; one that never came to be is not.
    expect(confirmed.payment_intent).toMatchObject({ id });
    expect(created.payment_intent).toBeUndefined();
  });

  test('is neither confirmed nor canceled twice', async () => {
    const { stripe } = await scene();
    const order = { amount: 2500, currency: 'usd' };
    const paid = await stripe.paymentIntents.create({
      ...order,
      payment_method: 'pm_card_visa',
      confirm: true,
      off_session: true,
    });
    const open = await stripe.paymentIntents.create(order);
    const canceled = await stripe.paymentIntents.cancel(open.id);
    for (const { id, status } of [paid, canceled]) {
      const again = await failure(stripe.paymentIntents.cancel(id));
      expect(again).toMatchObject({
        statusCode: 400,
        code: 'payment_intent_unexpected_state',
        message: `You cannot cancel this PaymentIntent because it has a status of ${status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_reauthorization, requires_confirmation, requires_action, expired, processing.`,
        payment_intent: { id, status },
      });
      const confirmed = await failure(
        stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' }),
      );
      expect(confirmed).toMatchObject({
        statusCode: 400,
        code: 'payment_intent_unexpected_state',
        payment_intent: { id, status },
      });
    }
  });
});
