/** Subscriptions that an account has and no row of ours stands for: which are ended, and which are left. */
import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { prepareQueues } from '../../jobs/boss';
import type { AccountSubscriptionId, BuyerId, SubscriptionId } from '../../model/ids';
import { alteringProxy } from '../../payments/testing/altering-proxy';
import { openMarket } from '../../payments/testing/market';
import { getDb } from '../../store/client';
import { newId } from '../../store/new-id';
import { acts, subscriptions } from '../../store/schema';
import { startSubscription } from '../starts/start-subscription';
import { openPlan, type PlanStall } from '../testing/mirrors';
import {
  firstOf,
  onAccountOf,
  placedPlans,
  readStart,
  rewindStart,
  type PlacedPlans,
} from '../testing/starts';
import { syncMirror } from '../sync/sync-mirror';
import { endStrayAgain } from './end-stray';
import { listMirrors } from './list-mirrors';
import { repairMirrors } from './repair-mirrors';

const proxy = alteringProxy(/^GET \/v1\/subscriptions\?/);
const market = openMarket(2, proxy.open);
let plan: PlanStall;
beforeAll(async () => {
  await prepareQueues();
  plan = await openPlan(market.emulator, market.stalls[0] as never);
});

const olu = { id: 'usr_00000000000000000001' as BuyerId, role: 'operator' } as const;
const on = () => ({ stripeAccount: plan.accountId });
const there = ({ buyer }: PlacedPlans) => onAccountOf(market.emulator, plan.accountId, buyer);

async function begun() {
  const of = await placedPlans(market.emulator, [plan]);
  const id = firstOf(of);
  await startSubscription(id);
  const { row } = await readStart(id);
  return { of, id, row, stripeId: row.accountSubscriptionId as AccountSubscriptionId };
}

interface Beside {
  readonly metadata?: Record<string, string>;
  /** What it charges: by default what the other does; null: its Customer's default. */
  readonly card?: string | null;
}

/** Another on the same Customer. */
async function beside(stripeId: string, { metadata, card }: Beside = {}): Promise<string> {
  const { stripe } = market.emulator;
  const first = await stripe.subscriptions.retrieve(stripeId, {}, on());
  const method = card === undefined ? String(first.default_payment_method) : card;
  const { id } = await stripe.subscriptions.create(
    {
      customer: String(first.customer),
      items: [{ price: String(first.items.data[0]?.price.id) }],
      ...(method ? { default_payment_method: method } : {}),
      metadata: metadata ?? first.metadata,
    },
    on(),
  );
  return id;
}

/** A card like the buyer's on the same Customer, and not by Souk. */
async function cardBeside(stripeId: string): Promise<{ card: string; customer: string }> {
  const { stripe } = market.emulator;
  const first = await stripe.subscriptions.retrieve(stripeId, {}, on());
  const customer = String(first.customer);
  const { id } = await stripe.paymentMethods.attach('pm_card_visa', { customer }, on());
  return { card: id, customer };
}

const isAttached = async (card: string) =>
  (await market.emulator.stripe.paymentMethods.retrieve(card, {}, on())).customer !== null;

/** What went back of what was made for it. */
async function refundsOf(id: SubscriptionId): Promise<number[]> {
  const { data } = await market.emulator.stripe.refunds.list({ limit: 100 }, on());
  return data.filter(({ metadata }) => metadata?.subscription === id).map(({ amount }) => amount);
}

const strayOf = async (stripeId: string) =>
  (await listMirrors()).strays.find((stray) => stray.stripeId === stripeId);

it('one that was made when its start had been given up is told, and ended with its money', async () => {
  const { of, id, row, stripeId } = await begun();
  expect(await strayOf(stripeId)).toBeUndefined();
  await rewindStart(id, { state: 'failed' });
  expect(await strayOf(stripeId)).toMatchObject({
    text: `It was made for ${id} when that had been given up.`,
    buyerName: of.buyer.name,
    status: 'active',
    charges: expect.stringMatching(/^1 × \S+ every month$/) as string,
    subscriptionId: id,
  });
  // The other is its mirror, with a copy of the card that is left there.
  expect(await repairMirrors(olu, [id])).toEqual({ mended: 1, ended: 1, refused: [] });
  expect((await there(of)).subscriptions).toEqual(['canceled']);
  expect(await refundsOf(id)).toEqual([row.unitAmount]);
  expect(await strayOf(stripeId)).toBeUndefined();
});

