import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import { queues } from '../jobs/queues';
import type { WebhookEndpoint } from '../model/webhook';
import { askRefund } from '../payments/refunds/ask-refund';
import { claimLegs } from '../payments/leg-progress';
import { decideRefund } from '../payments/refunds/decide-refund';
import { operator, paidOrder } from '../payments/testing/after-sale';
import { legOf } from '../payments/testing/authentication';
import { openMarket } from '../payments/testing/market';
import { firstLeg, placed, readLeg } from '../payments/testing/orders';
import { beginSetup, newBuyer } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { newLeaseOwner } from '../store/lease';
import { legs, refunds, savedMethods, sellers, setups, webhookEvents } from '../store/schema';
import { handleEvent } from './handle-event';
import { listTroublingEvents, listUnhandledEvents, storeEvent, type EventRef } from './inbox';

const market = openMarket(2);
const mostTries = queues['handle-event'].retries + 1;
let number = 0;

beforeAll(() => prepareQueues());
beforeEach(async () => void (await (await getDb()).delete(webhookEvents)));

/** An event in the inbox, as its delivery leaves it. */
async function told(
  endpoint: WebhookEndpoint,
  type: string,
  objectId: string,
  { accountId = null as string | null, paymentIntentId = null as string | null } = {},
): Promise<EventRef> {
  const id = `evt_${(number += 1)}`;
  const created = new Date();
  const event = {
    id,
    type,
    objectId,
    accountId,
    paymentIntentId,
    livemode: false,
    created,
    echo: false,
  };
  await storeEvent(endpoint, event, null);
  return { endpoint, eventId: id };
}

async function rowOf({ eventId }: EventRef) {
  const db = await getDb();
  const [row] = await db.select().from(webhookEvents).where(eq(webhookEvents.eventId, eventId));
  return row;
}

const clearJobs = async () =>
  void (await (await getDb()).execute(sql`delete from pgboss.job where name = 'handle-event'`));

/** For how many seconds the jobs that wait were put off when they were sent. */
async function pausesOfJobs(): Promise<number[]> {
  const db = await getDb();
  const { rows } = (await db.execute(sql`
    select round(extract(epoch from start_after - created_on))::int as seconds from pgboss.job
    where name = 'handle-event' and state = 'created'
  `)) as unknown as { rows: { seconds: number }[] };
  return rows.map(({ seconds }) => seconds);
}

async function handled(ref: EventRef) {
  await handleEvent(ref);
  return rowOf(ref);
}

const stall = (index: number) => {
  const found = market.stalls[index];
  if (!found) throw new Error('no stall');
  return found;
};

describe('an event that is not ours to act upon', () => {
  it('names a leg of one seller and comes from another: ignored, and shown', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const { accountId } = stall(1);
    const before = await readLeg(firstLeg(order));
    const forged = await market.emulator.stripe.paymentIntents.create(
      {
        amount: 4200,
        currency: 'eur',
        metadata: { order: order.orderId, leg: firstLeg(order), attempt: before.attempt.id },
      },
      { stripeAccount: accountId },
    );
    await market.emulator.forget();
    const ref = await told('connect', 'payment_intent.succeeded', forged.id, { accountId });
    expect(await handled(ref)).toMatchObject({ state: 'ignored', ignored: 'foreign_account' });
    expect(await listTroublingEvents()).toMatchObject([{ eventId: ref.eventId }]);
    expect(await readLeg(firstLeg(order))).toEqual(before);
    expect(await market.emulator.writes()).toEqual([]);
  });

  it.each([
    ['connect', 'payment_intent.succeeded', 'acct_1SomebodyElses0'],
    ['connect', 'payment_intent.succeeded', null],
    ['platform', 'setup_intent.succeeded', 'acct_1SomebodyElses0'],
  ] as const)(
    'at %s, a %s of the account %s: Stripe is not even asked',
    async (endpoint, type, accountId) => {
      await market.emulator.forget();
      const ref = await told(endpoint, type, 'pi_1', { accountId });
      expect(await handled(ref)).toMatchObject({ state: 'ignored', ignored: 'foreign_account' });
      expect(await market.emulator.calls()).toEqual([]);
    },
  );

  it('is about a seller’s own business: ignored, and of no interest', async () => {
    const { accountId } = stall(0);
    const { id } = await market.emulator.stripe.paymentIntents.create(
      { amount: 100, currency: 'usd' },
      { stripeAccount: accountId },
    );
    const ref = await told('connect', 'payment_intent.succeeded', id, { accountId });
    expect(await handled(ref)).toMatchObject({ state: 'ignored', ignored: 'not_ours' });
    const charge = await told('connect', 'charge.refunded', 'ch_1', { accountId });
    expect(await handled(charge)).toMatchObject({ state: 'ignored', ignored: 'not_ours' });
    expect(await listTroublingEvents()).toEqual([]);
  });
});

