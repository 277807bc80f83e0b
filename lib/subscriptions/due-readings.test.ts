import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AccountSubscriptionId } from '../model/ids';
import { openMarket } from '../payments/testing/market';
import { newBuyer, saveCard } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { subscriptionInvoices, subscriptions } from '../store/schema';
import { dueReadings, readSubscription } from './due-readings';
import { convergeSubscription } from './read-subscription';
import { invoicesAt, invoicesHere, passPeriod } from './testing/life';
import { makeMirror, openPlan, type PlanStall } from './testing/mirrors';

// Nobody here listens to events.
const market = openMarket(1);
let plan: PlanStall;
beforeAll(async () => {
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});

async function subscribed() {
  const buyer = await newBuyer();
  const card = await saveCard(market.emulator, buyer, 'pm_card_visa');
  const mirror = await makeMirror(market.emulator, buyer, card, plan);
  await convergeSubscription(mirror.id);
  return { mirror };
}

describe('what was never told', () => {
  it('is found by the sweeper', async () => {
    const { mirror } = await subscribed();
    await passPeriod(market.emulator, mirror);
    const db = await getDb();
    // As the clock of our database would have it then.
    const passed = {
      currentPeriodEnd: sql`now() - interval '10 minutes'`,
      readAt: sql`now() - interval '1 hour'`,
    };
    expect(await dueReadings()).not.toContain(mirror.id);
    await db.update(subscriptions).set(passed).where(eq(subscriptions.id, mirror.id));
    expect(await dueReadings()).toContain(mirror.id);
    await readSubscription(mirror.id);
    expect(await dueReadings()).not.toContain(mirror.id);
    expect(await invoicesHere(mirror)).toEqual(await invoicesAt(market.emulator, mirror));
    expect(await invoicesHere(mirror)).toHaveLength(2);
  });

  it('is looked for while a first payment or a new try is waited for', async () => {
    const { mirror } = await subscribed();
    const db = await getDb();
    const wait = async (set: Partial<typeof subscriptions.$inferInsert>) => {
      await db.update(subscriptions).set(set).where(eq(subscriptions.id, mirror.id));
      return (await dueReadings()).includes(mirror.id);
    };
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    expect(await wait({ status: 'incomplete', readAt: ago(5) })).toBe(false);
    expect(await wait({ status: 'incomplete', readAt: ago(11) })).toBe(true);
    expect(await wait({ status: 'active', readAt: ago(11) })).toBe(false);
    await db
      .update(subscriptionInvoices)
      .set({ status: 'open', nextAttemptAt: ago(3) })
      .where(eq(subscriptionInvoices.subscriptionId, mirror.id));
    expect(await wait({ status: 'past_due', readAt: ago(0.5) })).toBe(false);
    expect(await wait({ status: 'past_due', readAt: ago(2) })).toBe(true);
    // Over is over.
    expect(await wait({ status: 'canceled', readAt: ago(9_999) })).toBe(false);
  });

  it('is left alone for a while where its account refuses to tell', async () => {
    const { mirror } = await subscribed();
    const db = await getDb();
    await db
      .update(subscriptions)
      .set({
        accountSubscriptionId: 'sub_gone' as AccountSubscriptionId,
        currentPeriodEnd: sql`now() - interval '10 minutes'`,
        readAt: sql`now() - interval '1 hour'`,
      })
      .where(eq(subscriptions.id, mirror.id));
    await readSubscription(mirror.id);
    expect(await dueReadings()).not.toContain(mirror.id);
  });
});