it('one whose end stops half way has its money sent back by its job, and its act is written', async () => {
  const { of, id, row, stripeId } = await begun();
  await rewindStart(id, { state: 'failed' });
  // Away once it is canceled.
  const path = '/v1/invoices';
  await market.emulator.fault({ method: 'GET', path, action: 'drop', times: 3 });
  const { ended, refused } = await repairMirrors(olu, [id]);
  expect([ended, refused]).toEqual([0, [expect.stringMatching(/ It is tried again by itself\.$/)]]);
  expect((await there(of)).subscriptions).toEqual(['canceled']);
  expect(await refundsOf(id)).toEqual([]);
  // No look tells of it any more.
  expect(await strayOf(stripeId)).toBeUndefined();
  const db = await getDb();
  const told = await db
    .select({ kind: acts.kind, about: acts.about })
    .from(acts)
    .where(sql`${acts.about} ->> 'accountSubscriptionId' = ${stripeId}`);
  const about = { subscriptionId: id, accountSubscriptionId: stripeId };
  expect(told).toEqual([{ kind: 'mirror_repaired', about }]);
  const { rows } = (await db.execute(sql`
    select data from pgboss.job
    where name = 'end-stray' and data ->> 'accountSubscriptionId' = ${stripeId}
  `)) as unknown as { rows: { data: Parameters<typeof endStrayAgain>[0] }[] };
  expect(rows).toHaveLength(1);
  for (const { data } of rows) await endStrayAgain(data);
  expect(await refundsOf(id)).toEqual([row.unitAmount]);
  for (const { data } of rows) await endStrayAgain(data);
  expect(await refundsOf(id)).toEqual([row.unitAmount]);
});

it('one beside another is ended, by the repair of what both were made for', async () => {
  const { of, id, stripeId } = await begun();
  const other = await beside(stripeId);
  expect(await strayOf(other)).toMatchObject({
    text: `It was made beside ${stripeId}, for the same subscription.`,
    subscriptionId: id,
  });
  expect(await repairMirrors(olu, [id])).toEqual({ mended: 0, ended: 1, refused: [] });
  expect((await there(of)).subscriptions.sort()).toEqual(['active', 'canceled']);
  expect((await readStart(id)).row).toMatchObject({
    ...{ state: 'started', status: 'active', accountSubscriptionId: stripeId },
  });
});

it('what a start may still be waiting for is neither told nor touched', async () => {
  const { of, id, stripeId } = await begun();
  await rewindStart(id, { state: 'subscribing' });
  const { strays, differing } = await listMirrors();
  expect(strays.map((stray) => stray.stripeId)).not.toContain(stripeId);
  // The copy that it is about to charge is not one too many.
  expect(differing.map(({ subscriptionId }) => subscriptionId)).not.toContain(id);
  expect(await repairMirrors(olu, [id])).toEqual({ mended: 0, ended: 0, refused: [] });
  expect((await there(of)).subscriptions).toEqual(['active']);
  // The start finds what it had begun.
  await startSubscription(id);
  expect((await readStart(id)).row).toMatchObject({
    ...{ state: 'started', accountSubscriptionId: stripeId },
  });
});