describe('a handler that fails', () => {
  it('is tried again with pauses, then given up and shown, and can still be set going', async () => {
    const order = await paidOrder(market.emulator, market.oneStall);
    const db = await getDb();
    await db.update(legs).set({ state: 'failed', paidAt: null }).where(eq(legs.id, order.legId));
    const { accountId, attempts } = await legOf(order);
    const id = attempts[0]?.paymentIntentId ?? '';
    const path = `/v1/payment_intents/${id}`;
    await market.emulator.fault({ method: 'GET', path, action: 'fail', status: 500, times: 0 });
    const ref = await told('connect', 'payment_intent.succeeded', id, { accountId });
    for (let count = 1; count < mostTries; count += 1) {
      await expect(handleEvent(ref)).rejects.toThrow();
      expect(await rowOf(ref)).toMatchObject({ state: 'received', attempts: count });
    }
    expect((await rowOf(ref))?.problem).toMatch(/\S/);
    await expect(handleEvent(ref)).rejects.toThrow();
    expect(await rowOf(ref)).toMatchObject({ state: 'failed', attempts: mostTries });
    expect(await listTroublingEvents()).toMatchObject([{ eventId: ref.eventId, state: 'failed' }]);
    await market.emulator.clearFaults();
    expect(await handled(ref)).toMatchObject({ state: 'handled', problem: null });
    expect(await listTroublingEvents()).toEqual([]);
  });

  it('whose job was lost is found by its row, once its time has come', async () => {
    const ref = await told('connect', 'payment_intent.succeeded', 'pi_1', { accountId: 'acct_1' });
    expect(await listUnhandledEvents(5)).toEqual([]);
    expect(await listUnhandledEvents(-1)).toEqual([ref]);
    await handleEvent(ref);
    expect(await listUnhandledEvents(-1)).toEqual([]);
  });
});

describe('an event that overtakes our own commit', () => {
  it('waits for the row, and is handled when it is there', async () => {
    const buyer = await newBuyer();
    const { setupId, intentId } = await beginSetup(buyer);
    const db = await getDb();
    const mine = eq(setups.id, setupId);
    await db.update(setups).set({ platformSetupIntentId: null }).where(mine);
    await market.emulator.stripe.setupIntents.confirm(intentId, { payment_method: 'pm_card_visa' });
    const ref = await told('platform', 'setup_intent.succeeded', intentId);
    expect(await handled(ref)).toMatchObject({ state: 'received', attempts: 1 });
    await db
      .update(setups)
      .set({ platformSetupIntentId: intentId as never })
      .where(mine);
    expect(await handled(ref)).toMatchObject({ state: 'handled', attempts: 2 });
    const wallet = await db.select().from(savedMethods).where(eq(savedMethods.buyerId, buyer.id));
    expect(wallet).toMatchObject([{ status: 'active' }]);
  });

  it('and finds none in the end, after pauses that grow, is somebody else’s', async () => {
    const ref = await told('platform', 'setup_intent.succeeded', 'seti_of_another_shop');
    for (const seconds of [1, 2, 4]) {
      await clearJobs();
      expect(await handled(ref)).toMatchObject({ state: 'received' });
      expect(await pausesOfJobs()).toEqual([seconds]);
    }
    expect(await handled(ref)).toMatchObject({ state: 'ignored', ignored: 'not_ours' });
  });

  it('waits for whoever drives the leg', async () => {
    const order = await placed(market.emulator, market.oneStall);
    const [task] = await claimLegs(order.legIds, newLeaseOwner());
    const intent = await market.emulator.stripe.paymentIntents.create(
      {
        amount: task?.amount ?? 0,
        currency: 'usd',
        metadata: { order: order.orderId, leg: firstLeg(order), attempt: task?.attemptId ?? '' },
      },
      { stripeAccount: String(task?.accountId) },
    );
    const about = { accountId: task?.accountId ?? null };
    const ref = await told('connect', 'payment_intent.succeeded', intent.id, about);
    expect(await handled(ref)).toMatchObject({ state: 'received', attempts: 1 });
    expect(await legOf(order)).toMatchObject({ state: 'cloning' });
  });
});

