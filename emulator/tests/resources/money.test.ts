import { describe, expect, test } from 'vitest';
import {
  charge,
  cloneCard,
  eventually,
  eventTypes,
  expectShape,
  failure,
  saveCard,
  scene,
} from './scene';

describe('money', () => {
  test('settles after the charge, with a fee for Stripe and one for the platform', async () => {
    const made = await scene();
    const { stripe, seller, account } = made;
    const clone = await cloneCard(made, await saveCard(made, 'pm_card_visa'));
    const intent = await charge(made, clone.id, { amount: 10_000, application_fee_amount: 1000 });
    const id = String(intent.latest_charge);
    const settled = await eventually(async () => {
      const now = await stripe.charges.retrieve(
        id,
        { expand: ['balance_transaction', 'application_fee', 'refunds'] },
        seller,
      );
      return now.balance_transaction ? now : null;
    });
    expectShape(settled);
    // 1.4 % + 0.25 for the euro, and the platform's ten.
    expect(settled.balance_transaction).toMatchObject({
      amount: 10_000,
      fee: 165 + 1000,
      net: 8835,
      type: 'charge',
      fee_details: [
        { type: 'stripe_fee', amount: 165 },
        { type: 'application_fee', amount: 1000 },
      ],
    });
    const { data: fees } = await stripe.applicationFees.list({
      expand: ['data.balance_transaction', 'data.charge', 'data.account'],
    });
    expect(fees).toHaveLength(1);
    expectShape(fees[0] ?? {});
    expect(fees[0]).toMatchObject({
      id: (settled.application_fee as { id: string }).id,
      account: { id: account },
      amount: 1000,
      charge: { id },
      balance_transaction: { net: 1000, type: 'application_fee' },
    });
    expect(await eventTypes(stripe, seller)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'charge.updated',
    ]);
    expect((await eventTypes(stripe)).at(-1)).toBe('application_fee.created');
    expect(
      (await failure(stripe.applicationFees.retrieve(fees[0]?.id ?? '', {}, seller))).statusCode,
    ).toBe(404);
  });

  test('is booked at once with capture_method automatic', async () => {
    const made = await scene();
    const { latest_charge: paid } = await charge(made, 'pm_card_visa', {
      capture_method: 'automatic',
      expand: ['latest_charge.balance_transaction'],
    });
    expect(paid).toMatchObject({ balance_transaction: { status: 'pending', amount: 2500 } });
  });

  test('is available after the account’s delay, or at once with the card made for it', async () => {
    let now = Date.UTC(2026, 0, 5);
    const made = await scene({ clock: () => now });
    const { stripe, seller } = made;
    await charge(made, 'pm_card_visa', { capture_method: 'automatic' });
    await charge(made, 'pm_card_bypassPending', { amount: 1000, capture_method: 'automatic' });
    const before = await stripe.balance.retrieve({}, seller);
    expectShape(before);
    expect(before).toMatchObject({
      available: [{ amount: 1000 - 14 - 25, currency: 'eur' }],
      pending: [{ amount: 2500 - 35 - 25, currency: 'eur' }],
    });
    now += 7 * 24 * 60 * 60 * 1000;
    const after = await stripe.balance.retrieve({}, seller);
    expect(after).toMatchObject({
      available: [{ amount: 961 + 2440, currency: 'eur' }],
      pending: [{ amount: 0, currency: 'eur' }],
    });
  });

  test('books balance: what buyers paid is what sellers, platform and Stripe got', async () => {
    const made = await scene();
    const { stripe, seller } = made;
    const paid = [
      [1000, 100],
      [12_345, 1],
      [50, 0],
      [99, 99],
    ] as const;
    for (const [amount, application_fee_amount] of paid) {
      await charge(made, 'pm_card_visa', {
        amount,
        application_fee_amount,
        capture_method: 'automatic',
      });
    }
    await failure(charge(made, 'pm_card_chargeCustomerFail', { capture_method: 'automatic' }));
    const { data: theirs } = await stripe.balanceTransactions.list({}, seller);
    const { data: ours } = await stripe.balanceTransactions.list({ type: 'application_fee' });
    for (const entry of [...theirs, ...ours]) {
      expectShape(entry);
      expect(entry.net).toBe(entry.amount - entry.fee);
      expect(entry.fee).toBe(entry.fee_details.reduce((sum, { amount }) => sum + amount, 0));
    }
    const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0);
    const stripes = theirs.flatMap(({ fee_details }) =>
      fee_details.filter(({ type }) => type === 'stripe_fee').map(({ amount }) => amount),
    );
    expect(sum(theirs.map(({ net }) => net)) + sum(ours.map(({ net }) => net)) + sum(stripes)).toBe(
      sum(paid.map(([amount]) => amount)),
    );
    expect(sum(ours.map(({ net }) => net))).toBe(200);
    const { pending } = await stripe.balance.retrieve({}, seller);
    expect(pending[0]?.amount).toBe(sum(theirs.map(({ net }) => net)));
  });
});
