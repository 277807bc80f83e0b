import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { plusOffer } from '../../catalog/plus';
import type { MembershipId, PlatformPaymentIntentId } from '../../model/ids';
import { getDb } from '../../store/client';
import { memberships } from '../../store/schema';
import { convergeMembership, finishMembership } from './finish-membership';
import { giveBackMembershipAgain } from './give-back-membership';
import { finishRunning, plusView } from './plus-view';
import { operator } from '../testing/after-sale';
import { alteringProxy } from '../testing/altering-proxy';
import { answerBank } from '../testing/bank';
import { openHouse } from '../testing/house';
import {
  askForPlus,
  beginPlus,
  membershipRow,
  membershipRows,
  onPlatform,
  payWith,
} from '../testing/membership';
import { minutesAgo } from '../testing/orders';
import { newBuyer, saveCard } from '../testing/shop';
import { dueMemberships, lookAtMembership } from './unfinished-memberships';
import { listWallet } from '../wallet/wallet';

const proxy = alteringProxy(/^GET \/v1\/payment_intents\/pi_/);
const house = openHouse((target) => proxy.open(target));
const { amount: price } = plusOffer;

beforeEach(() => {
  proxy.alter = null;
  // What is logged about an answer that was lost or refused is not what these tests are about.
  vi.spyOn(console, 'error').mockReturnValue();
});

/** Puts a row back to what a kill at some instant would have left on disk. */
async function rewind(
  id: MembershipId,
  row: Partial<typeof memberships.$inferInsert>,
): Promise<void> {
  const db = await getDb();
  await db.update(memberships).set(row).where(eq(memberships.id, id));
}

const converge = (intentId: string) => convergeMembership(intentId as PlatformPaymentIntentId);

describe('a process that dies', () => {
  it('before the PaymentIntent is known makes no second one', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await rewind(membershipId, { platformPaymentIntentId: null, state: 'created' });
    expect(await beginPlus(buyer)).toEqual({ membershipId, intentId });
    expect(await onPlatform(emulator, buyer)).toMatchObject({
      intents: ['requires_payment_method'],
    });
  });

  it('after the card was charged repeats the call, and is paid once', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const card = await saveCard(emulator, buyer, 'pm_card_visa');
    await emulator.fault({
      method: 'POST',
      path: '/v1/payment_intents/*/confirm',
      action: 'drop',
      times: 3,
    });
    expect(await askForPlus(buyer, card.id)).toMatchObject({ reason: 'unreachable' });
    const [left] = await membershipRows(buyer);
    expect(left?.confirmKey).toMatch(/^plus-pay:/);
    await emulator.clearFaults();
    const again = await askForPlus(buyer, card.id);
    // Whether the page or the look at the row was first to read it.
    expect(again.ok ? again.value.paid : again.reason).toSatisfy((said: unknown) =>
      [true, 'member_already'].includes(said as string | true),
    );
    expect(await onPlatform(emulator, buyer)).toEqual({
      intents: ['succeeded'],
      received: price,
      given: 0,
    });
  });

  it('between the charge and our row leaves it to a webhook', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await payWith(emulator, intentId);
    expect(await converge(intentId)).toBe('converged');
    const paid = await membershipRow(membershipId);
    expect(paid.state).toBe('paid');
    expect(await finishMembership(buyer, membershipId)).toMatchObject({ ok: true });
    expect(await converge(intentId)).toBe('converged');
    expect(await membershipRow(membershipId)).toEqual(paid);
    expect(await listWallet(buyer.id)).toHaveLength(1);
  });

  it('between the charge and our row leaves it to the sweeper, which looks after two minutes', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await payWith(emulator, intentId);
    expect(await dueMemberships()).not.toContain(membershipId);
    await rewind(membershipId, { createdAt: minutesAgo(3) });
    expect(await dueMemberships()).toContain(membershipId);
    await lookAtMembership(membershipId);
    expect(await membershipRow(membershipId)).toMatchObject({ state: 'paid' });
    expect(await dueMemberships()).not.toContain(membershipId);
  });

  it('between the charge and our row leaves it to the page, opened again', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    expect((await plusView(buyer.id)).running).toEqual({ id: membershipId, processing: false });
    await payWith(emulator, intentId);
    await finishRunning(buyer.id);
    expect(await plusView(buyer.id)).toMatchObject({ running: null, paid: [{ id: membershipId }] });
  });

  it('with an event that is quicker than its own commit finds the row by its name', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await payWith(emulator, intentId);
    await rewind(membershipId, { platformPaymentIntentId: null, state: 'created' });
    expect(await converge(intentId)).toBe('converged');
    expect(await membershipRow(membershipId)).toMatchObject({ state: 'paid' });
  });
});

