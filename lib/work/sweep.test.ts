import { eq, like, sql } from 'drizzle-orm';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { prepareQueues } from '../jobs/boss';
import type { IdempotencyKey, LegId } from '../model/ids';
import { openMarket } from '../payments/testing/market';
import { firstLeg, paidOnce, placed, readLeg } from '../payments/testing/orders';
import { beginSetup, newBuyer, saveCard } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { leaseFor } from '../store/lease';
import {
  legs,
  milestones,
  processes,
  savedMethods,
  sellers,
  setups,
  variants,
  webhookEvents,
} from '../store/schema';
import { editMethod } from '../subscriptions/sync/edit-method';
import { startWork, stopWork } from './start-work';
import { sweep } from './sweep';

const market = openMarket(2);
const patience = { timeout: 30_000 };

beforeAll(() => prepareQueues());
beforeEach(async () => {
  const db = await getDb();
  // What other tests left does not belong to this one.
  await db.update(legs).set({ state: 'canceled', leaseOwner: null, leaseUntil: null });
  await db.execute(sql`delete from pgboss.job`);
});
afterEach(() => stopWork());

async function waiting(): Promise<string[]> {
  const db = await getDb();
  const { rows } = (await db.execute(
    sql`select name, data from pgboss.job where name <> 'sweep' order by name, created_on`,
  )) as unknown as { rows: { name: string; data: Record<string, string> }[] };
  return rows.map(({ name, data }) => `${name} ${Object.values(data).join(' ')}`);
}

/** As a process leaves it that is killed while it drives: the lease is held, and its owner dead. */
async function holdByTheDead(legId: LegId): Promise<void> {
  const db = await getDb();
  await db
    .update(legs)
    .set({ leaseOwner: 'proc_of_before:run_1', leaseUntil: leaseFor as never })
    .where(eq(legs.id, legId));
}

describe('a look', () => {
  it('sends the next one, once', async () => {
    await sweep('urgent');
    await sweep('urgent');
    const db = await getDb();
    const { rows } = (await db.execute(
      sql`select data, start_after > now() + interval '1 second' as later from pgboss.job where name = 'sweep'`,
    )) as unknown as { rows: unknown[] };
    expect(rows).toEqual([{ data: { what: 'urgent' }, later: true }]);
  });

  it('sends one job for each leg that nobody drives, and none for one that is driven', async () => {
    const order = await placed(market.emulator, market.stalls);
    const [free, held] = order.legIds as [LegId, LegId];
    const db = await getDb();
    await holdByTheDead(held);
    await db.insert(processes).values({ name: 'proc_of_before' });
    await sweep('urgent');
    await sweep('urgent');
    expect(await waiting()).toEqual([`drive-leg ${free}`]);
    // Its owner falls silent.
    await db.delete(processes).where(eq(processes.name, 'proc_of_before'));
    await sweep('urgent');
    expect((await waiting()).sort()).toEqual([`drive-leg ${free}`, `drive-leg ${held}`].sort());
  });

  it('does not send again what has failed and comes again by itself', async () => {
    const order = await placed(market.emulator, market.oneStall);
    await sweep('urgent');
    const db = await getDb();
    await db.execute(
      sql`update pgboss.job set state = 'retry', start_after = now() + interval '1 minute' where name = 'drive-leg'`,
    );
    await sweep('urgent');
    expect(await waiting()).toEqual([`drive-leg ${firstLeg(order)}`]);
  });
});

