import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { SavedMethodId } from '../../model/ids';
import { answerBank } from '../../payments/testing/bank';
import { openMarket } from '../../payments/testing/market';
import { newBuyer, saveBankAccount, saveCard } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { syncs } from '../../store/schema';
import { changeSubscription } from './ask-change';
import { authenticateSubscription, finishAuthentication } from '../authenticate-subscription';
import { payWith } from './pay-with';
import { convergeSubscription } from '../read-subscription';
import { readOwnSubscription, listSubscriptions, troubledSubscriptions } from '../subscriptions';
import { syncMirror } from '../sync/sync-mirror';
import {
  day,
  inPage,
  invoicesAt,
  invoicesHere,
  on,
  passPeriod,
  passTime,
  readInvoices,
  setDunningEnd,
} from '../testing/life';
import { makeMirror, mirrorAt, openPlan, type Mirror, type PlanStall } from '../testing/mirrors';

const market = openMarket(1);
let plan: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});

async function subscribed(testMethod = 'pm_card_visa') {
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, testMethod);
  const mirror = await makeMirror(market.emulator, buyer, card, plan);
  await convergeSubscription(mirror.id);
  return { buyer, card, mirror, view: () => readOwnSubscription(buyer.id, mirror.id) };
}

const changed = { ok: true, value: { changed: true } };

/** What pays it on the account is swapped there, for one that behaves otherwise when it is charged. */
async function chargedTo({ accountId, customerId, stripeId }: Mirror, testMethod: string) {
  const { stripe } = market.emulator;
  const method = await stripe.paymentMethods.attach(
    testMethod,
    { customer: customerId },
    on(accountId),
  );
  await stripe.subscriptions.update(stripeId, { default_payment_method: method.id }, on(accountId));
}

async function syncsOf({ id }: Mirror) {
  const db = await getDb();
  return db.select().from(syncs).where(eq(syncs.subscriptionId, id));
}

describe('another card', () => {
  it('pays what is past due at once, and what comes next', async () => {
    const { buyer, mirror, view } = await subscribed();
    await chargedTo(mirror, 'pm_card_chargeCustomerFail');
    await passPeriod(market.emulator, mirror);
    await convergeSubscription(mirror.id);
    expect(await troubledSubscriptions(buyer.id)).toMatchObject([{ id: mirror.id }]);
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');

    expect(await payWith(buyer, mirror.id, other.id)).toEqual(changed);
    expect(await view()).toMatchObject({
      moving: true,
      card: { name: 'Mastercard ending in 4444' },
      cardChange: { moving: true },
      canChangeCard: false,
    });
    await syncMirror(mirror.id);
    await convergeSubscription(mirror.id);
    expect(await view()).toMatchObject({
      stateText: 'Active',
      dunning: null,
      cardChange: null,
      moving: false,
    });
    expect(await mirrorAt(market.emulator, mirror)).toMatchObject({ last4: '4444' });
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
    expect(await troubledSubscriptions(buyer.id)).toEqual([]);
  });

  it('pays all that is open, the oldest first, and stops where it is declined', async () => {
    const { buyer, mirror, view } = await subscribed();
    const { accountId, customerId, stripeId } = mirror;
    const { invoiceItems, invoices, subscriptions } = market.emulator.stripe;
    await chargedTo(mirror, 'pm_card_chargeCustomerFail');
    await passPeriod(market.emulator, mirror);
    const of = { customer: customerId, subscription: stripeId };
    const { currency } = await subscriptions.retrieve(stripeId, {}, on(accountId));
    await invoiceItems.create({ ...of, amount: 700, currency }, on(accountId));
    const second = await invoices.create({ ...of, auto_advance: false }, on(accountId));
    await invoices.finalizeInvoice(second.id, {}, on(accountId));
    const open = async () =>
      (await invoicesAt(market.emulator, mirror)).filter(({ status }) => status === 'open').length;
    expect(await open()).toBe(2);

    const declining = await saveCard(market.emulator, buyer, 'pm_card_chargeCustomerFail');
    await payWith(buyer, mirror.id, declining.id);
    await market.emulator.forget();
    await syncMirror(mirror.id);
    expect(await open()).toBe(2);
    const asked = await market.emulator.writes();
    const paying = asked.filter((write) => write.includes('/pay '));
    expect(paying).toHaveLength(1);
    expect(paying[0]).not.toContain(second.id);

    const [other] = (await invoicesAt(market.emulator, mirror)).filter(
      (one) => one.id !== second.id && one.status === 'open',
    );
    const sum = ((other?.total ?? 0) + 700) / 100;
    await convergeSubscription(mirror.id);
    expect((await view())?.dunning?.owed.text).toBe(`$${sum.toFixed(2)}`);
    const good = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    await payWith(buyer, mirror.id, good.id);
    await syncMirror(mirror.id);
    expect(await open()).toBe(0);
    expect(await view()).toMatchObject({ stateText: 'Active', dunning: null, cardChange: null });
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
  });

  it('of one that is left unpaid pays what is open, and lets go of what was billed since', async () => {
    const { buyer, mirror, view } = await subscribed();
    await setDunningEnd(market.emulator, 'unpaid');
    onTestFinished(() => setDunningEnd(market.emulator, 'cancel'));
    await chargedTo(mirror, 'pm_card_chargeCustomerFail');
    await passPeriod(market.emulator, mirror);
    await passTime(market.emulator, 15 * day);
    await passPeriod(market.emulator, mirror);
    await convergeSubscription(mirror.id);
    const told = async () => (await view())?.invoices.map(({ stateText }) => stateText);
    expect(await told()).toEqual(['Not charged', 'Not paid', 'Paid']);
    const good = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    expect(await payWith(buyer, mirror.id, good.id)).toEqual(changed);
    await syncMirror(mirror.id);
    expect(await view()).toMatchObject({ stateText: 'Active', dunning: null });
    await passPeriod(market.emulator, mirror);
    await convergeSubscription(mirror.id);
    expect(await told()).toEqual(['Paid', 'Not charged', 'Paid', 'Paid']);
  });

  it('that is pressed twice is brought there once', async () => {
    const { buyer, mirror } = await subscribed();
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    const press = () => payWith(buyer, mirror.id, other.id);
    expect(await Promise.all([press(), press()])).toEqual([changed, changed]);
    expect(await syncsOf(mirror)).toHaveLength(1);
  });

  it('has to be a card of the buyer’s wallet that can pay', async () => {
    const { buyer, mirror } = await subscribed();
    const account = await saveBankAccount(market.emulator, buyer);
    const stranger = await newBuyer();
    const theirs = await saveCard(market.emulator, stranger, 'pm_card_visa');
    expect(await payWith(buyer, mirror.id, account.id)).toMatchObject({ reason: 'card_unusable' });
    expect(await payWith(buyer, mirror.id, theirs.id)).toMatchObject({ reason: 'card_unusable' });
    expect(await payWith(stranger, mirror.id, theirs.id)).toMatchObject({ reason: 'not_found' });
    expect(await payWith(stranger, mirror.id, 'sm_none' as SavedMethodId)).toMatchObject({
      reason: 'not_found',
    });
    expect(await syncsOf(mirror)).toEqual([]);
  });

  it('cannot pay what is over', async () => {
    const { buyer, card, mirror } = await subscribed();
    await changeSubscription(buyer, mirror.id, { kind: 'cancel_now' });
    expect(await payWith(buyer, mirror.id, card.id)).toMatchObject({ reason: 'not_now' });
  });
});

