import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AccountChargeId, AccountRefundId, RefundId } from '../../model/ids';
import { startWork, stopWork } from '../../work/start-work';
import { askRefund } from './ask-refund';
import { decideRefund } from './decide-refund';
import { readOwnOrder } from '../orders';
import { freeRefunds } from './refund-progress';
import { sendRefund } from './send-refund';
import { meaningOfRefund } from './settle-refund';
import { agoAfterSale, operator, paidOrder } from '../testing/after-sale';
import { openHouse } from '../testing/house';
import {
  shownAfterSale,
  allOfIt,
  ask,
  asked,
  givenBack,
  grant,
  readRefund,
} from '../testing/refunds';
import { openStalls, type Stall } from '../testing/shop';

const house = openHouse();
let stalls: Stall[];

beforeAll(async () => {
  stalls = await openStalls(house.emulator, 3);
});
beforeEach(() => {
  // What is logged about a stopped refund is not what these tests are about.
  vi.spyOn(console, 'error').mockReturnValue();
});

/** What the sweeper has done: sends what nobody sends. */
const sendFree = async () => void (await Promise.all((await freeRefunds()).map(sendRefund)));

describe('a refund', () => {
  it('is one call on the account, with the key of its row, and returns the whole fee', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order);
    expect(await house.emulator.writes()).toEqual([]);
    expect((await shownAfterSale(order)).refunds[0]).toMatchObject({
      stateText: 'Refund asked for',
    });
    expect(await decideRefund(await operator(), id, grant)).toMatchObject({ ok: true });
    expect(await house.emulator.writes()).toEqual([
      `200 ${order.accountId} /v1/refunds refund:${id}`,
    ]);
    const [call] = (await house.emulator.calls()).filter(({ method }) => method === 'POST');
    expect(call?.parameters).toMatchObject({ refund_application_fee: 'true' });
    expect(await givenBack(house.emulator, order)).toEqual({ amount: 4200, refunds: 1, fee: 420 });
    const view = await shownAfterSale(order);
    expect(view).toMatchObject({ fact: 'refunded', factText: 'Refunded', rest: null });
    expect(view.refunds[0]?.about).toContain('$42.00 was given back to Visa ending in 4242');
  });

  it('of a part returns the fee in proportion, and what is left can be asked for', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    await decideRefund(await operator(), await asked(order, { amount: '10.50' }), grant);
    expect(await givenBack(house.emulator, order)).toEqual({ amount: 1050, refunds: 1, fee: 105 });
    const view = await shownAfterSale(order);
    expect(view).toMatchObject({ fact: 'partly_refunded', rest: { text: '$31.50' } });
    expect(await ask(order, { number: 2, amount: '31.51' })).toMatchObject({ reason: 'too_much' });
    await decideRefund(await operator(), await asked(order, { number: 2 }), grant);
    expect(await givenBack(house.emulator, order)).toEqual({ amount: 4200, refunds: 2, fee: 420 });
    expect(await ask(order, { number: 3 })).toMatchObject({ reason: 'nothing_left' });
  });

  it('in yen has no decimals', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(2, 3));
    expect(await ask(order, { amount: '10.50' })).toMatchObject({ reason: 'wrong_amount' });
    await decideRefund(await operator(), await asked(order, { amount: '500' }), grant);
    expect(await givenBack(house.emulator, order)).toMatchObject({ amount: 500, fee: 50 });
  });

  it('is asked for once, however often the form is sent', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const [first, ...others] = await Promise.all([ask(order), ask(order), ask(order)]);
    expect(others).toEqual([first, first]);
    expect(await ask(order, { number: 2 })).toMatchObject({ reason: 'asked_already' });
    expect((await shownAfterSale(order)).refunds).toHaveLength(1);
  });

  it('is nobody else’s to ask for, and there is none of what was not paid', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const stranger = await operator();
    expect(await askRefund(stranger, order, { ...allOfIt, number: 1 })).toMatchObject({
      reason: 'not_found',
    });
    const declined = await paidOrder(
      house.emulator,
      stalls.slice(0, 1),
      'pm_card_chargeCustomerFail',
    );
    expect(await ask(declined)).toMatchObject({ reason: 'not_refundable' });
  });

  it('is declined with words for the buyer, who may ask again', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order);
    await decideRefund(await operator(), id, { decision: 'decline', answer: 'It was worn.' });
    const view = await shownAfterSale(order);
    expect(view.refunds[0]).toMatchObject({ state: 'declined', answer: 'It was worn.' });
    expect(view.rest?.text).toBe('$42.00');
    expect(await house.emulator.writes()).toEqual([]);
    expect(await ask(order, { number: 2 })).toMatchObject({ ok: true });
  });

  it('is decided by one of two operators', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order);
    const [one, other] = [await operator(), await operator()];
    const answers = await Promise.all([
      decideRefund(one, id, grant),
      decideRefund(other, id, { decision: 'decline', answer: '' }),
      decideRefund(other, id, grant),
    ]);
    expect(answers.filter(({ ok }) => ok)).not.toHaveLength(3);
    expect(answers.some((answer) => !answer.ok && answer.reason === 'decided_already')).toBe(true);
    const { state, decidedBy } = await readRefund(id);
    expect([one.id, other.id]).toContain(decidedBy);
    expect(await givenBack(house.emulator, order)).toMatchObject(
      state === 'declined' ? { amount: 0, refunds: 0 } : { amount: 4200, refunds: 1 },
    );
  });
});

