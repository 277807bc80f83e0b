/** Payments by bank transfer (docs.stripe.com/payments/bank-transfers/accept-a-payment). */
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { failure, scene, type Scene } from './scene';

const transfer = {
  allowed_payment_method_types: ['customer_balance'],
  payment_method_data: { type: 'customer_balance' },
  payment_method_options: {
    customer_balance: {
      funding_type: 'bank_transfer',
      bank_transfer: { type: 'us_bank_transfer' },
    },
  },
  confirm: true,
} satisfies Partial<Stripe.PaymentIntentCreateParams>;

function ask(
  { stripe, jenny }: Scene,
  amount: number,
  given: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount,
    currency: 'usd',
    customer: jenny,
    ...transfer,
    ...given,
  });
}

function send({ stripe, jenny }: Scene, amount: number, reference?: string) {
  return stripe.testHelpers.customers.fundCashBalance(jenny, {
    amount,
    currency: 'usd',
    ...(reference === undefined ? {} : { reference }),
  });
}

const remaining = ({ next_action }: Stripe.PaymentIntent): number | null | undefined =>
  next_action?.display_bank_transfer_instructions?.amount_remaining;

async function left({ stripe, jenny }: Scene): Promise<number> {
  const { available } = await stripe.customers.retrieveCashBalance(jenny);
  return available?.usd ?? 0;
}

async function types({ stripe }: Scene): Promise<string[]> {
  const { data } = await stripe.events.list({ limit: 100 });
  return data.map(({ type }) => type).reverse();
}

