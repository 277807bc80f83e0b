import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { eventTypes, expectShape, failure, scene, type Scene } from './scene';

/** Pays the platform 100.00 USD, of which Stripe keeps 3.20; the charge's id. */
async function fund({ stripe }: Scene, card = 'pm_card_bypassPending'): Promise<string> {
  const { latest_charge } = await stripe.paymentIntents.create({
    amount: 10_000,
    currency: 'usd',
    payment_method: card,
    confirm: true,
    off_session: true,
    capture_method: 'automatic',
  });
  return String(latest_charge);
}

/** Available and pending dollars of an account. */
async function dollars(
  { stripe }: Scene,
  options: Stripe.RequestOptions = {},
): Promise<[available: number, pending: number]> {
  const { available, pending } = await stripe.balance.retrieve({}, options);
  const usd = (rows: Stripe.Balance.Available[]): number =>
    rows.find(({ currency }) => currency === 'usd')?.amount ?? 0;
  return [usd(available), usd(pending)];
}

describe('a transfer', () => {
  test('moves money to an account, where it is a payment', async () => {
    const made = await scene();
    const { stripe, american } = made;
    await fund(made);
    const transfer = await stripe.transfers.create({
      amount: 4000,
      currency: 'usd',
      destination: american,
      description: 'Week 1',
      transfer_group: 'week_1',
      metadata: { a: '1' },
      expand: ['destination_payment', 'balance_transaction'],
    });
    expectShape(transfer);
    expect(transfer).toMatchObject({
      amount: 4000,
      amount_reversed: 0,
      balance_transaction: { amount: -4000, type: 'transfer', net: -4000 },
      destination: american,
      destination_payment: {
        amount: 4000,
        paid: true,
        source_transfer: transfer.id,
        status: 'succeeded',
      },
      reversed: false,
      source_transaction: null,
      transfer_group: 'week_1',
    });
    expect(await dollars(made)).toEqual([9680 - 4000, 0]);
    expect(await dollars(made, { stripeAccount: american })).toEqual([4000, 0]);
    const payment = transfer.destination_payment as Stripe.Charge;
    expect(payment.id).toMatch(/^py_/);
    expect(
      await failure(stripe.refunds.create({ charge: payment.id }, { stripeAccount: american })),
    ).toMatchObject({ statusCode: 400, code: 'charge_not_refundable' });
    const { balance_transaction: received } = await stripe.charges.retrieve(
      payment.id,
      { expand: ['balance_transaction'] },
      { stripeAccount: american },
    );
    expect(received).toMatchObject({ amount: 4000, type: 'payment', source: payment.id });
    expect((await eventTypes(stripe)).filter((type) => type.startsWith('transfer'))).toEqual([
      'transfer.created',
    ]);
  });

  test('needs available money, unless a charge is named that funds it', async () => {
    const made = await scene();
    const { stripe, american } = made;
    const id = await fund(made, 'pm_card_visa');
    const transfer = { currency: 'usd', destination: american };
    expect(await failure(stripe.transfers.create({ ...transfer, amount: 100 }))).toMatchObject({
      statusCode: 400,
      code: 'balance_insufficient',
    });
    const funded = await stripe.transfers.create({
      ...transfer,
      amount: 9000,
      source_transaction: id,
    });
    const { payment_intent, transfer_group } = await stripe.charges.retrieve(id);
    expect(funded).toMatchObject({
      source_transaction: id,
      transfer_group: `group_${String(payment_intent)}`,
    });
    expect(transfer_group).toBe(funded.transfer_group);
    expect(await dollars(made)).toEqual([0, 9680 - 9000]);
    expect(await dollars(made, { stripeAccount: american })).toEqual([0, 9000]);
    const tooMuch = await failure(
      stripe.transfers.create({ ...transfer, amount: 1001, source_transaction: id }),
    );
    expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' });
    expect(tooMuch.message).toContain('must not exceed the source amount of $10.00');
    const rest = await stripe.transfers.create({ ...transfer, source_transaction: id });
    expect(rest.amount).toBe(1000);
  });

  test('goes to accounts that may receive it, in a currency that is there', async () => {
    const made = await scene();
    const { stripe, american, seller } = made;
    await fund(made);
    const create = (parameters: Partial<Stripe.TransferCreateParams>, options = {}) =>
      failure(
        stripe.transfers.create(
          { amount: 100, currency: 'usd', destination: american, ...parameters },
          options,
        ),
      );
    const unknown = await create({ destination: 'acct_1none' });
    expect(unknown).toMatchObject({ code: 'resource_missing', param: 'destination' });
    expect(unknown.message).toBe("No such destination: 'acct_1none'");
    const { id: fresh } = await stripe.accounts.create({ type: 'standard' });
    expect(await create({ destination: fresh })).toMatchObject({
      code: 'insufficient_capabilities_for_transfer',
    });
    expect(await create({ currency: 'eur' })).toMatchObject({ code: 'balance_insufficient' });
    expect(await create({ amount: 0 })).toMatchObject({ code: 'parameter_invalid_integer' });
    expect(await create({}, seller)).toMatchObject({ code: 'transfers_not_allowed' });
    expect(await create({ source_transaction: 'ch_none' })).toMatchObject({
      code: 'resource_missing',
      param: 'source_transaction',
    });
    expect((await stripe.transfers.list()).data).toEqual([]);
  });

  test('is listed by destination and group, and changed', async () => {
    const made = await scene();
    const { stripe, american, account } = made;
    await fund(made);
    const send = (destination: string, transfer_group: string) =>
      stripe.transfers.create({ amount: 100, currency: 'usd', destination, transfer_group });
    const first = await send(american, 'a');
    const second = await send(account, 'b');
    const ids = async (filter: Stripe.TransferListParams): Promise<string[]> =>
      (await stripe.transfers.list(filter)).data.map(({ id }) => id);
    expect(await ids({})).toEqual([second.id, first.id]);
    expect(await ids({ destination: american })).toEqual([first.id]);
    expect(await ids({ transfer_group: 'b' })).toEqual([second.id]);
    const changed = await stripe.transfers.update(first.id, { description: 'Late' });
    expect(changed.description).toBe('Late');
    const { data } = await stripe.events.list({ type: 'transfer.updated' });
    expect(data[0]?.data.previous_attributes).toEqual({ description: null });
    expect((await failure(stripe.transfers.retrieve('tr_none'))).statusCode).toBe(404);
  });
});