describe('a bank that asks for the buyer', () => {
  const intentOf = async ({ id, accountId }: Mirror) => {
    const { paymentIntentId } = (await readInvoices(id)).at(-1) ?? {};
    return market.emulator.stripe.paymentIntents.retrieve(
      String(paymentIntentId),
      {},
      on(accountId),
    );
  };

  it('is answered, and again after a failure, and the same payment is paid', async () => {
    const { buyer, mirror, view } = await subscribed();
    await chargedTo(mirror, 'pm_card_authenticationRequired');
    await passPeriod(market.emulator, mirror);
    await convergeSubscription(mirror.id);
    const step = await authenticateSubscription(buyer, mirror.id, inPage);
    const first = await intentOf(mirror);
    expect(step).toEqual({
      ok: true,
      value: { matter: 'payment', clientSecret: first.client_secret, confirmWith: null },
    });
    await answerBank(market.emulator, first, 'fail', mirror.accountId);
    await finishAuthentication(buyer, mirror.id);
    expect(await view()).toMatchObject({
      stateText: 'Past due',
      dunning: { canConfirm: false, problem: { code: 'payment_intent_authentication_failure' } },
    });
    // Tried again with the same card, by a buyer who is there.
    const [invoice] = (await view())?.invoices ?? [];
    expect(
      await changeSubscription(buyer, mirror.id, {
        kind: 'pay_invoice',
        accountInvoiceId: invoice?.id as never,
      }),
    ).toMatchObject({ reason: 'bank' });
    expect(await view()).toMatchObject({ dunning: { canConfirm: true } });
    await answerBank(market.emulator, await intentOf(mirror), 'authenticate', mirror.accountId);
    await finishAuthentication(buyer, mirror.id);
    expect(await view()).toMatchObject({ stateText: 'Active', dunning: null });
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
    expect(await authenticateSubscription(buyer, mirror.id, inPage)).toEqual({
      ok: true,
      value: null,
    });
  });

  it('is nobody else’s to answer', async () => {
    const { mirror } = await subscribed();
    const other = await newBuyer();
    expect(await authenticateSubscription(other, mirror.id, inPage)).toMatchObject({
      reason: 'not_found',
    });
    expect(await finishAuthentication(other, mirror.id)).toMatchObject({ reason: 'not_found' });
  });
});

it('the list has what needs its buyer first, and what is over last', async () => {
  const { buyer, card, mirror: over } = await subscribed();
  const late = await makeMirror(market.emulator, buyer, card, plan);
  await chargedTo(late, 'pm_card_chargeCustomerFail');
  await passPeriod(market.emulator, late);
  await convergeSubscription(late.id);
  const active = await makeMirror(market.emulator, buyer, card, plan);
  await changeSubscription(buyer, over.id, { kind: 'cancel_now' });
  expect((await listSubscriptions(buyer.id)).map(({ id, phase }) => [id, phase])).toEqual([
    [late.id, 'trouble'],
    [active.id, 'active'],
    [over.id, 'ended'],
  ]);
});
