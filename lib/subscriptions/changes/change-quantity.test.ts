import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import { answerBank } from '../../payments/testing/bank';
import { openMarket } from '../../payments/testing/market';
import { newBuyer, saveCard } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { subscriptionChanges } from '../../store/schema';
import { changeSubscription, type ChangeRequest } from './ask-change';
import { authenticateSubscription, finishAuthentication } from '../authenticate-subscription';
import { convergeSubscription } from '../read-subscription';
import { sendChange } from './send-change';
import { readOwnSubscription } from '../subscriptions';
import {
  hour,
  inPage,
  invoicesAt,
  invoicesHere,
  on,
  passTime,
  readInvoices,
} from '../testing/life';
import { makeMirror, openPlan, type PlanStall } from '../testing/mirrors';

const market = openMarket(1);
let plan: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});

/** A subscription whose bank has come to ask about every payment. */
async function asked() {
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
  const mirror = await makeMirror(market.emulator, buyer, card, plan);
  const { stripe } = market.emulator;
  const strict = await stripe.paymentMethods.attach(
    'pm_card_authenticationRequired',
    { customer: mirror.customerId },
    on(mirror.accountId),
  );
  const update = { default_payment_method: strict.id };
  await stripe.subscriptions.update(mirror.stripeId, update, on(mirror.accountId));
  await convergeSubscription(mirror.id);
  await market.emulator.forget();
  return {
    buyer,
    mirror,
    change: (request: ChangeRequest) => changeSubscription(buyer, mirror.id, request),
    view: () => readOwnSubscription(buyer.id, mirror.id),
    /** The bank's answer to what it asks about the newest invoice; then the page asks the server. */
    answer: async (outcome: 'authenticate' | 'fail') => {
      const [newest] = (await readOwnSubscription(buyer.id, mirror.id))?.invoices ?? [];
      const intent = await stripe.paymentIntents.retrieve(
        String(newest?.paymentIntentId),
        {},
        on(mirror.accountId),
      );
      await answerBank(market.emulator, intent, outcome, mirror.accountId);
      return finishAuthentication(buyer, mirror.id);
    },
    atStripe: () => stripe.subscriptions.retrieve(mirror.stripeId, {}, on(mirror.accountId)),
  };
}

const three = { kind: 'quantity', quantity: 3 } as const;

describe('a quantity whose difference the bank wants confirmed', () => {
  it('is changed once it is, and not before', async () => {
    const { buyer, mirror, change, view, answer } = await asked();
    expect(await change(three)).toMatchObject({ ok: false, reason: 'bank' });
    expect(await view()).toMatchObject({
      quantity: 1,
      phase: 'active',
      dunning: null,
      pending: { quantity: 3, problem: null },
      canChangeQuantity: false,
    });
    expect(await authenticateSubscription(buyer, mirror.id, inPage)).toMatchObject({
      ok: true,
      value: { matter: 'payment', confirmWith: null },
    });
    expect(await answer('authenticate')).toEqual({ ok: true, value: { waits: null } });
    expect(await view()).toMatchObject({
      quantity: 3,
      pending: null,
      invoices: [{ state: 'paid', reason: 'Change of the quantity' }, { state: 'paid' }],
    });
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
  });

  it('stays as it was when the buyer fails, who may confirm the second time', async () => {
    const { buyer, mirror, change, view, answer } = await asked();
    await change(three);
    const amount = (await view())?.pending?.amount;
    expect(await answer('fail')).toEqual({ ok: true, value: { waits: null } });
    expect(await view()).toMatchObject({
      quantity: 1,
      phase: 'active',
      dunning: null,
      pending: { quantity: 3, amount, problem: { code: 'payment_intent_authentication_failure' } },
    });
    // With the card that pays it.
    expect(await authenticateSubscription(buyer, mirror.id, inPage)).toMatchObject({
      value: { confirmWith: expect.stringMatching(/^pm_/) as string },
    });
  });

  it('is dropped when the buyer says so, and nothing can pay it any more', async () => {
    const { mirror, change, view, atStripe } = await asked();
    await change(three);
    // Another one meanwhile would be a second that waits.
    expect(await change({ kind: 'quantity', quantity: 5 })).toMatchObject({ reason: 'not_now' });
    expect(await change({ kind: 'keep_quantity' })).toMatchObject({ ok: true });
    expect(await view()).toMatchObject({ quantity: 1, pending: null, canChangeQuantity: true });
    expect((await readInvoices(mirror.id)).map(({ status }) => status).sort()).toEqual([
      'paid',
      'void',
    ]);
    expect((await atStripe()).items.data[0]?.quantity).toBe(1);
    // Pressed twice, or in another window.
    expect(await change({ kind: 'keep_quantity' })).toMatchObject({ ok: true });
  });

  it('is dropped by itself when the buyer leaves it', async () => {
    const { mirror, change, view } = await asked();
    await change(three);
    await passTime(market.emulator, 24 * hour);
    await convergeSubscription(mirror.id);
    expect(await view()).toMatchObject({ quantity: 1, pending: null, canChangeQuantity: true });
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
  });

  it('is asked for once by a process that died before it knew, and is not dropped', async () => {
    const { mirror, change, view } = await asked();
    await change(three);
    const db = await getDb();
    const [row] = await db
      .update(subscriptionChanges)
      .set({ state: 'requested', finishedAt: null, problem: null })
      .where(eq(subscriptionChanges.subscriptionId, mirror.id))
      .returning();
    await sendChange(row?.id as never);
    expect(await view()).toMatchObject({ quantity: 1, pending: { quantity: 3 } });
    expect(await readInvoices(mirror.id)).toHaveLength(2);
    const [ended] = await db
      .select()
      .from(subscriptionChanges)
      .where(eq(subscriptionChanges.subscriptionId, mirror.id));
    expect(ended).toMatchObject({
      state: 'failed',
      problem: { code: 'invoice_payment_intent_requires_action' },
    });
  });

  it('is made by a process that died after it was paid', async () => {
    const { mirror, change, view, answer } = await asked();
    await change(three);
    await answer('authenticate');
    const db = await getDb();
    const [row] = await db
      .update(subscriptionChanges)
      .set({ state: 'requested', finishedAt: null, problem: null })
      .where(eq(subscriptionChanges.subscriptionId, mirror.id))
      .returning();
    await sendChange(row?.id as never);
    expect(await view()).toMatchObject({ quantity: 3, change: null });
    expect(await readInvoices(mirror.id)).toHaveLength(2);
  });
});
