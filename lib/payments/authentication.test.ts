import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { LegId } from '../model/ids';
import { getDb } from '../store/client';
import { variants } from '../store/schema';
import { authenticateLeg } from './authenticate-leg';
import { readOwnOrder } from './orders';
import { payLegs } from './pay-leg';
import { removeMethod } from './wallet/remove-method';
import { retryLeg } from './retry-leg';
import { asked, atBank, back, confirmsOf, intentOf, legOf, press } from './testing/authentication';
import { answerBank } from './testing/bank';
import { openMarket } from './testing/market';
import { firstLeg, onAccount, paidOnce, placed } from './testing/orders';
import { newBuyer, saveCard, type Stall } from './testing/shop';

const market = openMarket(3);

const chargeable = async (stall: Stall) => {
  const db = await getDb();
  const [row] = await db.select().from(variants).where(eq(variants.id, stall.variantId));
  return row?.stock ?? 0;
};

describe('a leg whose bank asks for the buyer', () => {
  it('is confirmed with a fresh clone on its own PaymentIntent, and paid when the bank agrees', async () => {
    const order = await asked(market.emulator, market.oneStall);
    expect(await legOf(order)).toMatchObject({ canAuthenticate: true, atTheBank: false });
    const step = await press(order);
    const leg = await legOf(order);
    expect(step).toMatchObject({
      value: {
        accountId: leg.accountId,
        clientSecret: expect.stringMatching(/^pi_.+_secret_/) as string,
      },
    });
    expect(leg).toMatchObject({ state: 'action_needed', canAuthenticate: true, atTheBank: true });
    const [first, second] = leg.attempts;
    expect(second).toMatchObject({
      confirmation: 'in_page',
      paymentIntentId: first?.paymentIntentId,
    });
    expect(second?.cloneId).not.toBe(first?.cloneId);
    expect(await market.emulator.writes()).toEqual(confirmsOf(leg));

    await atBank(market.emulator, order, 'authenticate');
    expect(await back(order)).toEqual({ ok: true, value: null });
    await paidOnce(market.emulator, order);
    expect((await legOf(order)).attempts[1]?.chargeId).toMatch(/^ch_/);
  });

  it('is one PaymentIntent for two windows at once, and for who comes back', async () => {
    const order = await asked(market.emulator, market.oneStall);
    const steps = await Promise.all([press(order), press(order), press(order)]);
    // Who was not first may find it under way still, and asks again.
    const again = [await press(order), await press(order, 2)];
    const secrets = [...steps, ...again].flatMap((one) =>
      one.ok && one.value && 'clientSecret' in one.value ? [one.value.clientSecret] : [],
    );
    expect(new Set(secrets).size).toBe(1);
    expect(secrets.length).toBeGreaterThanOrEqual(3);
    expect(await market.emulator.writes()).toEqual(confirmsOf(await legOf(order)));
    await atBank(market.emulator, order, 'authenticate');
    const ends = await Promise.all([back(order), back(order), press(order, 2), press(order, 1)]);
    expect(ends.every(({ ok }) => ok)).toBe(true);
    await paidOnce(market.emulator, order);
  });

  it('is not paid on the word of a browser that never was at the bank', async () => {
    const order = await asked(market.emulator, market.oneStall);
    expect(await back(order)).toEqual({ ok: true, value: null });
    await press(order);
    expect(await back(order)).toMatchObject({ value: { accountId: expect.anything() as string } });
    expect(await legOf(order)).toMatchObject({ state: 'action_needed', paidAt: null });
  });

  it('is declined when the buyer fails there, gives its stock back, and can be confirmed anew', async () => {
    const order = await asked(market.emulator, market.oneStall);
    const [stall] = market.oneStall as [Stall];
    const before = await chargeable(stall);
    await press(order);
    await atBank(market.emulator, order, 'fail');
    await back(order);
    const failed = await legOf(order);
    expect(failed).toMatchObject({
      state: 'declined',
      canAuthenticate: true,
      canRetry: true,
      problem: {
        code: 'payment_intent_authentication_failure',
        message: 'The bank could not confirm that this is you.',
      },
    });
    expect(failed.attempts[1]?.chargeId).toBeNull();
    expect(await chargeable(stall)).toBe(before + 1);

    await market.emulator.forget();
    await press(order, 2);
    expect(await market.emulator.writes()).toEqual(confirmsOf(await legOf(order), 3));
    expect(await chargeable(stall)).toBe(before);
    await atBank(market.emulator, order, 'authenticate');
    await back(order);
    await paidOnce(market.emulator, order);
  });

  it('goes to the bank’s own page where the window is no way, and the window is void then', async () => {
    const order = await asked(market.emulator, market.oneStall);
    await press(order);
    const step = await press(order, 2, { way: 'by_redirect' });
    if (!step.ok || !step.value || !('redirectUrl' in step.value)) throw new Error('no address');
    const leg = await legOf(order);
    expect(leg.attempts[2]).toMatchObject({ confirmation: 'by_redirect' });
    const answer = await atBank(market.emulator, order, 'authenticate');
    const location = new URL(answer.headers.get('location') ?? '');
    expect(location.pathname).toBe(`/orders/${order.orderId}`);
    expect(location.searchParams.get('leg')).toBe(leg.id);
    await back(order);
    await paidOnce(market.emulator, order);
    expect(await market.emulator.writes()).toEqual(
      [...confirmsOf(leg, 2), ...confirmsOf(leg, 3)].sort(),
    );
  });

  it('can be paid with another card while the bank’s window is open, once', async () => {
    const order = await asked(market.emulator, market.oneStall);
    const visa = await saveCard(market.emulator, order.buyer, 'pm_card_visa');
    await press(order);
    const waiting = await intentOf(market.emulator, order);
    const { accountId } = await legOf(order);
    await market.emulator.forget();
    const retried = await retryLeg(
      order.buyer,
      { orderId: order.orderId, legId: firstLeg(order) },
      { savedMethodId: visa.id, attempt: 2 },
    );
    expect(retried.ok).toBe(true);
    await paidOnce(market.emulator, order);
    expect(await market.emulator.writes()).toEqual(confirmsOf(await legOf(order), 3));
    // The forgotten window is answered after all.
    await answerBank(market.emulator, waiting, 'authenticate', accountId);
    await back(order);
    await paidOnce(market.emulator, order);
  });

  it('paid in one window is not charged to the card chosen in another', async () => {
    const order = await asked(market.emulator, market.oneStall);
    const visa = await saveCard(market.emulator, order.buyer, 'pm_card_visa');
    await press(order);
    await atBank(market.emulator, order, 'authenticate');
    // Our server has not heard of it yet.
    await retryLeg(
      order.buyer,
      { orderId: order.orderId, legId: firstLeg(order) },
      { savedMethodId: visa.id, attempt: 2 },
    );
    await paidOnce(market.emulator, order);
  });

  it('keeps its PaymentIntent through every later attempt', async () => {
    const order = await asked(market.emulator, market.oneStall);
    const poor = await saveCard(market.emulator, order.buyer, 'pm_card_chargeCustomerFail');
    const visa = await saveCard(market.emulator, order.buyer, 'pm_card_visa');
    await press(order);
    const retry = (savedMethodId: typeof visa.id, attempt: number) =>
      retryLeg(
        order.buyer,
        { orderId: order.orderId, legId: firstLeg(order) },
        { savedMethodId, attempt },
      );
    await retry(poor.id, 2);
    expect(await legOf(order)).toMatchObject({ state: 'declined', canAuthenticate: false });
    await retry(visa.id, 3);
    await paidOnce(market.emulator, order);
    const ids = (await legOf(order)).attempts.map(({ paymentIntentId }) => paymentIntentId);
    expect(new Set(ids).size).toBe(1);
  });

  it('of three is each on its own', async () => {
    const order = await asked(market.emulator, market.stalls);
    const [one, two, three] = order.legIds as [LegId, LegId, LegId];
    await Promise.all(order.legIds.map((legId) => press(order, 1, { legId })));
    await atBank(market.emulator, order, 'authenticate', one);
    await atBank(market.emulator, order, 'fail', two);
    for (const legId of order.legIds) await back(order, order.buyer, legId);
    const states = (await readOwnOrder(order.buyer.id, order.orderId))?.legs.map(
      ({ state }) => state,
    );
    expect(states).toEqual(['paid', 'declined', 'action_needed']);
    for (const [index, received] of [4200, 0, 0].entries()) {
      const { accountId } = await legOf(order, [one, two, three][index] as LegId);
      expect(await onAccount(market.emulator, accountId, order.orderId)).toEqual({
        intents: 1,
        received,
      });
    }
  });

  it('is its buyer’s alone, and needs the card to be in the wallet', async () => {
    const order = await asked(market.emulator, market.oneStall);
    const stranger = await newBuyer();
    const leg = { orderId: order.orderId, legId: firstLeg(order) };
    const request = { attempt: 1, way: 'in_page' } as const;
    expect(await authenticateLeg(stranger, leg, request)).toMatchObject({ reason: 'not_found' });
    expect(await back(order, stranger)).toMatchObject({ reason: 'not_found' });
    await removeMethod(order.buyer, order.card.id);
    await market.emulator.forget();
    expect(await legOf(order)).toMatchObject({ canAuthenticate: false, canRetry: true });
    expect(await press(order)).toMatchObject({ reason: 'card_unusable' });
    expect(await market.emulator.writes()).toEqual([]);
  });

  it('cannot be confirmed when there is nothing to confirm', async () => {
    const order = await placed(market.emulator, market.oneStall, 'pm_card_chargeCustomerFail');
    await payLegs(order.legIds);
    expect(await press(order)).toMatchObject({ reason: 'not_confirmable' });
    expect(await press(order, 7)).toMatchObject({ reason: 'not_confirmable' });
  });
});
