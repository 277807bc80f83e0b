import { beforeAll, expect, test } from 'vitest';
import { askRefund } from '../payments/refunds/ask-refund';
import { decideRefund } from '../payments/refunds/decide-refund';
import { lookAfterSale } from '../payments/after-sale/look-after-sale';
import { operator, paidOrder } from '../payments/testing/after-sale';
import { openHouse } from '../payments/testing/house';
import { openStalls, type Stall } from '../payments/testing/shop';
import { makeMirror, openPlan } from '../subscriptions/testing/mirrors';
import { readFigures } from './read-figures';
import { sellerOf } from './testing';

const house = openHouse();
let stalls: Stall[] = [];
beforeAll(async () => {
  stalls = await openStalls(house.emulator, 2);
});

test('a seller’s figures count their own sales alone, refunds and fees with them', async () => {
  const [one, other] = stalls as [Stall, Stall];
  const order = await paidOrder(house.emulator, stalls);
  await paidOrder(house.emulator, [one]);
  const asked = await askRefund(order.buyer, order, {
    ...{ number: 1, amount: '12', reason: 'other', note: '' },
  });
  if (!asked.ok) throw new Error(asked.message);
  await decideRefund(await operator(), asked.value.refundId, { decision: 'grant', answer: '' });

  const mine = await readFigures(await sellerOf(one), 30);
  // 10 % of 4200, twice, less 10 % of the 1200 that went back.
  expect(mine).toMatchObject({
    sales: 2,
    sold: { amount: 8400, currency: 'usd', text: '$84.00' },
    refunded: { amount: 1200 },
    fees: { amount: 720 },
    rest: { amount: 8400 - 1200 - 720 },
    subscribers: 0,
    keptClones: 0,
  });
  expect(await readFigures(await sellerOf(other), 30)).toMatchObject({
    sales: 1,
    sold: { amount: 1200, currency: 'eur' },
    refunded: { amount: 0 },
  });
});

test('the fee stays with a refund of the Dashboard', async () => {
  const [fresh] = (await openStalls(house.emulator, 1)) as [Stall];
  const { accountId, chargeId, legId } = await paidOrder(house.emulator, [fresh]);
  await house.emulator.stripe.refunds.create(
    { charge: chargeId, amount: 1200 },
    { stripeAccount: accountId },
  );
  await lookAfterSale({ legId });
  expect(await readFigures(await sellerOf(fresh), 30)).toMatchObject({
    refunded: { amount: 1200 },
    fees: { amount: 420 },
    rest: { amount: 4200 - 1200 - 420 },
  });
});

test('invoices of subscriptions are sales, and kept clones are told as a count', async () => {
  const [fresh] = (await openStalls(house.emulator, 1)) as [Stall];
  const { buyer, card } = await paidOrder(house.emulator, [fresh]);
  await makeMirror(house.emulator, buyer, card, await openPlan(house.emulator, fresh));
  const figures = await readFigures(await sellerOf(fresh), 30);
  expect(figures).toMatchObject({ sales: 2, subscribers: 1, keptClones: 1, buyersOfClones: 1 });
});
