import { describe, expect, it } from 'vitest';
import { payLegs } from './pay-leg';
import { startCheckout } from './start-checkout';
import {
  holdsOf,
  placedTogether,
  readOrderRow,
  shelfOf,
  statesOf,
  togetherWith,
  viewOf,
} from './testing/all-or-nothing';
import { openMarket } from './testing/market';
import { fillCart, newBuyer, saveCard } from './testing/shop';

const market = openMarket(3);

describe('all or nothing', () => {
  it('pays all: every part is held first, and the fee is taken with the capture', async () => {
    const { emulator, stalls } = market;
    const buyer = await newBuyer();
    const card = await saveCard(emulator, buyer, 'pm_card_visa');
    const quote = await fillCart(buyer, stalls);
    await emulator.forget();
    const started = await startCheckout(buyer, togetherWith(quote, card, card, stalls));
    if (!started.ok) throw new Error(started.message);
    const order = { buyer, card, legIds: [], orderId: started.value.orderId };
    const view = await viewOf(order);
    expect(view.status).toBe('paid');
    expect(await emulator.writes()).toEqual(
      view.legs
        .flatMap(({ id, accountId, attempts: [attempt] }) => [
          `200 ${accountId} /v1/payment_methods clone:${id}:1`,
          `200 ${accountId} /v1/payment_intents charge:${id}:1`,
          `200 ${accountId} /v1/payment_intents/${attempt?.paymentIntentId}/capture capture:${id}:1`,
        ])
        .sort(),
    );
    const calls = await emulator.calls();
    const created = calls.filter(({ path }) => path === '/v1/payment_intents');
    expect(created.map(({ parameters }) => parameters.capture_method)).toEqual(
      stalls.map(() => 'manual'),
    );
    expect(await holdsOf(emulator, order)).toEqual(
      view.legs.map(({ amount, fee }) => ({
        statuses: ['succeeded'],
        received: amount.amount,
        given: 0,
        fees: fee.amount,
      })),
    );
    const row = await readOrderRow(order.orderId);
    expect(row).toMatchObject({ decision: 'capture', decisionReason: 'all_held' });
    expect(row.settledAt).not.toBeNull();
  });

  it('charges nobody when one declines, and gives the goods back', async () => {
    const { emulator, stalls } = market;
    const order = await placedTogether(emulator, stalls, 'pm_card_chargeCustomerFail');
    const before = await shelfOf(order.orderId);
    await payLegs(order.legIds);
    expect(await statesOf(order)).toEqual(['canceled', 'canceled', 'declined']);
    const holds = await holdsOf(emulator, order);
    expect(holds.map(({ statuses, received, fees }) => [statuses, received, fees])).toEqual([
      [['canceled'], 0, 0],
      [['canceled'], 0, 0],
      [['requires_payment_method'], 0, 0],
    ]);
    expect(await shelfOf(order.orderId)).toEqual(before.map((stock) => (stock ?? 0) + 1));
    const view = await viewOf(order);
    expect(view).toMatchObject({
      status: 'failed',
      statusText: 'Nothing was charged.',
      canOrderAgain: true,
      canCancel: false,
      paidTotals: [],
    });
    expect(view.story).toEqual([
      'Stall 2 could not be paid, and you chose all or nothing: so no seller was.',
    ]);
    expect(view.legs.map(({ canRetry, canAuthenticate }) => [canRetry, canAuthenticate])).toEqual(
      view.legs.map(() => [false, false]),
    );
    expect((await readOrderRow(order.orderId)).settledAt).not.toBeNull();
  });
});
