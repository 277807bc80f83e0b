import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { charge, expectShape, failure, scene } from './scene';

async function paid(
  made: Awaited<ReturnType<typeof scene>>,
  parameters: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.Charge> {
  const intent = await charge(made, 'pm_card_visa', { ...parameters, expand: ['latest_charge'] });
  return intent.latest_charge as Stripe.Charge;
}

describe('charges', () => {
  test('are whole, alone and in lists', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { id: first } = await paid(made, { transfer_group: 'G-1' });
    const second = await paid(made, { description: 'Mug' });
    expectShape(second);
    expect(second).toMatchObject({
      amount: 2500,
      amount_captured: 2500,
      captured: true,
      description: 'Mug',
      disputed: false,
      failure_code: null,
      livemode: false,
      outcome: {
        network_status: 'approved_by_network',
        risk_level: 'normal',
        seller_message: 'Payment complete.',
        type: 'authorized',
      },
      paid: true,
      payment_method_details: { card: { network: 'visa', overcapture: { status: 'unavailable' } } },
      status: 'succeeded',
    });
    const { data } = await stripe.charges.list({}, seller);
    expect(data.map(({ id }) => id)).toEqual([second.id, first]);
    const group = await stripe.charges.list({ transfer_group: 'G-1' }, seller);
    expect(group.data.map(({ id }) => id)).toEqual([first]);
    const intent = { payment_intent: String(second.payment_intent) };
    expect((await stripe.charges.list(intent, seller)).data[0]?.id).toBe(second.id);
    expect((await stripe.charges.list({})).data).toEqual([]);
  });

  test('take notes', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const { id } = await paid(made, { description: 'Mug' });
    const updated = await stripe.charges.update(
      id,
      {
        description: '',
        fraud_details: { user_report: 'safe' },
        metadata: { a: '1' },
        receipt_email: 'j@example.com',
        shipping: { name: 'Jenny', address: { line1: 'Main St 1' } },
        transfer_group: 'G-2',
      },
      seller,
    );
    expectShape(updated);
    expect(updated).toMatchObject({
      description: null,
      fraud_details: { user_report: 'safe' },
      metadata: { a: '1' },
      receipt_email: 'j@example.com',
      transfer_group: 'G-2',
    });
    const wrong = await failure(stripe.charges.update(id, { receipt_email: 'jenny' }, seller));
    expect(wrong).toMatchObject({ code: 'email_invalid', param: 'receipt_email' });
  });

  test('of payment intents are captured by them', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const held = await paid(made, { capture_method: 'manual' });
    const error = await failure(stripe.charges.capture(held.id, {}, seller));
    expect(error.message).toBe(
      `This uncaptured Charge was created by a PaymentIntent (${String(held.payment_intent)}). You must capture the PaymentIntent instead.`,
    );
    await stripe.paymentIntents.capture(String(held.payment_intent), {}, seller);
    const twice = await failure(stripe.charges.capture(held.id, {}, seller));
    expect(twice.code).toBe('charge_already_captured');
    expect((await failure(stripe.charges.retrieve('ch_1', {}, seller))).statusCode).toBe(404);
  });

  test('have a receipt behind an address nobody guesses', async () => {
    const made = await scene();
    const { receipt_url } = await paid(made, { description: '<b>Mug</b>' });
    const page = await fetch(receipt_url ?? '');
    const text = await page.text();
    expect(page.status).toBe(200);
    expect(text).toContain('Receipt from Atelier');
    expect(text).toContain('€25.00');
    expect(text).toContain('Visa ••••\u00a04242');
    expect(text).toMatch(/Mug/);
    expect(text).not.toContain('<b>Mug');
    const { latest_charge } = await charge(made, 'pm_card_visa', { capture_method: 'manual' });
    const { payment_intent: held, receipt_url: heldUrl } = await made.stripe.charges.retrieve(
      String(latest_charge),
      {},
      made.seller,
    );
    const read = async (): Promise<string> => (await fetch(heldUrl ?? '')).text();
    expect(await read()).toContain('Amount held');
    await made.stripe.paymentIntents.cancel(String(held), {}, made.seller);
    expect(await read()).not.toContain('Amount held');
    expect(await read()).toContain('<dt>Returned</dt><dd>€25.00</dd>');
    const guessed = await fetch((receipt_url ?? '').replace(/\/[^/]+$/, '/guess'));
    expect(guessed.status).toBe(404);
    const refused = await failure(charge(made, 'pm_card_visa_chargeDeclined'));
    const failed = await made.stripe.charges.retrieve(refused.charge ?? '', {}, made.seller);
    expect(failed.receipt_url).toBeNull();
  });

  test.each([
    [{ payments: { statement_descriptor: 'ATELIER DES FLEURS' } }, 'ATELIER DE* ORDER 1234'],
    [{ payments: { statement_descriptor: 'THE NORTH STAR' } }, 'THE NORTH* ORDER 12345'],
    [{ card_payments: { statement_descriptor_prefix: 'FLEURS' } }, 'FLEURS* ORDER 123456'],
  ] as [Stripe.AccountUpdateParams.Settings, string][])(
    'leave room for their own words on the bank statement of %o',
    async (settings, expected) => {
      const made = await scene();
      const { stripe, american } = made;
      await stripe.accounts.update(american, { settings });
      const intent = await stripe.paymentIntents.create(
        {
          amount: 2500,
          currency: 'usd',
          payment_method: 'pm_card_visa',
          confirm: true,
          off_session: true,
          statement_descriptor_suffix: 'order 123456',
          expand: ['latest_charge'],
        },
        { stripeAccount: american },
      );
      expect(intent.latest_charge).toMatchObject({ calculated_statement_descriptor: expected });
    },
  );
});
