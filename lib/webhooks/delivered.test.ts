import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { readOwnOrder } from '../payments/orders';
import { paidOrder } from '../payments/testing/after-sale';
import { answerBank } from '../payments/testing/bank';
import { asked, atBank, intentOf, legOf, press } from '../payments/testing/authentication';
import { payLegs } from '../payments/pay-leg';
import { placed, rewind } from '../payments/testing/orders';
import { plusView } from '../payments/plus/plus-view';
import { askForPlus } from '../payments/testing/membership';
import { beginSetup, fillCart, newBuyer, saveCard } from '../payments/testing/shop';
import { startCheckout } from '../payments/start-checkout';
import { finishSetup } from '../payments/wallet/finish-setup';
import { getDb } from '../store/client';
import { legLooks, refunds, savedMethods, sellers } from '../store/schema';
import { openListeningMarket } from './testing/shop-with-webhooks';

// Nobody sweeps here: whatever changes was told by an event.
const market = openListeningMarket(3);

const onAccount = (accountId: string) => ({ stripeAccount: accountId });

const dayMs = 86_400_000;

async function walletOf(buyerId: string) {
  const db = await getDb();
  return db
    .select()
    .from(savedMethods)
    .where(eq(savedMethods.buyerId, buyerId as never));
}

async function control(path: string, body: object) {
  const response = await fetch(`${market.emulator.url}/_emulator/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(response.ok).toBe(true);
}

describe('an event alone', () => {
  it.each([
    ['pays a bank debit', 'pm_usBankAccount_success', 'paid', 'paid'],
    ['fails one', 'pm_usBankAccount_insufficientFunds', 'declined', 'failed'],
  ])('%s days after it was sent', async (_, method, leg, order) => {
    const buyer = await newBuyer();
    const { setupId, intentId } = await beginSetup(buyer);
    await market.emulator.stripe.setupIntents.confirm(intentId, {
      payment_method: method,
      mandate_data: {
        customer_acceptance: {
          type: 'online',
          online: { ip_address: '127.0.0.1', user_agent: 'test' },
        },
      },
    });
    const saved = await finishSetup(buyer, setupId);
    if (!saved.ok) throw new Error(saved.message);
    const quote = await fillCart(buyer, market.oneStall);
    await control('settings', { settleDelayMs: 4 * dayMs });
    const bought = await startCheckout(buyer, { quote, savedMethodId: saved.value.id });
    await control('settings', { settleDelayMs: 1_000 });
    if (!bought.ok) throw new Error('not bought');
    const { orderId } = bought.value;
    await market.quiet();
    expect((await readOwnOrder(buyer.id, orderId))?.status).toBe('processing');
    await control('clock', { advance_seconds: (5 * dayMs) / 1_000 });
    await market.quiet();
    const view = await readOwnOrder(buyer.id, orderId);
    expect(view?.legs[0]?.state).toBe(leg);
    expect(view?.status).toBe(order);
  });

  it('shows a refund that was made in the Dashboard, with a part of it first', async () => {
    const order = await paidOrder(market.emulator, market.oneStall);
    const give = (amount: number) =>
      market.emulator.stripe.refunds.create(
        { charge: order.chargeId, amount, refund_application_fee: true },
        onAccount(order.accountId),
      );
    await give(1000);
    await market.quiet();
    expect((await legOf(order)).afterSale).toMatchObject({
      fact: 'partly_refunded',
      refunded: { amount: 1000 },
    });
    await give(3200);
    await market.quiet();
    expect((await legOf(order)).afterSale).toMatchObject({ fact: 'refunded', rest: null });
    // No refund of ours was made of it.
    expect(await (await getDb()).select().from(refunds)).toEqual([]);
  });

  it('shows a dispute, what the bank asks and how it ended', async () => {
    const order = await paidOrder(market.emulator, market.oneStall, 'pm_card_createDispute');
    await market.quiet();
    const [dispute] = (await legOf(order)).afterSale.disputes;
    expect(dispute).toMatchObject({ open: true, statusText: expect.any(String) as string });
    await market.emulator.stripe.disputes.update(
      dispute?.accountDisputeId ?? '',
      { evidence: { uncategorized_text: 'losing_evidence' }, submit: true },
      onAccount(order.accountId),
    );
    // The bank takes a moment to decide.
    await expect
      .poll(async () => (await legOf(order)).afterSale.disputes, { timeout: 30_000 })
      .toMatchObject([{ open: false }]);
  });

  it('ends a year of Plus when all of its money went back, and tells a dispute about it', async () => {
    const { stripe } = market.emulator;
    const [refunded, disputed] = [await newBuyer(), await newBuyer()];
    for (const [buyer, method] of [
      [refunded, 'pm_card_visa'],
      [disputed, 'pm_card_createDispute'],
    ] as const) {
      const card = await saveCard(market.emulator, buyer, method);
      expect(await askForPlus(buyer, card.id)).toMatchObject({ ok: true, value: { paid: true } });
    }
    const [{ chargeId = null } = {}] = (await plusView(refunded.id)).paid;
    await stripe.refunds.create({ charge: chargeId ?? '' });
    await market.quiet();
    expect(await plusView(refunded.id)).toMatchObject({ memberUntil: null, canBuy: true });
    await expect
      .poll(async () => (await plusView(disputed.id)).paid[0]?.disputes, { timeout: 30_000 })
      .toMatchObject([{ open: true }]);
    const [{ disputes = [] } = {}] = (await plusView(disputed.id)).paid;
    await stripe.disputes.update(disputes[0]?.accountDisputeId ?? '', {
      evidence: { uncategorized_text: 'losing_evidence' },
      submit: true,
    });
    await expect
      .poll(async () => (await plusView(disputed.id)).memberUntil, { timeout: 30_000 })
      .toBeNull();
  });

  it('moves a leg on whose buyer has confirmed at the bank and closed the page', async () => {
    const order = await asked(market.emulator, market.oneStall);
    await press(order);
    await atBank(market.emulator, order, 'authenticate');
    await market.quiet();
    expect(await legOf(order)).toMatchObject({ state: 'paid' });
  });

  it('declines a leg whose buyer has said no at the bank and closed the page', async () => {
    const order = await asked(market.emulator, market.oneStall);
    await press(order);
    await atBank(market.emulator, order, 'fail');
    await market.quiet();
    expect(await legOf(order)).toMatchObject({ state: 'declined' });
  });

  it('ends a leg whose PaymentIntent was canceled in the Dashboard', async () => {
    const order = await asked(market.emulator, market.oneStall);
    await press(order);
    const { id } = await intentOf(market.emulator, order);
    const { accountId } = await legOf(order);
    await market.emulator.stripe.paymentIntents.cancel(id, {}, onAccount(accountId));
    await market.quiet();
    expect(await legOf(order)).toMatchObject({ state: 'canceled' });
  });

  it('finds the payment whose answer was lost with the process that asked for it', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const [legId] = order.legIds;
    if (!legId) throw new Error('no leg');
    await payLegs(order.legIds);
    const before = await legOf(order);
    const cloneId = before.attempts[0]?.cloneId as never;
    await rewind(legId, { state: 'charging' }, { cloneId });
    const resent = await market.emulator.stripe.events.list(
      { type: 'payment_intent.succeeded', limit: 1 },
      onAccount(before.accountId),
    );
    await market.quiet();
    await deliverAgain(resent.data[0]?.id ?? '');
    await market.quiet();
    const after = await legOf(order);
    expect(after.state).toBe('paid');
    expect(after.attempts[0]?.paymentIntentId).toBe(before.attempts[0]?.paymentIntentId);
  });

  it('saves a card whose buyer has closed the page', async () => {
    const buyer = await newBuyer();
    const { intentId } = await beginSetup(buyer);
    const intent = await market.emulator.stripe.setupIntents.confirm(intentId, {
      payment_method: 'pm_card_authenticationRequired',
    });
    await answerBank(market.emulator, intent, 'authenticate');
    await market.quiet();
    expect(await walletOf(buyer.id)).toMatchObject([{ status: 'active', isDefault: true }]);
  });

  it('shows the new date of a card that its bank has renewed', async () => {
    const buyer = await newBuyer();
    await saveCard(market.emulator, buyer, 'pm_card_visa');
    const [card] = await walletOf(buyer.id);
    await market.emulator.stripe.paymentMethods.update(card?.platformMethodId ?? '', {
      card: { exp_month: 3, exp_year: 2041 },
    });
    await market.quiet();
    expect(await walletOf(buyer.id)).toMatchObject([
      { expMonth: 3, expYear: 2041, isDefault: true },
    ]);
  });

  it('takes a card out of the wallet that was taken off the Customer, and chooses another', async () => {
    const buyer = await newBuyer();
    const first = await saveCard(market.emulator, buyer, 'pm_card_visa');
    const second = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    const card = (await walletOf(buyer.id)).find(({ id }) => id === first.id);
    await market.emulator.stripe.paymentMethods.detach(card?.platformMethodId ?? '');
    await market.quiet();
    const rows = await walletOf(buyer.id);
    expect(rows.find(({ id }) => id === first.id)).toMatchObject({
      status: 'removed',
      isDefault: false,
      removedAt: expect.any(Date) as Date,
    });
    expect(rows.find(({ id }) => id === second.id)).toMatchObject({
      status: 'active',
      isDefault: true,
    });
  });

  it('shuts the goods of a seller whose account cannot charge, and opens them again', async () => {
    const stall = market.stalls[2];
    if (!stall) throw new Error('no stall');
    const db = await getDb();
    const open = async () => {
      const [row] = await db.select().from(sellers).where(eq(sellers.id, stall.sellerId));
      return row?.chargesEnabled;
    };
    const want = (requested: boolean) =>
      market.emulator.stripe.accounts.update(stall.accountId, {
        capabilities: { card_payments: { requested }, transfers: { requested } },
      });
    await want(false);
    await market.quiet();
    expect(await open()).toBe(
      (await market.emulator.stripe.accounts.retrieve(stall.accountId)).charges_enabled,
    );
    expect(await open()).toBe(false);
    await want(true);
    await market.quiet();
    expect(await open()).toBe(true);
  });
});

describe('on a network that', () => {
  it.each([
    ['delivers everything twice', { action: 'duplicate_event', event: '*', copies: 3, times: 0 }],
    ['delivers out of order', { action: 'reorder_event', event: '*', times: 0, delay_ms: 300 }],
  ])('%s, all ends as it would have', async (_, fault) => {
    await market.distort(fault);
    const order = await paidOrder(market.emulator, market.stalls);
    const legs = (await readOwnOrder(order.buyer.id, order.orderId))?.legs ?? [];
    for (const { accountId, attempts } of legs) {
      await market.emulator.stripe.refunds.create(
        { charge: attempts[0]?.chargeId ?? '', amount: 100 },
        onAccount(accountId),
      );
    }
    await market.quiet();
    const view = await readOwnOrder(order.buyer.id, order.orderId);
    expect(view?.status).toBe('paid');
    for (const leg of view?.legs ?? []) {
      expect(leg.afterSale).toMatchObject({ fact: 'partly_refunded', refunded: { amount: 100 } });
      expect(leg.attempts).toHaveLength(1);
    }
    const looks = await (await getDb()).select().from(legLooks);
    expect(looks.filter(({ legId }) => order.legIds.includes(legId))).toHaveLength(3);
    // Each event is one row, and none of them is left.
    const rows = await market.events();
    expect(new Set(rows.map(({ endpoint, eventId }) => `${endpoint} ${eventId}`)).size).toBe(
      rows.length,
    );
    expect(rows.filter(({ state }) => state === 'failed')).toEqual([]);
  });
});

/** The Dashboard's "Resend" of one event to whoever had it. */
async function deliverAgain(eventId: string): Promise<void> {
  const { url } = market.emulator;
  const response = await fetch(`${url}/_emulator/deliveries?event=${eventId}`);
  const { data } = (await response.json()) as { data: { id: string }[] };
  for (const { id } of data) {
    await fetch(`${url}/_emulator/deliveries/${id}/resend`, { method: 'POST' });
  }
}