describe('a payment by bank transfer', () => {
  test('waits with where to send it, and succeeds when the money is there', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const waiting = await ask(made, 5000);
    expect(waiting.status).toBe('requires_action');
    expect(waiting.next_action).toMatchObject({
      type: 'display_bank_transfer_instructions',
      display_bank_transfer_instructions: {
        amount_remaining: 5000,
        currency: 'usd',
        hosted_instructions_url: null,
        type: 'us_bank_transfer',
      },
    });
    const shown = waiting.next_action?.display_bank_transfer_instructions;
    const { bank_transfer } = await stripe.customers.createFundingInstructions(jenny, {
      currency: 'usd',
      funding_type: 'bank_transfer',
      bank_transfer: { type: 'us_bank_transfer' },
    });
    expect(shown?.financial_addresses).toEqual(bank_transfer.financial_addresses);
    const before = (await types(made)).length;
    await send(made, 5000);
    expect((await types(made)).slice(before, before + 4)).toEqual([
      'customer_cash_balance_transaction.created',
      'customer_cash_balance_transaction.created',
      'charge.succeeded',
      'payment_intent.succeeded',
    ]);
    const paid = await stripe.paymentIntents.retrieve(waiting.id, {
      expand: ['latest_charge.balance_transaction'],
    });
    expect(paid).toMatchObject({
      status: 'succeeded',
      amount_received: 5000,
      next_action: null,
      latest_charge: {
        id: expect.stringMatching(/^py_/),
        paid: true,
        payment_method_details: { type: 'customer_balance', customer_balance: {} },
        balance_transaction: { amount: 5000, type: 'payment', status: 'available' },
      },
    });
    const { data } = await stripe.customers.listCashBalanceTransactions(jenny);
    expect(data).toMatchObject([
      {
        type: 'applied_to_payment',
        net_amount: -5000,
        ending_balance: 0,
        applied_to_payment: { payment_intent: waiting.id },
      },
      { type: 'funded', net_amount: 5000 },
    ]);
  });

  test('is funded in parts, and keeps what is too much for the customer', async () => {
    const made = await scene();
    const { id } = await ask(made, 5000);
    await send(made, 2000);
    expect(await types(made)).toContain('payment_intent.partially_funded');
    const partly = await made.stripe.paymentIntents.retrieve(id);
    expect([partly.status, remaining(partly)]).toEqual(['requires_action', 3000]);
    await send(made, 4000);
    expect((await made.stripe.paymentIntents.retrieve(id)).status).toBe('succeeded');
    expect(await left(made)).toBe(1000);
    expect(await types(made)).toContain('cash_balance.funds_available');
    // What is there pays at once, without instructions.
    const next = await ask(made, 700, { payment_method_options: {} });
    expect(next.status).toBe('succeeded');
    expect(await left(made)).toBe(300);
    const more = await ask(made, 1000);
    expect([more.status, remaining(more)]).toEqual(['requires_action', 700]);
  });

  test('is found by its reference, then by its amount, then by its age', async () => {
    const made = await scene();
    const first = await ask(made, 1000);
    const second = await ask(made, 2000);
    const third = await ask(made, 3000);
    const reference = third.next_action?.display_bank_transfer_instructions?.reference ?? '';
    const statuses = async () => {
      const all = [first, second, third].map(({ id }) => made.stripe.paymentIntents.retrieve(id));
      return (await Promise.all(all)).map(({ status }) => status);
    };
    await send(made, 3000, `Order 17, ${reference.toLowerCase()}`);
    expect(await statuses()).toEqual(['requires_action', 'requires_action', 'succeeded']);
    await send(made, 2000);
    expect(await statuses()).toEqual(['requires_action', 'succeeded', 'succeeded']);
    await send(made, 1500);
    expect(await statuses()).toEqual(['succeeded', 'succeeded', 'succeeded']);
    expect(await left(made)).toBe(500);
  });

  test('is paid by hand where the merchant wants that', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    await stripe.customers.updateCashBalance(jenny, {
      settings: { reconciliation_mode: 'manual' },
    });
    await send(made, 4000);
    const { id } = await ask(made, 5000);
    expect(await left(made)).toBe(4000);
    const much = await failure(stripe.paymentIntents.applyCustomerBalance(id, { amount: 4001 }));
    expect([much.statusCode, much.param]).toEqual([400, 'amount']);
    const partly = await stripe.paymentIntents.applyCustomerBalance(id, { amount: 1500 });
    expect(remaining(partly)).toBe(3500);
    await send(made, 2000);
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe('requires_action');
    expect((await stripe.paymentIntents.applyCustomerBalance(id)).status).toBe('succeeded');
    expect(await left(made)).toBe(1000);
    const again = await failure(stripe.paymentIntents.applyCustomerBalance(id));
    expect(again.code).toBe('payment_intent_unexpected_state');
  });

  test.each(['canceled', 'paid with a card'])('gives back its part when it is %s', async (end) => {
    const made = await scene();
    const { stripe, jenny } = made;
    await send(made, 2000);
    const { id } = await ask(made, 5000, {
      allowed_payment_method_types: ['customer_balance', 'card'],
    });
    expect(await left(made)).toBe(0);
    if (end === 'canceled') await stripe.paymentIntents.cancel(id);
    else await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' });
    expect(await left(made)).toBe(2000);
    const { data } = await stripe.customers.listCashBalanceTransactions(jenny);
    expect(data[0]).toMatchObject({
      type: 'unapplied_from_payment',
      net_amount: 2000,
      unapplied_from_payment: { payment_intent: id },
    });
  });

  test('is refunded to the bank', async () => {
    const made = await scene();
    const { id } = await ask(made, 5000);
    await send(made, 5000);
    const refund = await made.stripe.refunds.create({ payment_intent: id, amount: 1000 });
    expect(refund).toMatchObject({
      id: expect.stringMatching(/^pyr_/),
      status: 'pending',
      destination_details: { type: 'us_bank_transfer' },
    });
  });
});

describe('bank transfers are refused', () => {
  test('without a customer, as a hold, and where nothing says how to send them', async () => {
    const made = await scene();
    const { stripe } = made;
    const nobody = await failure(
      stripe.paymentIntents.create({ amount: 5000, currency: 'usd', ...transfer }),
    );
    expect([nobody.code, nobody.param]).toEqual(['parameter_missing', 'customer']);
    const hold = await failure(ask(made, 5000, { capture_method: 'manual' }));
    expect(hold.param).toBe('capture_method');
    const silent = await failure(ask(made, 5000, { payment_method_options: {} }));
    expect(silent.param).toBe('payment_method_options[customer_balance][funding_type]');
    expect((await stripe.paymentIntents.list()).data).toEqual([]);
  });

  test('on accounts that cannot take them, and as saved methods', async () => {
    const made = await scene();
    const { stripe, seller, jenny } = made;
    const unable = await failure(
      stripe.paymentIntents.create(
        { amount: 5000, currency: 'eur', allowed_payment_method_types: ['customer_balance'] },
        seller,
      ),
    );
    expect([unable.statusCode, unable.param]).toEqual([400, 'allowed_payment_method_types']);
    const { id } = await stripe.paymentMethods.create({ type: 'customer_balance' });
    const saved = await failure(stripe.paymentMethods.attach(id, { customer: jenny }));
    expect(saved.statusCode).toBe(400);
  });
});
