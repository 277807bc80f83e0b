import { describe, expect, test } from 'vitest';
import { complete } from './account-params';
import { charge, scene } from './scene';

describe('an account whose platform pays for it', () => {
  test('keeps all but the application fee; the platform is billed, also for disputes', async () => {
    const made = await scene();
    const { stripe } = made;
    const { type: _, ...known } = complete;
    const account = await stripe.accounts.create({
      ...known,
      controller: {
        fees: { payer: 'application' },
        losses: { payments: 'application' },
        requirement_collection: 'application',
        stripe_dashboard: { type: 'none' },
      },
    });
    const seller = { stripeAccount: account.id };
    const paid = {
      amount: 10_000,
      application_fee_amount: 500,
      capture_method: 'automatic',
    } as const;
    await charge({ ...made, seller }, 'pm_card_createDispute', paid);
    const { data: theirs } = await stripe.balanceTransactions.list({}, seller);
    expect(theirs.map(({ type, amount, fee }) => [type, amount, fee])).toEqual([
      ['adjustment', -10_000, 0],
      ['charge', 10_000, 500],
    ]);
    const { data: ours } = await stripe.balanceTransactions.list();
    expect(ours.map(({ type, net }) => [type, net])).toEqual([
      ['stripe_fee', -1500],
      ['stripe_fee', -165],
      ['application_fee', 500],
    ]);
  });
});