describe('answers that are lost', () => {
  it('when the PaymentIntent is made, make one', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    await emulator.fault({ method: 'POST', path: '/v1/payment_intents', action: 'drop', times: 3 });
    expect(await askForPlus(buyer)).toMatchObject({ reason: 'unreachable' });
    await emulator.clearFaults();
    const { intentId } = await beginPlus(buyer);
    await payWith(emulator, intentId);
    expect(await onPlatform(emulator, buyer)).toMatchObject({ intents: ['succeeded'] });
  });

  it('when it is read at the end, say so, and the next press tells', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await payWith(emulator, intentId);
    await emulator.fault({
      method: 'GET',
      path: '/v1/payment_intents/*',
      action: 'drop',
      times: 3,
    });
    expect(await finishMembership(buyer, membershipId)).toMatchObject({ reason: 'unreachable' });
    await emulator.clearFaults();
    expect(await finishMembership(buyer, membershipId)).toMatchObject({ ok: true });
  });
});

describe('a payment that was left lying', () => {
  it('is canceled at Stripe after a day, so that no old window pays it', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await rewind(membershipId, { createdAt: minutesAgo(25 * 60) });
    await lookAtMembership(membershipId);
    expect(await membershipRow(membershipId)).toMatchObject({ state: 'canceled' });
    await expect(payWith(emulator, intentId)).rejects.toThrow();
    expect(await finishMembership(buyer, membershipId)).toMatchObject({ reason: 'canceled' });
    expect((await beginPlus(buyer)).intentId).not.toBe(intentId);
  });

  it('is found by its name when its answer was lost, and canceled', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId } = await beginPlus(buyer);
    await rewind(membershipId, {
      platformPaymentIntentId: null,
      state: 'created',
      createdAt: minutesAgo(25 * 60),
    });
    await lookAtMembership(membershipId);
    expect(await membershipRow(membershipId)).toMatchObject({ state: 'canceled' });
    expect(await onPlatform(emulator, buyer)).toMatchObject({ intents: ['canceled'] });
  });

  it('without a PaymentIntent is closed as well', async () => {
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    // As if it had never been made.
    await house.emulator.stripe.paymentIntents.update(intentId, { metadata: { membership: '' } });
    await rewind(membershipId, {
      platformPaymentIntentId: null,
      state: 'created',
      createdAt: minutesAgo(25 * 60),
    });
    await lookAtMembership(membershipId);
    expect(await membershipRow(membershipId)).toMatchObject({ state: 'canceled' });
  });

  it('that was paid at the last moment is a membership', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await payWith(emulator, intentId);
    await rewind(membershipId, { createdAt: minutesAgo(25 * 60) });
    await lookAtMembership(membershipId);
    expect(await membershipRow(membershipId)).toMatchObject({ state: 'paid' });
    expect(await onPlatform(emulator, buyer)).toMatchObject({ received: price, given: 0 });
  });

  it('at another price is canceled by the next press, and paid at the price of today', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await emulator.stripe.paymentIntents.update(intentId, { amount: 1_900 });
    await rewind(membershipId, { amount: 1_900 });
    const fresh = await beginPlus(buyer);
    expect(fresh.membershipId).not.toBe(membershipId);
    await payWith(emulator, fresh.intentId);
    expect(await finishMembership(buyer, fresh.membershipId)).toMatchObject({ ok: true });
    expect((await onPlatform(emulator, buyer)).intents.sort()).toEqual(['canceled', 'succeeded']);
  });
});

describe('money that came too late', () => {
  it('goes back once, however many notice', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await payWith(emulator, intentId);
    await rewind(membershipId, { state: 'canceled' });
    await Promise.all([
      converge(intentId),
      finishMembership(buyer, membershipId),
      lookAtMembership(membershipId),
    ]);
    await converge(intentId);
    expect(await membershipRow(membershipId)).toMatchObject({
      state: 'canceled',
      platformRefundId: expect.stringMatching(/^re_/) as string,
    });
    expect(await onPlatform(emulator, buyer)).toMatchObject({ received: price, given: price });
  });

  it('and was given back by hand, is not given back again', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    const { latest_charge: charge } = await payWith(emulator, intentId);
    await rewind(membershipId, { state: 'canceled' });
    const { id } = await emulator.stripe.refunds.create({ charge: charge as string });
    await converge(intentId);
    expect(await membershipRow(membershipId)).toMatchObject({ platformRefundId: id });
  });

  it('and whose refund fails later, is known, and sent once more on an operator’s word', async () => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await payWith(emulator, intentId, 'pm_card_refundFail');
    await rewind(membershipId, { state: 'canceled' });
    await converge(intentId);
    const first = await membershipRow(membershipId);
    await vi.waitFor(
      async () => {
        const { status } = await emulator.stripe.refunds.retrieve(String(first.platformRefundId));
        expect(status).toBe('failed');
      },
      { timeout: 20_000 },
    );
    // As it stands some hours later, when nobody has heard of that.
    await rewind(membershipId, { createdAt: new Date(Date.now() - 3_600_000), lookedAt: null });
    expect(await dueMemberships()).toContain(membershipId);
    await lookAtMembership(membershipId);
    expect(await membershipRow(membershipId)).toMatchObject({ refundState: 'failed' });
    const olu = await operator();
    expect(await giveBackMembershipAgain(olu, membershipId)).toMatchObject({ ok: true });
    const second = await membershipRow(membershipId);
    expect(second.platformRefundId).not.toBe(first.platformRefundId);
    expect(second.refundKey).not.toBe(first.refundKey);
    expect(second.refundState).toBe('succeeded');
    expect(await giveBackMembershipAgain(olu, membershipId)).toMatchObject({
      reason: 'not_found',
    });
  });
});