describe('a reversal', () => {
  test('brings money back, in parts and no more than was sent', async () => {
    const made = await scene();
    const { stripe, american } = made;
    await fund(made);
    const { id } = await stripe.transfers.create({
      amount: 4000,
      currency: 'usd',
      destination: american,
    });
    const reversal = await stripe.transfers.createReversal(id, {
      amount: 1500,
      metadata: { a: '1' },
      expand: ['balance_transaction', 'destination_payment_refund', 'transfer'],
    });
    expectShape(reversal);
    expect(reversal).toMatchObject({
      amount: 1500,
      balance_transaction: { amount: 1500, type: 'transfer_refund' },
      destination_payment_refund: { amount: 1500, source_transfer_reversal: reversal.id },
      transfer: { amount_reversed: 1500, reversed: false },
    });
    expect(await dollars(made)).toEqual([9680 - 2500, 0]);
    expect(await dollars(made, { stripeAccount: american })).toEqual([2500, 0]);
    expect(await failure(stripe.transfers.createReversal(id, { amount: 2501 }))).toMatchObject({
      statusCode: 400,
      param: 'amount',
    });
    const rest = await stripe.transfers.createReversal(id);
    expect(rest.amount).toBe(2500);
    const transfer = await stripe.transfers.retrieve(id);
    expectShape(transfer);
    expect(transfer).toMatchObject({ amount_reversed: 4000, reversed: true });
    expect(transfer.reversals.data.map(({ amount }) => amount)).toEqual([2500, 1500]);
    expect((await failure(stripe.transfers.createReversal(id))).statusCode).toBe(400);
    const { data } = await stripe.transfers.listReversals(id, { limit: 1 });
    expect(data).toMatchObject([{ id: rest.id }]);
    await stripe.transfers.updateReversal(id, rest.id, { metadata: { b: '2' } });
    expect((await stripe.transfers.retrieveReversal(id, rest.id)).metadata).toEqual({ b: '2' });
    expect((await eventTypes(stripe)).filter((type) => type === 'transfer.reversed')).toHaveLength(
      2,
    );
  });

  test('needs the money to be there still', async () => {
    const made = await scene();
    const { stripe, american } = made;
    await fund(made);
    const { id } = await stripe.transfers.create({
      amount: 4000,
      currency: 'usd',
      destination: american,
    });
    await stripe.payouts.create({ amount: 1, currency: 'usd' }, { stripeAccount: american });
    expect(await failure(stripe.transfers.createReversal(id))).toMatchObject({
      code: 'balance_insufficient',
    });
  });
});