it.each<[string, (id: SubscriptionId, stripeId: string) => Promise<unknown>, RegExp]>([
  [
    'whose start begins anew',
    (id) => rewindStart(id, { state: 'subscribing' }),
    /Somebody has begun to start it/,
  ],
  [
    'that does not say any more that it is ours',
    (_, stripeId) =>
      market.emulator.stripe.subscriptions.update(
        stripeId,
        { metadata: { subscription: '' } },
        on(),
      ),
    /does not say any more that it is Souk’s/,
  ],
])('one %s between look and press is left', async (_, meanwhile, why) => {
  const { of, id, stripeId } = await begun();
  await rewindStart(id, { state: 'failed' });
  let done = false;
  proxy.hold = (call) => {
    if (done || !call.startsWith(`GET /v1/subscriptions/${stripeId}?`)) return undefined;
    done = true;
    return meanwhile(id, stripeId).then(() => undefined);
  };
  const { refused } = await repairMirrors(olu, [id]);
  proxy.hold = null;
  expect(done).toBe(true);
  expect(refused).toEqual([expect.stringMatching(why)]);
  expect((await there(of)).subscriptions).toEqual(['active']);
});

it('one that was stopped is left to the page where it waits', async () => {
  const { of, id, stripeId } = await begun();
  const { feeBasisPoints } = (await readStart(id)).row;
  await rewindStart(id, { state: 'subscribing', feeBasisPoints: feeBasisPoints + 100 });
  await startSubscription(id);
  expect(await strayOf(stripeId)).toMatchObject({
    text: `The start of ${id} was stopped, as it does not agree with its order.`,
    left: 'It waits on the page Work, to be ended there.',
    subscriptionId: null,
  });
  expect(await repairMirrors(olu, [id])).toEqual({ mended: 0, ended: 0, refused: [] });
  expect((await there(of)).subscriptions).toEqual(['active']);
});

it.each([
  ['another Souk may know', () => newId<SubscriptionId>('sub'), /which Souk does not have/],
  ['does not say what it is for', () => '', /does not say what for/],
  ['names one of another account', (id: SubscriptionId) => id, /which is at another account/],
])('one that %s is left to a person, with the card that it charges', async (_, nameOf, text) => {
  const { id, stripeId } = await begun();
  const named = nameOf(id);
  const { card } = await cardBeside(stripeId);
  const other = await beside(stripeId, { metadata: { subscription: named }, card });
  if (named === id) {
    const db = await getDb();
    const elsewhere = market.stalls[1]?.accountId as never;
    await db.update(subscriptions).set({ accountId: elsewhere }).where(eq(subscriptions.id, id));
  }
  expect(await strayOf(other)).toMatchObject({
    text: expect.stringMatching(text) as string,
    left: expect.stringMatching(/Stripe’s Dashboard/) as string,
    subscriptionId: null,
  });
  await repairMirrors(olu);
  await syncMirror(id);
  const { stripe } = market.emulator;
  expect((await stripe.subscriptions.retrieve(other, {}, on())).status).toBe('active');
  expect(await isAttached(card)).toBe(true);
});

it.each([
  ['its own', ['foreign']],
  ['its Customer’s default', ['default', 'foreign']],
])('its seller’s own stays, with the card that it charges: %s', async (which, kinds) => {
  const { of, id, stripeId } = await begun();
  const { stripe } = market.emulator;
  const { card, customer } = await cardBeside(stripeId);
  const isOffered = which !== 'its own';
  if (isOffered) {
    const offers = { invoice_settings: { default_payment_method: card } };
    await stripe.customers.update(customer, offers, on());
  }
  const own = await beside(stripeId, { card: isOffered ? null : card });
  // Connect's applications have not made it, whatever it has copied.
  proxy.alter = (answer) => {
    const told = JSON.parse(answer.body) as { data: { id: string; application: null }[] };
    for (const one of told.data) if (one.id === own) one.application = null;
    answer.body = JSON.stringify(told);
  };
  expect(await strayOf(own)).toMatchObject({
    text: 'Its seller has made it, on a Customer that comes from Souk.',
    buyerName: of.buyer.name,
    subscriptionId: null,
  });
  const mirror = (await listMirrors()).differing.find(
    ({ subscriptionId }) => subscriptionId === id,
  );
  expect(mirror?.differences.map(({ kind }) => kind)).toEqual(kinds);
  expect(await repairMirrors(olu, [id])).toEqual({ mended: 0, ended: 0, refused: [] });
  await syncMirror(id);
  proxy.alter = null;
  expect((await there(of)).subscriptions).toEqual(['active', 'active']);
  expect(await isAttached(card)).toBe(true);
});