describe('one effect, whoever tells of it', () => {
  it('the same event handled by several at once', async () => {
    const order = await paidOrder(market.emulator, market.oneStall);
    const db = await getDb();
    await db.update(legs).set({ state: 'declined', paidAt: null }).where(eq(legs.id, order.legId));
    const { accountId, attempts } = await legOf(order);
    const id = attempts[0]?.paymentIntentId ?? '';
    const ref = await told('connect', 'payment_intent.succeeded', id, { accountId });
    await market.emulator.forget();
    await Promise.all([1, 2, 3].map(() => handleEvent(ref)));
    await handleEvent(ref);
    expect(await rowOf(ref)).toMatchObject({ state: 'handled' });
    expect(await market.emulator.writes()).toHaveLength(1);
  });

  it('a refund of ours, told by Stripe’s answer and by its events, is one row', async () => {
    const order = await paidOrder(market.emulator, market.oneStall);
    const asked = await askRefund(order.buyer, order, {
      number: 1,
      amount: '10',
      reason: 'other',
      note: '',
    });
    if (!asked.ok) throw new Error(asked.message);
    await decideRefund(await operator(), asked.value.refundId, { decision: 'grant', answer: '' });
    const { accountId, attempts } = await legOf(order);
    const about = { accountId, paymentIntentId: attempts[0]?.paymentIntentId ?? null };
    const db = await getDb();
    const ours = () => db.select().from(refunds).where(eq(refunds.legId, order.legId));
    const [row] = await ours();
    for (const type of ['refund.created', 'refund.updated', 'charge.refunded']) {
      const object = type.startsWith('refund') ? row?.accountRefundId : order.chargeId;
      const ref = await told('connect', type, String(object), about);
      expect(await handled(ref)).toMatchObject({ state: 'handled' });
    }
    const { data } = await market.emulator.stripe.applicationFees.list({ charge: order.chargeId });
    const fee = await told('platform', 'application_fee.refunded', String(data[0]?.id));
    expect(await handled(fee)).toMatchObject({ state: 'handled' });
    expect(await ours()).toHaveLength(1);
    expect((await legOf(order)).afterSale).toMatchObject({ refunded: { amount: 1000 } });
  });
});

it('a capability that is switched off shuts the goods of its account, and on again opens them', async () => {
  const { accountId, sellerId } = stall(0);
  const db = await getDb();
  for (const requested of [false, true]) {
    await market.emulator.stripe.accounts.updateCapability(accountId, 'card_payments', {
      requested,
    });
    const ref = await told('connect', 'capability.updated', 'card_payments', { accountId });
    expect(await handled(ref)).toMatchObject({ state: 'handled' });
    const [row] = await db.select().from(sellers).where(eq(sellers.id, sellerId));
    expect(row?.chargesEnabled).toBe(requested);
    expect(row?.capabilities.card_payments).toBe(requested ? 'active' : undefined);
  }
});

it('a seller who leaves the platform sells no more', async () => {
  const { accountId, sellerId } = stall(1);
  const path = `/v1/accounts/${accountId}`;
  await market.emulator.fault({
    method: 'GET',
    path,
    action: 'fail',
    status: 403,
    error: { type: 'invalid_request_error', code: 'account_invalid', message: 'No access.' },
    times: 0,
  });
  const ref = await told('connect', 'account.application.deauthorized', 'ca_1', { accountId });
  expect(await handled(ref)).toMatchObject({ state: 'handled' });
  const db = await getDb();
  const open = async () => (await db.select().from(sellers).where(eq(sellers.id, sellerId)))[0];
  expect(await open()).toMatchObject({ chargesEnabled: false, leftAt: expect.any(Date) as Date });
  await market.emulator.clearFaults();
  const back = await told('connect', 'account.updated', accountId, { accountId });
  expect(await handled(back)).toMatchObject({ state: 'handled' });
  expect(await open()).toMatchObject({ chargesEnabled: true, leftAt: null });
});
