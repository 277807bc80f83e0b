import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { listActs } from '../operator/list-acts';
import { tryAgain } from '../work/try-again';
import type { AccountPaymentIntentId, LegId, RefundId } from '../model/ids';
import type { LegState } from '../model/status';
import { getDb } from '../store/client';
import { attempts, legLooks, legs, refunds, savedMethods } from '../store/schema';
import { convergeAfterSale } from './after-sale/converge-after-sale';
import { convergeLeg } from './converge-leg';
import { listRefunds } from '../operator/list-refunds';
import { takeDueLooks } from './after-sale/look-after-sale';
import { readOwnOrder } from './orders';
import { payLegs } from './pay-leg';
import { retryLeg } from './retry-leg';
import { operator, paidOrder, type PaidOrder } from './testing/after-sale';
import { asked, atBank, back, intentOf, legOf, press } from './testing/authentication';
import { openMarket } from './testing/market';
import { firstLeg, minutesAgo, onAccount, placed, type Placed } from './testing/orders';
import { saveCard } from './testing/shop';

const market = openMarket(2);

/** The order as it is when the leg had ended before its money came. */
async function paidTooLate(state: LegState): Promise<PaidOrder> {
  const order = await paidOrder(market.emulator, market.oneStall);
  await end(order.legId, state);
  return order;
}

async function end(legId: LegId, state: LegState): Promise<void> {
  const db = await getDb();
  await db.update(legs).set({ state, paidAt: null }).where(eq(legs.id, legId));
}

async function paymentOf(order: Placed, attempt = 0) {
  const { accountId, attempts } = await legOf(order);
  const paymentIntentId = attempts[attempt]?.paymentIntentId as AccountPaymentIntentId;
  return { accountId: accountId as never, paymentIntentId };
}

async function refundsOf(order: Placed) {
  const db = await getDb();
  return db
    .select()
    .from(refunds)
    .where(eq(refunds.legId, firstLeg(order)));
}

async function givenBack({ accountId, chargeId }: PaidOrder) {
  const { data } = await market.emulator.stripe.refunds.list(
    { charge: chargeId },
    { stripeAccount: accountId },
  );
  return data.map(({ amount }) => amount);
}

