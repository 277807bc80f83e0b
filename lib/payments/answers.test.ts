import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LegId } from '../model/ids';
import { readOwnOrder } from './orders';
import { payLeg } from './pay-leg';
import { retryLeg } from './retry-leg';
import { alteringProxy, type Answer } from './testing/altering-proxy';
import { openHouse } from './testing/house';
import { freeLease, onAccount, placed, readLeg } from './testing/orders';
import { openStalls, type Stall } from './testing/shop';

const proxy = alteringProxy();
const house = openHouse(proxy.open);
let stalls: Stall[];

beforeAll(async () => {
  stalls = await openStalls(house.emulator, 1);
});
afterEach(() => {
  proxy.alter = null;
});

const inBody =
  (change: Record<string, unknown>) =>
  (answer: Answer): void => {
    answer.body = JSON.stringify({ ...(JSON.parse(answer.body) as object), ...change });
  };
const inMetadata =
  (change: Record<string, unknown>) =>
  (answer: Answer): void => {
    const { metadata } = JSON.parse(answer.body) as { metadata: object };
    inBody({ metadata: { ...metadata, ...change } })(answer);
  };

const lies: readonly (readonly [name: string, alter: (answer: Answer) => void])[] = [
  ['another amount', inBody({ amount: 1 })],
  ['less money received', inBody({ amount_received: 1 })],
  ['another currency', inBody({ currency: 'jpy' })],
  ['another fee', inBody({ application_fee_amount: 0 })],
  ['live mode', inBody({ livemode: true })],
  ['another order', inMetadata({ order: 'ord_00000000000000000000' })],
  ['another leg', inMetadata({ leg: 'leg_00000000000000000000' })],
  ['another attempt', inMetadata({ attempt: 'att_00000000000000000000' })],
  [
    'another account',
    ({ headers }) => {
      headers['stripe-account'] = 'acct_0000000000000000';
    },
  ],
  [
    'the platform itself',
    ({ headers }) => {
      delete headers['stripe-account'];
    },
  ],
];

describe('an answer that tells of', () => {
  it.each(lies)(
    '%s is not called paid, is not charged again, and is read again',
    async (_, lie) => {
      const logged = vi.spyOn(console, 'error').mockReturnValue();
      const order = await placed(house.emulator, stalls);
      const legId = order.legIds[0] as LegId;
      proxy.alter = lie;
      await payLeg(legId);
      const refused = await readLeg(legId);
      expect(refused.leg).toMatchObject({ state: 'processing', paidAt: null });
      expect(refused.attempt).toMatchObject({
        problem: { code: 'answer_mismatch' },
        paymentIntentId: expect.stringMatching(/^pi_/) as string,
        chargeId: expect.stringMatching(/^ch_/) as string,
      });
      expect(logged).toHaveBeenCalledWith(expect.stringContaining('was refused'));
      const again = await retryLeg(
        order.buyer,
        { orderId: order.orderId, legId },
        { savedMethodId: order.card.id, attempt: 1 },
      );
      expect(again).toMatchObject({ ok: false, reason: 'not_retryable' });

      proxy.alter = null;
      await freeLease(legId);
      await house.emulator.forget();
      await payLeg(legId);
      expect((await house.emulator.calls()).map(({ path }) => path)).toEqual([
        `/v1/payment_intents/${refused.attempt.paymentIntentId}`,
      ]);
      expect((await readOwnOrder(order.buyer.id, order.orderId))?.status).toBe('paid');
      const { leg } = await readLeg(legId);
      expect(await onAccount(house.emulator, leg.accountId, order.orderId)).toEqual({
        intents: 1,
        received: leg.amount,
      });
    },
  );
});
