import { describe, expect, test } from 'vitest';
import { available, DAY, pass, standing } from './payday';
import { charge, eventTypes, expectShape, failure } from './scene';

describe('balance settings', () => {
  test('are an account’s own, and shown on the account', async () => {
    const { stripe, account, seller } = await standing({ interval: 'daily' });
    const settings = await stripe.balanceSettings.retrieve({}, seller);
    expectShape(settings);
    expect(settings).toEqual({
      object: 'balance_settings',
      payments: {
        debit_negative_balances: true,
        payouts: {
          automatic_transfer_rules_by_currency: null,
          minimum_balance_by_currency: null,
          schedule: { interval: 'daily' },
          statement_descriptor: null,
          status: 'enabled',
        },
        settlement_timing: { delay_days: 7, start_of_day: null },
      },
    });
    const updated = await stripe.balanceSettings.update(
      {
        payments: {
          debit_negative_balances: false,
          payouts: {
            minimum_balance_by_currency: { eur: 1500, USD: 100 },
            schedule: { interval: 'weekly', weekly_payout_days: ['tuesday', 'friday'] },
            statement_descriptor: 'ATELIER PAYS',
          },
          settlement_timing: { delay_days_override: 9 },
        },
      },
      seller,
    );
    expectShape(updated);
    expect(updated.payments).toMatchObject({
      debit_negative_balances: false,
      payouts: {
        minimum_balance_by_currency: { eur: 1500, usd: 100 },
        schedule: { interval: 'weekly', weekly_payout_days: ['tuesday', 'friday'] },
        statement_descriptor: 'ATELIER PAYS',
      },
      settlement_timing: { delay_days: 9, delay_days_override: 9 },
    });
    const { settings: seen } = await stripe.accounts.retrieve(account);
    expect(seen?.payouts).toEqual({
      debit_negative_balances: false,
      schedule: {
        delay_days: 9,
        interval: 'weekly',
        weekly_payout_days: ['tuesday', 'friday'],
      },
      statement_descriptor: 'ATELIER PAYS',
    });
    expect(await eventTypes(stripe, seller)).toContain('balance_settings.updated');
    const { payments } = await stripe.balanceSettings.retrieve();
    expect(payments.payouts?.schedule).toEqual({ interval: 'manual' });
    const reset = await stripe.balanceSettings.update(
      {
        payments: {
          payouts: { minimum_balance_by_currency: { usd: '' } },
          settlement_timing: { delay_days_override: '' },
        },
      },
      seller,
    );
    expect(reset.payments.settlement_timing).toEqual({ delay_days: 7, start_of_day: null });
    expect(reset.payments.payouts?.minimum_balance_by_currency).toEqual({ eur: 1500 });
  });

  test.each([
    [{ settlement_timing: { delay_days_override: 32 } }, 'settlement_timing][delay_days_override'],
    [{ settlement_timing: { delay_days_override: 1 } }, 'settlement_timing][delay_days_override'],
    [
      { settlement_timing: { start_of_day: { hour: 9 } } },
      'settlement_timing][start_of_day][timezone',
    ],
    [
      { settlement_timing: { start_of_day: { hour: 24, timezone: 'Europe/Paris' } } },
      'settlement_timing][start_of_day][hour',
    ],
    [
      { settlement_timing: { start_of_day: { hour: 9, minutes: 10, timezone: 'Europe/Paris' } } },
      'settlement_timing][start_of_day][minutes',
    ],
    [
      { settlement_timing: { start_of_day: { hour: 9, timezone: 'Mars/Olympus' } } },
      'settlement_timing][start_of_day][timezone',
    ],
    [
      { payouts: { schedule: { interval: 'daily', weekly_payout_days: ['monday'] } } },
      'payouts][schedule][weekly_payout_days',
    ],
    [
      { payouts: { schedule: { interval: 'monthly', monthly_payout_days: [32] } } },
      'payouts][schedule][monthly_payout_days',
    ],
    [
      { payouts: { minimum_balance_by_currency: { eur: -1 } } },
      'payouts][minimum_balance_by_currency][eur',
    ],
  ] as const)('refuse %o', async (payments, inner) => {
    const { stripe, seller } = await standing();
    const before = await stripe.balanceSettings.retrieve({}, seller);
    // The type wants lists that can be changed.
    const given = { payments: structuredClone(payments) as object };
    const error = await failure(stripe.balanceSettings.update(given, seller));
    expect(error).toMatchObject({ statusCode: 400, param: `payments[${inner}]` });
    expect(await stripe.balanceSettings.retrieve({}, seller)).toEqual(before);
  });

  test.each([
    // It is five o'clock in the afternoon in Paris: the day of the account has ended, or not.
    [{ hour: 16, minutes: 30, timezone: 'Europe/Paris' }, Date.UTC(2026, 0, 13)],
    [{ hour: 17, minutes: 30, timezone: 'Europe/Paris' }, Date.UTC(2026, 0, 12)],
    [{ hour: 12, minutes: 0, timezone: 'America/New_York' }, Date.UTC(2026, 0, 12)],
    ['', Date.UTC(2026, 0, 12)],
  ] as const)('count days from where they begin: %o', async (start_of_day, available_on) => {
    const made = await standing({ interval: 'daily' });
    const { stripe, seller } = made;
    const settings = await stripe.balanceSettings.update(
      { payments: { settlement_timing: { start_of_day } } },
      seller,
    );
    expectShape(settings);
    expect(settings.payments.settlement_timing.start_of_day).toEqual(start_of_day || null);
    await pass(made, 4 * 60 * 60);
    const paid = await charge(made, 'pm_card_visa', {
      capture_method: 'automatic',
      expand: ['latest_charge.balance_transaction'],
    });
    expect(paid.latest_charge).toMatchObject({
      balance_transaction: { available_on: available_on / 1000 },
    });
  });

  test('hold money for as many days, and leave the minimum when paying out', async () => {
    const made = await standing({ interval: 'daily' });
    const { stripe, seller } = made;
    await stripe.balanceSettings.update(
      {
        payments: {
          payouts: { minimum_balance_by_currency: { eur: 1000 } },
          settlement_timing: { delay_days_override: 10 },
        },
      },
      seller,
    );
    const paid = await charge(made, 'pm_card_visa', {
      amount: 10_000,
      capture_method: 'automatic',
      expand: ['latest_charge.balance_transaction'],
    });
    expect(paid.latest_charge).toMatchObject({
      balance_transaction: { available_on: Date.UTC(2026, 0, 15) / 1000, status: 'pending' },
    });
    await pass(made, 9 * DAY);
    expect((await stripe.payouts.list({}, seller)).data).toEqual([]);
    await pass(made, DAY);
    expect((await stripe.payouts.list({}, seller)).data).toMatchObject([
      { amount: 9835 - 1000, automatic: true },
    ]);
    expect(await available(made)).toBe(1000);
  });
});