describe('money that comes too late', () => {
  it.each(['declined', 'failed', 'canceled'] as const)(
    'for a leg that is %s is sent back, with its fee, and the buyer is told',
    async (state) => {
      const order = await paidTooLate(state);
      expect(await convergeLeg(await paymentOf(order))).toBe('converged');
      const [refund] = await refundsOf(order);
      expect(await market.emulator.writes()).toEqual([
        `200 ${order.accountId} /v1/refunds refund:${refund?.id}`,
      ]);
      expect(refund).toMatchObject({ reason: 'late_payment', state: 'succeeded', amount: 4200 });
      expect(await givenBack(order)).toEqual([4200]);
      const { data } = await market.emulator.stripe.applicationFees.list({
        charge: order.chargeId,
      });
      expect(data).toMatchObject([{ refunded: true }]);
      const leg = await legOf(order);
      expect(leg.state).toBe(state);
      expect(leg.afterSale).toMatchObject({ fact: null, refunded: null, rest: null });
      expect(leg.afterSale.refunds[0]?.about).toMatch(
        /^A payment of \$42\.00 came too late and was sent back\./,
      );
      expect(
        (await listRefunds('others', 1)).rows.find(({ id }) => id === refund?.id),
      ).toMatchObject({
        reasonText: 'It arrived too late',
        refunded: null,
      });
    },
  );

  it('is sent back once, however many hear of it, at once and later', async () => {
    const order = await paidTooLate('declined');
    const payment = await paymentOf(order);
    await Promise.all([1, 2, 3].map(() => convergeLeg(payment)));
    await convergeLeg(payment);
    expect(await refundsOf(order)).toHaveLength(1);
    expect(await givenBack(order)).toEqual([4200]);
  });

  it('is asked about for a month once it was sent back, as its bank may return it', async () => {
    const order = await paidTooLate('failed');
    await convergeLeg(await paymentOf(order));
    const [refund] = await refundsOf(order);
    expect(refund).toMatchObject({ state: 'succeeded' });
    const db = await getDb();
    const sentAgo = async (days: number) => {
      await db
        .update(refunds)
        .set({ updatedAt: minutesAgo(days * 24 * 60) })
        .where(eq(refunds.legId, order.legId));
      await db.delete(legLooks).where(eq(legLooks.legId, order.legId));
      return takeDueLooks();
    };
    expect(await sentAgo(31)).not.toContain(order.legId);
    expect(await sentAgo(29)).toContain(order.legId);
  });

  it('for a leg that another attempt has paid leaves that one as it is', async () => {
    const order = await paidTooLate('failed');
    const retried = await retryLeg(order.buyer, order, {
      savedMethodId: order.card.id,
      attempt: 1,
    });
    expect(retried.ok).toBe(true);
    const late = await paymentOf(order);
    expect(await convergeLeg(late)).toBe('converged');
    expect(await convergeLeg(await paymentOf(order, 1))).toBe('converged');
    expect(await givenBack(order)).toEqual([4200]);
    const leg = await legOf(order);
    expect(leg).toMatchObject({ state: 'paid' });
    // All of what stands can be asked back still.
    expect(leg.afterSale).toMatchObject({ fact: null, rest: { amount: 4200 } });
    const account = await onAccount(market.emulator, order.accountId, order.orderId);
    expect(account).toEqual({ intents: 2, received: 8400 });
    expect((await readOwnOrder(order.buyer.id, order.orderId))?.status).toBe('paid');
  });

  it('for a leg that ends unpaid just while it is looked at is sent back', async () => {
    const order = await paidTooLate('failed');
    const payment = await paymentOf(order);
    const db = await getDb();
    const blank = { cloneId: null, paymentIntentId: null, chargeId: null };
    await db.update(attempts).set(blank).where(eq(attempts.legId, order.legId));
    const mine = eq(savedMethods.id, order.card.id);
    await db.update(savedMethods).set({ status: 'removed' }).where(mine);
    await end(order.legId, 'cloning');
    expect(await convergeLeg(payment)).toBe('converged');
    expect(await legOf(order)).toMatchObject({ state: 'failed' });
    expect(await givenBack(order)).toEqual([4200]);
  });

  it('is what is left of it, when a part was given back by hand', async () => {
    const order = await paidTooLate('canceled');
    await market.emulator.stripe.refunds.create(
      { charge: order.chargeId, amount: 1200 },
      { stripeAccount: order.accountId },
    );
    await convergeLeg(await paymentOf(order));
    expect((await givenBack(order)).sort()).toEqual([1200, 3000]);
  });

  it('is sent back by an operator’s press, once, when Stripe refused the first time', async () => {
    const order = await paidTooLate('failed');
    const { emulator } = market;
    await emulator.fault({ method: 'POST', path: '/v1/refunds', action: 'fail', status: 400 });
    await convergeLeg(await paymentOf(order));
    await emulator.clearFaults();
    await convergeLeg(await paymentOf(order));
    const [failed] = await refundsOf(order);
    expect(failed).toMatchObject({ state: 'failed' });
    expect(await givenBack(order)).toEqual([]);
    const row = async () =>
      (await listRefunds('others', 1)).rows.find(({ id }) => id === failed?.id);
    expect(await row()).toMatchObject({ canSendAgain: true });
    const olu = await operator();
    const press = () => tryAgain(olu, { refundId: failed?.id as RefundId });
    const pressed = await Promise.all([press(), press()]);
    expect(pressed.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await givenBack(order)).toEqual([4200]);
    const [sent] = await refundsOf(order);
    expect(sent).toMatchObject({ state: 'succeeded', decidedBy: olu.id, problem: null });
    expect(sent?.refundKey).not.toBe(failed?.refundKey);
    expect(await row()).toMatchObject({ canSendAgain: false });
    expect((await listActs({ kind: null, who: olu.email, after: null })).rows).toMatchObject([
      { text: 'Had a refund sent again' },
    ]);
  });

  it('is not taken for sent when the refund that came to nothing is all that is there', async () => {
    const { emulator } = market;
    const order = await paidOrder(emulator, market.oneStall, 'pm_card_refundFail');
    await end(order.legId, 'failed');
    const payment = await paymentOf(order);
    await expect
      .poll(
        async () => {
          await convergeLeg(payment);
          await convergeAfterSale({ legId: order.legId });
          return (await refundsOf(order))[0]?.state;
        },
        { timeout: 20_000 },
      )
      .toBe('failed');
    const [first] = await refundsOf(order);
    await emulator.fault({ method: 'POST', path: '/v1/refunds', action: 'fail', status: 400 });
    await tryAgain(await operator(), { refundId: first?.id as RefundId });
    await emulator.clearFaults();
    // Today's refusal, and not the bank's of then; so it may be sent once more.
    expect((await refundsOf(order))[0]).toMatchObject({ state: 'failed' });
    expect((await refundsOf(order))[0]?.problem).not.toEqual(first?.problem);
    expect((await listRefunds('others', 1)).rows.find(({ id }) => id === first?.id)).toMatchObject({
      canSendAgain: true,
    });
  });

  it('in an old window of the bank is sent back, and the next try is another payment', async () => {
    const order = await asked(market.emulator, market.oneStall);
    await press(order);
    await atBank(market.emulator, order, 'fail');
    await back(order);
    expect(await legOf(order)).toMatchObject({ state: 'declined' });
    const payment = await paymentOf(order, 1);
    await market.emulator.stripe.paymentIntents.confirm(
      payment.paymentIntentId,
      { payment_method: 'pm_card_visa' },
      { stripeAccount: payment.accountId },
    );
    expect(await convergeLeg(payment)).toBe('converged');
    expect(await refundsOf(order)).toMatchObject([{ reason: 'late_payment', state: 'succeeded' }]);
    const retried = await retryLeg(
      order.buyer,
      { ...order, legId: firstLeg(order) },
      {
        savedMethodId: order.card.id,
        attempt: 2,
      },
    );
    expect(retried.ok).toBe(true);
    expect((await intentOf(market.emulator, order)).id).not.toBe(payment.paymentIntentId);
  });

  it('for an earlier try says nothing about the payment that the bank has asked about', async () => {
    const { emulator } = market;
    const order = await placed(emulator, market.oneStall, 'pm_card_chargeCustomerFail');
    const leg = { ...order, legId: firstLeg(order) };
    await payLegs(order.legIds);
    const asking = await saveCard(emulator, order.buyer, 'pm_card_authenticationRequired');
    await retryLeg(order.buyer, leg, { savedMethodId: asking.id, attempt: 1 });
    expect(await legOf(order)).toMatchObject({ state: 'action_needed' });
    const late = await paymentOf(order);
    await emulator.stripe.paymentIntents.confirm(
      late.paymentIntentId,
      { payment_method: 'pm_card_visa' },
      { stripeAccount: late.accountId },
    );
    await convergeLeg(late);
    expect(await refundsOf(order)).toMatchObject([{ reason: 'late_payment', state: 'succeeded' }]);
    await press(order, 2);
    const [first, second, third] = (await legOf(order)).attempts;
    expect(third?.paymentIntentId).toBe(second?.paymentIntentId);
    expect(third?.paymentIntentId).not.toBe(first?.paymentIntentId);
    await atBank(emulator, order, 'authenticate');
    await back(order);
    expect(await legOf(order)).toMatchObject({ state: 'paid' });
    expect(await onAccount(emulator, late.accountId, order.orderId)).toMatchObject({ intents: 2 });
  });

  it('is not late for a leg that is on its way with this very payment', async () => {
    const order = await paidTooLate('processing');
    const payment = await paymentOf(order);
    // Whoever shows the order takes such a leg up, too.
    await expect
      .poll(async () => (await convergeLeg(payment), (await legOf(order)).state))
      .toBe('paid');
    expect(await refundsOf(order)).toEqual([]);
  });
});

