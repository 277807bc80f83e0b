import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { eventTypes, expectShape, failure, scene, type Scene } from './scene';

/** A platform's charge whose money goes to the American seller. */
function sell(
  { stripe, american }: Scene,
  parameters: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 2500,
    currency: 'usd',
    payment_method: 'pm_card_visa',
    capture_method: 'automatic',
    confirm: true,
    off_session: true,
    transfer_data: { destination: american },
    expand: ['latest_charge'],
    ...parameters,
  });
}

/** What an account has, available or pending. */
async function fundsOf({ stripe }: Scene, stripeAccount?: string): Promise<number> {
  const options = stripeAccount === undefined ? {} : { stripeAccount };
  const { available, pending } = await stripe.balance.retrieve({}, options);
  return [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
}

const stripeFee = 103;

describe('destination charges', () => {
  test('send the money on, less the platform’s fee', async () => {
    const made = await scene();
    const { stripe, american } = made;
    const paid = await sell(made, {
      application_fee_amount: 300,
      transfer_data: { destination: american, description: 'Mugs', metadata: { a: '1' } },
    });
    expectShape(paid);
    const charge = paid.latest_charge as Stripe.Charge;
    expect(paid).toMatchObject({
      status: 'succeeded',
      application_fee_amount: 300,
      transfer_data: { destination: american, description: 'Mugs', metadata: { a: '1' } },
      transfer_group: `group_${paid.id}`,
    });
    expect(charge).toMatchObject({
      application_fee_amount: 300,
      transfer_data: { destination: american, amount: null },
      transfer_group: `group_${paid.id}`,
    });
    const transfer = await stripe.transfers.retrieve(String(charge.transfer));
    expect(transfer).toMatchObject({
      amount: 2500,
      description: 'Mugs',
      destination: american,
      metadata: { a: '1' },
      source_transaction: charge.id,
      transfer_group: `group_${paid.id}`,
    });
    const payment = await stripe.charges.retrieve(
      String(transfer.destination_payment),
      { expand: ['balance_transaction'] },
      { stripeAccount: american },
    );
    expectShape(payment);
    expect(payment).toMatchObject({
      amount: 2500,
      application_fee: charge.application_fee,
      balance_transaction: { amount: 2500, fee: 300, net: 2200 },
    });
    const fee = await stripe.applicationFees.retrieve(String(charge.application_fee));
    expect(fee).toMatchObject({
      account: american,
      amount: 300,
      charge: payment.id,
      originating_transaction: charge.id,
    });
    expect(await fundsOf(made, american)).toBe(2200);
    expect(await fundsOf(made)).toBe(300 - stripeFee);
    const types = await eventTypes(stripe);
    expect(types).toContain('transfer.created');
    expect(types).toContain('application_fee.created');
  });

  test('send a part on, and return it with the refund', async () => {
    const made = await scene();
    const { stripe, american } = made;
    const paid = await sell(made, { transfer_data: { destination: american, amount: 2000 } });
    expect(paid.transfer_data?.amount).toBe(2000);
    expect(await fundsOf(made, american)).toBe(2000);
    const half = await stripe.refunds.create({
      payment_intent: paid.id,
      amount: 1250,
      reverse_transfer: true,
      expand: ['transfer_reversal'],
    });
    expect(half.transfer_reversal).toMatchObject({ amount: 1000, source_refund: half.id });
    expect(await fundsOf(made, american)).toBe(1000);
    await stripe.refunds.create({ payment_intent: paid.id, reverse_transfer: true });
    expect(await fundsOf(made, american)).toBe(0);
    expect(await fundsOf(made)).toBe(-stripeFee);
  });

  test('return the platform’s fee to the destination', async () => {
    const made = await scene();
    const { stripe, american } = made;
    const paid = await sell(made, { application_fee_amount: 300 });
    await stripe.refunds.create({
      payment_intent: paid.id,
      refund_application_fee: true,
      reverse_transfer: true,
    });
    expect(await fundsOf(made, american)).toBe(0);
    expect(await fundsOf(made)).toBe(-stripeFee);
    const [fee] = (await stripe.applicationFees.list()).data;
    expect(fee).toMatchObject({ amount_refunded: 300, refunded: true });
  });

  test('wait for the capture, which may change the share', async () => {
    const made = await scene();
    const { stripe, american } = made;
    const held = await sell(made, {
      capture_method: 'manual',
      transfer_data: { destination: american, amount: 2000 },
    });
    expect((await stripe.transfers.list()).data).toEqual([]);
    const captured = await stripe.paymentIntents.capture(held.id, {
      amount_to_capture: 1000,
      transfer_data: { amount: 800 },
    });
    expect(captured.transfer_data).toEqual({ destination: american, amount: 800 });
    expect(await fundsOf(made, american)).toBe(800);
  });

  test('change before they are confirmed, but for where they go', async () => {
    const made = await scene();
    const { stripe, american } = made;
    const { id } = await stripe.paymentIntents.create({
      amount: 2500,
      currency: 'usd',
      transfer_data: { destination: american },
    });
    const updated = await stripe.paymentIntents.update(id, { transfer_data: { amount: 1500 } });
    expect(updated.transfer_data).toEqual({ destination: american, amount: 1500 });
    const fee = await failure(stripe.paymentIntents.update(id, { application_fee_amount: 100 }));
    expect(fee.message).toContain('You may only specify one of these parameters');
  });

  test.each([
    [{ transfer_data: { destination: 'acct_1PgafmB7WZ01zgkW' } }, 'transfer_data[destination]'],
    [{ transfer_data: { destination: '', amount: 1 } }, 'transfer_data[destination]'],
    [{ transfer_data: { destination: 'american', amount: 2501 } }, 'transfer_data[amount]'],
    [{ transfer_data: { destination: 'american', amount: 0 } }, 'transfer_data[amount]'],
  ] as [Partial<Stripe.PaymentIntentCreateParams>, string][])(
    'are refused as %o',
    async ({ transfer_data: given }, param) => {
      const made = await scene();
      const destination =
        given?.destination === 'american' ? made.american : (given?.destination ?? '');
      const error = await failure(sell(made, { transfer_data: { ...given, destination } }));
      expect(error).toMatchObject({ statusCode: 400, param });
      expect((await made.stripe.paymentIntents.list()).data).toEqual([]);
    },
  );

  test('are a platform’s matter', async () => {
    const { stripe, american, seller } = await scene();
    const error = await failure(
      stripe.paymentIntents.create(
        { amount: 2500, currency: 'eur', transfer_data: { destination: american } },
        seller,
      ),
    );
    expect(error).toMatchObject({ statusCode: 400, param: 'transfer_data[destination]' });
    const direct = await stripe.paymentIntents.create(
      {
        amount: 2500,
        currency: 'eur',
        payment_method: 'pm_card_visa',
        confirm: true,
        off_session: true,
      },
      seller,
    );
    const refund = await failure(
      stripe.refunds.create({ payment_intent: direct.id, reverse_transfer: true }, seller),
    );
    expect(refund).toMatchObject({ statusCode: 400, param: 'reverse_transfer' });
  });
});
