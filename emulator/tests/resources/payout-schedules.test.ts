import { describe, expect, test } from 'vitest';
import { available, DAY, pass, standing } from './payday';
import { charge, eventTypes, expectShape, failure } from './scene';

describe('a schedule', () => {
  test('pays out daily what has become available, and lists what of', async () => {
    const made = await standing({ interval: 'daily' });
    const { stripe, seller } = made;
    await charge(made, 'pm_card_visa', { amount: 10_000, capture_method: 'automatic' });
    await charge(made, 'pm_card_visa', { amount: 1000, capture_method: 'automatic' });
    await pass(made, 7 * DAY);
    const [payout] = (await stripe.payouts.list({}, seller)).data;
    expectShape(payout ?? {});
    expect(payout).toMatchObject({
      amount: 9835 + 961,
      automatic: true,
      reconciliation_status: 'in_progress',
    });
    expect(await available(made)).toBe(0);
    const { data } = await stripe.balanceTransactions.list({ payout: payout?.id ?? '' }, seller);
    expect(data.map(({ type, net }) => [type, net])).toEqual([
      ['payout', -9835 - 961],
      ['charge', 961],
      ['charge', 9835],
    ]);
    await pass(made, 3 * DAY);
    expect(await eventTypes(stripe, seller)).toEqual(
      expect.arrayContaining([
        'balance.available',
        'payout.created',
        'payout.paid',
        'payout.reconciliation_completed',
      ]),
    );
    expect((await stripe.payouts.list({}, seller)).data).toHaveLength(1);
  });

  test('may pay out on one day of the week', async () => {
    const made = await standing({ interval: 'weekly', weekly_anchor: 'friday' });
    const { stripe, seller } = made;
    await charge(made, 'pm_card_visa', { amount: 10_000, capture_method: 'automatic' });
    await pass(made, 10 * DAY);
    expect((await stripe.payouts.list({}, seller)).data).toEqual([]);
    await pass(made, DAY);
    const { data } = await stripe.payouts.list({}, seller);
    expect(data).toMatchObject([{ amount: 9835, created: Date.UTC(2026, 0, 16) / 1000 }]);
  });

  test('leaves the platform its money, and lists no transactions of a manual payout', async () => {
    const made = await standing();
    const { stripe } = made;
    await stripe.paymentIntents.create({
      amount: 10_000,
      currency: 'usd',
      payment_method: 'pm_card_bypassPending',
      confirm: true,
      off_session: true,
      capture_method: 'automatic',
    });
    await pass(made, 10 * DAY);
    const payout = await stripe.payouts.create({ amount: 9680, currency: 'usd' });
    expect(
      (await failure(stripe.balanceTransactions.list({ payout: payout.id }))).message,
    ).toContain('only be filtered on automatic');
    expect(await failure(stripe.balanceTransactions.list({ payout: 'po_none' }))).toMatchObject({
      statusCode: 400,
      code: 'resource_missing',
      param: 'payout',
    });
  });
});