describe('a process that dies', () => {
  it('after the grant was written: the next one sends it', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order);
    await agoAfterSale(id, { state: 'granted', leaseOwner: 'proc_of_before:run_1', decidedAt: 0 });
    await startWork();
    await expect
      .poll(async () => (await readRefund(id)).state, { timeout: 15_000 })
      .toBe('succeeded');
    await stopWork();
    expect(await givenBack(house.emulator, order)).toMatchObject({ amount: 4200, refunds: 1 });
  });

  it('after Stripe gave it back and before that was stored: the same refund is found', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order, { amount: '10' });
    await decideRefund(await operator(), id, grant);
    const before = await readRefund(id);
    await agoAfterSale(id, { state: 'granted', accountRefundId: null, decidedAt: 0 });
    await Promise.all([sendRefund(id), sendRefund(id), sendFree()]);
    expect(await readRefund(id)).toMatchObject({
      state: 'succeeded',
      accountRefundId: before.accountRefundId,
    });
    expect(await givenBack(house.emulator, order)).toMatchObject({ amount: 1000, refunds: 1 });
  });

  it('until Stripe has forgotten the key: the account is asked before anything is sent', async () => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const sent = await asked(order, { amount: '10' });
    await decideRefund(await operator(), sent, grant);
    const twoDays = 2 * 24 * 60;
    await agoAfterSale(sent, { state: 'granted', accountRefundId: null, decidedAt: twoDays });
    const unsent = await asked(order, { number: 2, amount: '5' });
    await agoAfterSale(unsent, { state: 'granted', decidedAt: twoDays });
    await house.emulator.forget();
    await sendFree();
    expect((await readRefund(sent)).state).toBe('succeeded');
    expect(await readRefund(unsent)).toMatchObject({
      state: 'failed',
      problem: { code: 'nothing_refunded' },
    });
    expect(await house.emulator.writes()).toEqual([]);
    expect((await shownAfterSale(order)).rest?.text).toBe('$32.00');
  });

  it.each([
    { what: 'no answer', fault: { action: 'drop', times: 3 } as const },
    { what: 'a server error', fault: { action: 'fail', status: 500, times: 3 } as const },
  ])('or a network that gives $what: sent again, given back once', async ({ fault }) => {
    const order = await paidOrder(house.emulator, stalls.slice(0, 1));
    const id = await asked(order);
    await house.emulator.fault({ method: 'POST', path: '/v1/refunds', ...fault });
    await decideRefund(await operator(), id, grant);
    expect((await readRefund(id)).state).toBe('granted');
    await house.emulator.clearFaults();
    await agoAfterSale(id, { decidedAt: 5 });
    await sendRefund(id);
    expect((await readRefund(id)).state).toBe('succeeded');
    expect(await givenBack(house.emulator, order)).toMatchObject({ amount: 4200, refunds: 1 });
  });
});

it('of three sellers each gives back on its own', async () => {
  const order = await paidOrder(house.emulator, stalls);
  const [, second] = order.legIds;
  if (!second) throw new Error('no second leg');
  const leg = { orderId: order.orderId, legId: second };
  const answer = await askRefund(order.buyer, leg, { ...allOfIt, number: 1 });
  if (!answer.ok) throw new Error(answer.message);
  await decideRefund(await operator(), answer.value.refundId, grant);
  const view = await readOwnOrder(order.buyer.id, order.orderId);
  expect(view?.legs.map(({ afterSale }) => afterSale.fact)).toEqual([null, 'refunded', null]);
  expect(view?.legs.map(({ state }) => state)).toEqual(['paid', 'paid', 'paid']);
});

it('of Stripe’s that names another is not believed, but by an id that we know', async () => {
  const { accountId, chargeId } = await paidOrder(house.emulator, stalls.slice(0, 1));
  const made = await house.emulator.stripe.refunds.create(
    { charge: chargeId, amount: 300, metadata: { refund: 'ref_other' } },
    { stripeAccount: accountId },
  );
  const refund = { ...made, id: made.id as AccountRefundId };
  const ours = {
    ...{ refundId: 'ref_ours' as RefundId, accountId, chargeId: chargeId as AccountChargeId },
    ...{ accountRefundId: null, amount: 300, currency: 'usd', metadata: { refund: 'ref_ours' } },
  };
  const read = (known: Partial<Parameters<typeof meaningOfRefund>[1]>) =>
    meaningOfRefund({ refund, answeredFor: accountId }, { ...ours, ...known });
  const refused = { state: 'pending', problem: { code: 'answer_mismatch' } };
  expect(read({})).toMatchObject(refused);
  expect(read({ accountRefundId: refund.id })).toEqual({
    state: 'succeeded',
    accountRefundId: refund.id,
  });
  expect(read({ accountRefundId: refund.id, amount: 301 })).toMatchObject(refused);
});