describe('a PaymentIntent', () => {
  it('on another seller’s account that names a leg changes nothing', async () => {
    const order = await paidTooLate('declined');
    const other = market.stalls[1]?.accountId as string;
    const { metadata } = await intentOf(market.emulator, order);
    const forged = await market.emulator.stripe.paymentIntents.create(
      {
        amount: 4200,
        currency: 'eur',
        confirm: true,
        payment_method: 'pm_card_visa',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        metadata,
      },
      { stripeAccount: other },
    );
    const payment = { accountId: other as never, paymentIntentId: forged.id as never };
    await market.emulator.forget();
    expect(await convergeLeg(payment)).toBe('foreign_account');
    expect(await market.emulator.writes()).toEqual([]);
    expect(await legOf(order)).toMatchObject({ state: 'declined' });
  });

  it('that names nothing, or what we do not have, is told apart', async () => {
    const account = market.stalls[0]?.accountId as never;
    const make = async (metadata: Record<string, string>) => {
      const { id } = await market.emulator.stripe.paymentIntents.create(
        { amount: 100, currency: 'usd', metadata },
        { stripeAccount: account },
      );
      return convergeLeg({ accountId: account, paymentIntentId: id as never });
    };
    expect(await make({})).toBe('not_ours');
    expect(await make({ order: 'ord_1', leg: 'leg_1', attempt: 'att_1' })).toBe('unknown');
    const gone = { accountId: account, paymentIntentId: 'pi_gone' as never };
    expect(await convergeLeg(gone)).toBe('not_ours');
  });
});
