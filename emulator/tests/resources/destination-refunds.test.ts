import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { eventTypes, expectShape, failure, scene, type Scene } from './scene';

/** The platform charges 100.00 USD and sends it on to the American, less a fee of 10.00. */
async function sold(
  { stripe, american }: Scene,
  parameters: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.Charge> {
  const { latest_charge } = await stripe.paymentIntents.create({
    amount: 10_000,
    currency: 'usd',
    payment_method: 'pm_card_visa',
    confirm: true,
    off_session: true,
    capture_method: 'automatic',
    transfer_data: { destination: american },
    application_fee_amount: 1000,
    ...parameters,
    expand: ['latest_charge'],
  });
  return latest_charge as Stripe.Charge;
}

/** What an account has in all, pending or not. */
async function total({ stripe }: Scene, stripeAccount?: string): Promise<number> {
  const options = stripeAccount ? { stripeAccount } : {};
  const { available, pending } = await stripe.balance.retrieve({}, options);
  return [...available, ...pending].reduce((sum, { amount }) => sum + amount, 0);
}

describe('a refund of a destination charge', () => {
  test('is paid by the platform, unless it reverses the transfer', async () => {
    const made = await scene();
    const { stripe, american } = made;
    const charge = await sold(made);
    // 3.20 for Stripe, 10.00 from the seller.
    expect(await total(made)).toBe(-320 + 1000);
    expect(await total(made, american)).toBe(9000);
    const plain = await stripe.refunds.create({ charge: charge.id, amount: 1000 });
    expect(plain.transfer_reversal).toBeNull();
    expect(await total(made, american)).toBe(9000);
    const refund = await stripe.refunds.create({
      charge: charge.id,
      amount: 5000,
      reverse_transfer: true,
      expand: ['transfer_reversal'],
    });
    expectShape(refund);
    expect(refund.transfer_reversal).toMatchObject({ amount: 5000, source_refund: refund.id });
    expect(await total(made)).toBe(680 - 1000);
    expect(await total(made, american)).toBe(4000);
    expect((await eventTypes(stripe)).filter((type) => type === 'transfer.reversed')).toEqual([
      'transfer.reversed',
    ]);
  });

  test('returns the fee with the transfer, in proportion and then the rest', async () => {
    const made = await scene();
    const { stripe, american } = made;
    const charge = await sold(made);
    const both = { charge: charge.id, reverse_transfer: true, refund_application_fee: true };
    const { transfer_reversal } = await stripe.refunds.create({
      ...both,
      amount: 2500,
      expand: ['transfer_reversal.destination_payment_refund'],
    });
    const { destination_payment_refund } = transfer_reversal as Stripe.TransferReversal;
    expect(destination_payment_refund).toMatchObject({ amount: 2500 });
    const { data } = await stripe.balanceTransactions.list(
      { type: 'payment_refund' },
      { stripeAccount: american },
    );
    expect(data).toMatchObject([
      { amount: -2500, fee: -250, fee_details: [{ type: 'application_fee', amount: -250 }] },
    ]);
    expect(await total(made)).toBe(680 - 250);
    expect(await total(made, american)).toBe(9000 - 2250);
    await stripe.refunds.create(both);
    expect(await total(made)).toBe(-320);
    expect(await total(made, american)).toBe(0);
    const [fee] = (await stripe.applicationFees.list()).data;
    expectShape(fee ?? {});
    expect(fee).toMatchObject({ amount_refunded: 1000, refunded: true });
    const [transfer] = (await stripe.transfers.list()).data;
    expectShape(transfer ?? {});
    expect(transfer).toMatchObject({ amount_reversed: 10_000, reversed: true });
  });

  test('may return the fee alone', async () => {
    const made = await scene();
    const { stripe, american } = made;
    const charge = await sold(made);
    await stripe.refunds.create({ charge: charge.id, refund_application_fee: true });
    expect(await total(made)).toBe(680 - 10_000 - 1000);
    expect(await total(made, american)).toBe(10_000);
  });

  test('reverses what was sent, when that is less than the charge', async () => {
    const made = await scene();
    const { stripe, american } = made;
    const { latest_charge } = await stripe.paymentIntents.create({
      amount: 10_000,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      confirm: true,
      off_session: true,
      capture_method: 'automatic',
      transfer_data: { destination: american, amount: 8000 },
    });
    const charge = String(latest_charge);
    await stripe.refunds.create({ charge, amount: 5000, reverse_transfer: true });
    expect(await total(made, american)).toBe(4000);
    expect(
      await failure(stripe.refunds.create({ charge, refund_application_fee: true })),
    ).toMatchObject({ param: 'refund_application_fee' });
  });
});