describe('an answer that does not agree with the row', () => {
  it.each([
    ['amount', { amount: 2_500 }],
    ['currency', { currency: 'eur' }],
    ['customer', { customer: 'cus_somebody' }],
    ['name', { metadata: {} }],
    ['live mode', { livemode: true }],
    ['fee', { application_fee_amount: 100 }],
    ['account', { on_behalf_of: 'acct_1' }],
    ['amount received', { amount_received: 1 }],
    ['use', { setup_future_usage: null }],
  ])('in %s is not called paid, and no card is kept', async (_what, wrong) => {
    const { emulator } = house;
    const buyer = await newBuyer();
    const { membershipId, intentId } = await beginPlus(buyer);
    await payWith(emulator, intentId);
    proxy.alter = (answer) => {
      answer.body = JSON.stringify({ ...(JSON.parse(answer.body) as object), ...wrong });
    };
    expect(await finishMembership(buyer, membershipId)).toMatchObject({ reason: 'processing' });
    expect(await listWallet(buyer.id)).toEqual([]);
    // Nor may it be paid a second time meanwhile.
    expect(await askForPlus(buyer)).toMatchObject({ reason: 'processing' });
    proxy.alter = null;
    expect(await finishMembership(buyer, membershipId)).toMatchObject({ ok: true });
  });

  it('holds nobody back once it is canceled, or all of its money went back', async () => {
    const { emulator } = house;
    const wrong = { metadata: { membership: 'mem_00000000000000000000' } };
    const canceled = await newBuyer();
    const first = await beginPlus(canceled);
    await emulator.stripe.paymentIntents.update(first.intentId, wrong);
    await lookAtMembership(first.membershipId);
    expect(await askForPlus(canceled)).toMatchObject({ reason: 'processing' });
    await emulator.stripe.paymentIntents.cancel(first.intentId);
    await lookAtMembership(first.membershipId);
    expect(await membershipRow(first.membershipId)).toMatchObject({ state: 'canceled' });
    expect((await beginPlus(canceled)).membershipId).not.toBe(first.membershipId);

    const paid = await newBuyer();
    const second = await beginPlus(paid);
    await payWith(emulator, second.intentId);
    await emulator.stripe.paymentIntents.update(second.intentId, wrong);
    await lookAtMembership(second.membershipId);
    const half = { payment_intent: second.intentId, amount: price / 2 };
    await emulator.stripe.refunds.create(half);
    await lookAtMembership(second.membershipId);
    expect(await membershipRow(second.membershipId)).toMatchObject({ state: 'processing' });
    await emulator.stripe.refunds.create(half);
    await lookAtMembership(second.membershipId);
    expect(await membershipRow(second.membershipId)).toMatchObject({
      state: 'failed',
      problem: { code: 'answer_mismatch' },
    });
    expect((await beginPlus(paid)).membershipId).not.toBe(second.membershipId);
    expect(await listWallet(paid.id)).toEqual([]);
  });

  it('about another PaymentIntent of the platform changes nothing', async () => {
    const { emulator } = house;
    const foreign = await emulator.stripe.paymentIntents.create({ amount: 100, currency: 'usd' });
    expect(await converge(foreign.id)).toBe('not_ours');
    expect(await converge('pi_there_is_none')).toBe('not_ours');
    const named = await emulator.stripe.paymentIntents.create({
      amount: 100,
      currency: 'usd',
      metadata: { membership: 'mem_00000000000000000000' },
    });
    expect(await converge(named.id)).toBe('unknown');
  });
});

it('a bank that answers while nobody looks is heard by the sweeper', async () => {
  const { emulator } = house;
  const buyer = await newBuyer();
  const card = await saveCard(emulator, buyer, 'pm_card_authenticationRequired');
  const begun = await askForPlus(buyer, card.id);
  if (!begun.ok) throw new Error(begun.message);
  const { membershipId, clientSecret } = begun.value;
  const [intentId = ''] = clientSecret?.split('_secret_') ?? [];
  const asked = await emulator.stripe.paymentIntents.retrieve(intentId);
  await answerBank(emulator, asked, 'authenticate');
  const db = await getDb();
  await db
    .update(memberships)
    .set({ createdAt: sql`now() - interval '10 minutes'` })
    .where(eq(memberships.id, membershipId));
  await lookAtMembership(membershipId);
  expect(await membershipRow(membershipId)).toMatchObject({
    state: 'paid',
    savedMethodId: card.id,
  });
});
