import { expect, test } from 'vitest';
import type { AccountId } from '../model/ids';
import type { DeskBalance } from '../model/seller';
import { paidOrder } from '../payments/testing/after-sale';
import { openHouse } from '../payments/testing/house';
import { openStalls, type Stall } from '../payments/testing/shop';
import { readBalance } from './read-balance';
import { sellerOf } from './testing';

const house = openHouse();

test('a seller sees what their account holds and what was paid out, as Stripe tells it', async () => {
  const [own] = (await openStalls(house.emulator, 1)) as [Stall];
  await paidOrder(house.emulator, [own]);
  const seller = await sellerOf(own);
  // 42.00 less the platform's tenth and Stripe's own fee, 2.9 % and 0.30; booked a moment later.
  await expect
    .poll(() => readBalance(seller, 5))
    .toMatchObject({
      ok: true,
      available: [{ amount: 0, currency: 'usd' }],
      pending: [{ amount: 4200 - 420 - 152, currency: 'usd', text: '$36.28' }],
      payouts: [],
    });
});

test('where Stripe does not answer, the page says so in place of a balance', async () => {
  const [own] = (await openStalls(house.emulator, 1)) as [Stall];
  const seller = await sellerOf(own);
  await house.emulator.fault({ path: '/v1/balance', action: 'fail', status: 500 });
  expect(await readBalance(seller, 5)).toEqual({
    ok: false,
    title: 'Not known just now',
    reason: 'Stripe did not answer just now. Load the page again.',
  });
});

test('a seller whose account has left is told so, and not to load the page again', async () => {
  const [own] = (await openStalls(house.emulator, 1)) as [Stall];
  const accountId = 'acct_0000000000000000' as AccountId;
  expect(await readBalance({ ...(await sellerOf(own)), accountId }, 5)).toEqual({
    ok: false,
    title: 'Your account has left Souk',
    reason: expect.not.stringMatching(/again/) as unknown,
  });
});

test('payouts go on from behind the one that is named', async () => {
  const [own] = (await openStalls(house.emulator, 1)) as [Stall];
  await paidOrder(house.emulator, [own], 'pm_card_bypassPending');
  const seller = await sellerOf(own);
  await expect
    .poll(() => readBalance(seller, 1))
    .toMatchObject({ available: [{ amount: 4200 - 420 - 152 }] });
  const account = { stripeAccount: String(seller.accountId) };
  for (const amount of [500, 600, 700]) {
    await house.emulator.stripe.payouts.create({ amount, currency: 'usd' }, account);
  }
  const amounts: number[] = [];
  let after: string | null = null;
  do {
    const page: DeskBalance = await readBalance(seller, 1, after);
    if (!page.ok) throw new Error(page.reason);
    amounts.push(...page.payouts.map(({ amount }) => amount.amount));
    after = page.nextPayouts;
  } while (after);
  expect(amounts).toEqual([700, 600, 500]);
  // An old address, of an account whose payouts are others now.
  expect(await readBalance(seller, 1, 'po_0000000000000000')).toMatchObject({
    ok: true,
    payouts: [{ amount: { amount: 700 } }],
  });
});

test('a seller without an account has no balance', async () => {
  const [own] = (await openStalls(house.emulator, 1)) as [Stall];
  const seller = await sellerOf(own);
  expect(await readBalance({ ...seller, accountId: null }, 5)).toMatchObject({ ok: false });
});