describe('what a killed process leaves is taken to its end by the next start:', () => {
  it('a leg whose lease it held', async () => {
    const order = await placed(market.emulator, market.oneStall);
    await holdByTheDead(firstLeg(order));
    await startWork();
    const state = async () => (await readLeg(firstLeg(order))).leg.state;
    await expect.poll(state, patience).toBe('paid');
    await paidOnce(market.emulator, order);
  });

  it('a card that Stripe saved and nobody put into the wallet', async () => {
    const buyer = await newBuyer();
    const { setupId, intentId } = await beginSetup(buyer);
    await market.emulator.stripe.setupIntents.confirm(intentId, { payment_method: 'pm_card_visa' });
    const db = await getDb();
    const stateOf = async () =>
      (await db.select().from(setups).where(eq(setups.id, setupId)))[0]?.status;
    await sweep('everything');
    expect(await waiting()).not.toContain(`finish-setup ${setupId}`);
    await db
      .update(setups)
      .set({ createdAt: sql`now() - interval '3 minutes'` as never })
      .where(eq(setups.id, setupId));
    await startWork();
    await expect.poll(stateOf, patience).toBe('succeeded');
    const wallet = await db.select().from(savedMethods).where(eq(savedMethods.setupId, setupId));
    expect(wallet).toMatchObject([{ status: 'active', buyerId: buyer.id }]);
  });

  it('a card that was taken out of the wallet and not detached', async () => {
    const buyer = await newBuyer();
    const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
    const db = await getDb();
    const [row] = await db
      .update(savedMethods)
      .set({ status: 'removing', detachKey: `detach:${card.id}` as IdempotencyKey })
      .where(eq(savedMethods.id, card.id))
      .returning();
    await startWork();
    const status = async () =>
      (await db.select().from(savedMethods).where(eq(savedMethods.id, card.id)))[0]?.status;
    await expect.poll(status, patience).toBe('removed');
    const method = await market.emulator.stripe.paymentMethods.retrieve(
      String(row?.platformMethodId),
    );
    expect(method.customer).toBeNull();
  });

  it('a card that was corrected at Stripe and not here', async () => {
    const buyer = await newBuyer();
    const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
    const path = `/v1/payment_methods/${card.platformMethodId}`;
    await market.emulator.fault({ method: 'POST', path, action: 'drop', times: 3 });
    const date = { expMonth: 11, expYear: new Date().getUTCFullYear() + 4 };
    const rest = { name: '', line1: '', city: '', postalCode: '', country: '' };
    expect(await editMethod(buyer, card.id, { ...date, ...rest })).toMatchObject({ ok: false });
    const db = await getDb();
    await db
      .update(milestones)
      .set({ at: sql`now() - interval '3 minutes'` as never })
      .where(like(milestones.name, `edit-wanted:${card.id}:%`));
    await startWork();
    const row = async () =>
      (await db.select().from(savedMethods).where(eq(savedMethods.id, card.id)))[0];
    await expect.poll(row, patience).toMatchObject(date);
  });

  it('how an account stands that no event told of, sooner while it is restricted', async () => {
    const db = await getDb();
    const [stall] = market.stalls;
    const mine = eq(sellers.id, stall?.sellerId as never);
    const job = `follow-account ${stall?.accountId}`;
    const read = (age: string, chargesEnabled: boolean) =>
      db
        .update(sellers)
        .set({
          chargesEnabled,
          payoutsEnabled: true,
          accountReadAt: sql`now() - ${age}::interval` as never,
        })
        .where(mine);
    for (const [age, chargesEnabled, due] of [
      ['11 minutes', true, false],
      ['9 minutes', false, false],
      ['25 hours', true, true],
      ['11 minutes', false, true],
    ] as const) {
      await db.execute(sql`delete from pgboss.job`);
      await read(age, chargesEnabled);
      await sweep('everything');
      expect((await waiting()).includes(job), `${age}, ${chargesEnabled}`).toBe(due);
    }
    await startWork();
    const opened = async () => (await db.select().from(sellers).where(mine))[0]?.chargesEnabled;
    await expect.poll(opened, patience).toBe(true);
  });

  it('a plan without what it is sold by on its account', async () => {
    const db = await getDb();
    const [stall] = market.stalls;
    const mine = eq(variants.id, stall?.variantId as never);
    await db.update(variants).set({ interval: 'month', stock: null }).where(mine);
    await startWork();
    const price = async () => (await db.select().from(variants).where(mine))[0]?.accountPriceId;
    await expect.poll(price, patience).toMatch(/^price_/);
    await db.update(variants).set({ interval: null, stock: 100 }).where(mine);
  });

  it('an event whose job was lost', async () => {
    const db = await getDb();
    await db.insert(webhookEvents).values({
      endpoint: 'platform',
      eventId: 'evt_lost',
      type: 'payment_method.updated',
      livemode: false,
      objectId: 'pm_nobodys',
      created: new Date(),
      attempts: 3,
      nextTryAt: sql`now() - interval '1 minute'` as never,
    });
    await startWork();
    const state = async () =>
      (await db.select().from(webhookEvents).where(eq(webhookEvents.eventId, 'evt_lost')))[0]
        ?.state;
    await expect.poll(state, patience).toBe('ignored');
  });
});

it('a buyer who never confirms is asked about less and less often', async () => {
  const { setupId } = await beginSetup(await newBuyer());
  const db = await getDb();
  const age = async (created: string, looked: string | null) => {
    await db.execute(sql`delete from pgboss.job`);
    await db
      .update(setups)
      .set({
        createdAt: sql`now() - ${created}::interval` as never,
        lookedAt: looked ? (sql`now() - ${looked}::interval` as never) : null,
      })
      .where(eq(setups.id, setupId));
    await sweep('everything');
    return (await waiting()).includes(`finish-setup ${setupId}`);
  };
  vi.spyOn(console, 'error').mockReturnValue();
  expect(await age('1 minute', null)).toBe(false);
  expect(await age('3 minutes', null)).toBe(true);
  expect(await age('60 minutes', '20 minutes')).toBe(false);
  expect(await age('60 minutes', '31 minutes')).toBe(true);
  expect(await age('25 hours', '24 hours')).toBe(false);
});
