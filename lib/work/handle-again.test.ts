import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import type { SessionUser } from '../model/views';
import type { EventIgnored, EventState } from '../model/webhook';
import { giveRefund } from '../payments/refunds/give-refund';
import { lookAfterSale } from '../payments/after-sale/look-after-sale';
import { operator, paidOrder } from '../payments/testing/after-sale';
import { openMarket } from '../payments/testing/market';
import { workerOf } from '../seller/testing';
import { getDb } from '../store/client';
import { acts, attempts, legs, mails, refunds, webhookEvents } from '../store/schema';
import { handleEvent } from '../webhooks/handle-event';
import { tryAgain } from './try-again';

const market = openMarket(1);
let olu: SessionUser;

beforeAll(async () => {
  await prepareQueues();
  olu = await operator();
});
beforeEach(async () => void (await (await getDb()).delete(webhookEvents)));

const ref = { endpoint: 'connect', eventId: 'evt_again' } as const;

async function delivered(row: Partial<typeof webhookEvents.$inferInsert>): Promise<void> {
  const db = await getDb();
  await db.insert(webhookEvents).values({
    ...{ ...ref, type: 'payment_intent.succeeded', livemode: false, created: new Date() },
    ...row,
  });
}

async function rowOf() {
  const db = await getDb();
  const [row] = await db.select().from(webhookEvents).where(eq(webhookEvents.eventId, ref.eventId));
  return row;
}

/** All that handling could have written of a sale. */
async function rows() {
  const db = await getDb();
  const read = (table: typeof legs | typeof attempts | typeof refunds | typeof mails) =>
    db.select().from(table).orderBy(table.id);
  const told = [await read(legs), await read(attempts), await read(refunds), await read(mails)];
  // When it was looked at last says nothing of what it is.
  return JSON.parse(
    JSON.stringify(told, (name, value: unknown) => (name === 'updatedAt' ? undefined : value)),
  ) as unknown;
}

it('an event that was handled is handled again as often as one likes, and nothing comes of it', async () => {
  const presser = await operator();
  const order = await paidOrder(market.emulator, market.oneStall);
  const { seller, ...worker } = await workerOf(market.oneStall[0] as never);
  const given = { number: 1, amount: '5', answer: '' } as const;
  const refund = await giveRefund({ ...worker, seller }, order.legId, given as never);
  if (!refund.ok) throw new Error(refund.message);
  await lookAfterSale({ legId: order.legId });
  const db = await getDb();
  const [attempt] = await db.select().from(attempts).where(eq(attempts.legId, order.legId));
  const paymentIntentId = String(attempt?.paymentIntentId);
  for (const [type, objectId] of [
    ['payment_intent.succeeded', paymentIntentId],
    ['charge.refunded', order.chargeId],
  ] as const) {
    await db.delete(webhookEvents);
    await delivered({ type, objectId, paymentIntentId, accountId: order.accountId });
    await handleEvent(ref);
    expect(await rowOf()).toMatchObject({ state: 'handled', attempts: 1 });
    const before = await rows();
    await market.emulator.forget();
    for (const count of [2, 3]) {
      expect(await tryAgain(presser, ref)).toEqual({ ok: true, value: { tried: true } });
      expect(await rowOf()).toMatchObject({ state: 'received', handledAt: null });
      await Promise.all([handleEvent(ref), handleEvent(ref)]);
      const after = await rowOf();
      expect(after?.state).toBe('handled');
      expect(after?.attempts).toBeGreaterThanOrEqual(count);
      expect(await rows()).toEqual(before);
    }
    expect(await market.emulator.writes()).toEqual([]);
  }
  const told = await db.select().from(acts).where(eq(acts.actorId, presser.id));
  expect(told).toHaveLength(4);
  expect(told[0]).toMatchObject({ kind: 'work_tried_again', about: { eventId: ref.eventId } });
});

it.each<[EventState, EventIgnored | null, boolean]>([
  ['ignored', 'not_ours', true],
  ['ignored', 'foreign_account', true],
  ['failed', null, true],
  ['received', null, true],
  ['ignored', 'wrong_mode', false],
  ['ignored', 'unknown_type', false],
])('an event that is %s, %s, may be handled again: %s', async (state, ignored, may) => {
  await delivered({ state, ignored, accountId: 'acct_nobodys', objectId: 'pi_1' });
  const tried = await tryAgain(olu, ref);
  expect(tried.ok).toBe(may);
  expect(await rowOf()).toMatchObject(may ? { state: 'received' } : { state, ignored });
  // Judged anew, it is still nobody's.
  if (may) await handleEvent(ref);
  if (may) expect(await rowOf()).toMatchObject({ state: 'ignored', ignored: 'foreign_account' });
});

it('an event that there is not cannot be handled', async () => {
  expect(await tryAgain(olu, ref)).toMatchObject({ ok: false, reason: 'not_found' });
});
