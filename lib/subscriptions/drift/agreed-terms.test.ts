/** What a Subscription charges on its account beside what was agreed, and which side is put right. */
import type Stripe from 'stripe';
import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import type { BuyerId } from '../../model/ids';
import { getDb } from '../../store/client';
import { acts, subscriptions } from '../../store/schema';
import { convergeSubscription } from '../read-subscription';
import { readRow } from '../testing/life';
import { drift, openSyncHouse, type Subscribed } from '../testing/sync-house';
import { compareMirrors } from './compare-mirrors';
import { repairMirrors } from './repair-mirrors';

const house = openSyncHouse(1);
let mine: Subscribed;
let agreed: Awaited<ReturnType<typeof readRow>>;
beforeEach(async () => {
  mine = await house.subscribed();
  agreed = await readRow(mine.mirror.id);
});

const olu = { id: 'usr_00000000000000000001' as BuyerId, role: 'operator' } as const;
const on = () => ({ stripeAccount: mine.mirror.accountId });
const there = () => house.emulator.stripe.subscriptions.retrieve(mine.mirror.stripeId, {}, on());
const change = (params: Stripe.SubscriptionUpdateParams) =>
  house.emulator.stripe.subscriptions.update(mine.mirror.stripeId, params, on());
const repair = () => repairMirrors(olu, [mine.mirror.id]);
const said = () => drift(mine.buyer.id);

/** Why what differs is left to a person; undefined of what a repair mends. */
async function lefts(): Promise<(string | undefined)[]> {
  const [compared] = await compareMirrors([mine.mirror.id]);
  return compared?.view.differences.map(({ left }) => left) ?? [];
}

/** As a seller does in the Dashboard. */
async function chargeAnother(
  amount: number,
  recurring: Stripe.PriceCreateParams.Recurring = { interval: 'month' },
  quantity = 1,
): Promise<void> {
  const { currency } = agreed;
  const price = await house.emulator.stripe.prices.create(
    { currency, unit_amount: amount, recurring, product_data: { name: 'Another' } },
    on(),
  );
  const [item] = (await there()).items.data;
  const items = [{ id: item?.id, price: price.id, quantity }];
  await change({ items, proration_behavior: 'none' });
}

async function terms() {
  const { items, application_fee_percent: fee, latest_invoice: invoice } = await there();
  return { fee, invoice, what: items.data.map(({ price, quantity }) => [price.id, quantity]) };
}

it('a quantity that was changed there is taken over: Stripe is the truth of it', async () => {
  await change({
    items: [{ id: String(agreed.accountItemId), quantity: 3 }],
    proration_behavior: 'none',
  });
  expect(await said()).toEqual(['Stall 0: Stripe charges 3 of it, Souk says 1.']);
  expect(await repair()).toEqual({ mended: 1, ended: 0, refused: [] });
  expect(await said()).toEqual([]);
  expect((await readRow(mine.mirror.id)).quantity).toBe(3);
  expect((await terms()).what).toEqual([[agreed.accountPriceId, 3]]);
});

it('another fee is set back, as that was agreed with its seller', async () => {
  await change({ application_fee_percent: 2.5 });
  expect(await said()).toEqual(['Stall 0: Souk’s fee there is 2.5 %, agreed were 10 %.']);
  expect(await repair()).toEqual({ mended: 1, ended: 0, refused: [] });
  expect(await said()).toEqual([]);
  expect((await terms()).fee).toBe(10);
  const db = await getDb();
  const all = await db.select().from(acts).where(eq(acts.actorId, olu.id));
  expect(all.map(({ kind, about }) => [kind, about.subscriptionId])).toContainEqual([
    'mirror_repaired',
    mine.mirror.id,
  ]);
  // The same once more: a key of the first time would only be told what it was told then.
  await change({ application_fee_percent: '' });
  expect(await said()).toEqual(['Stall 0: Souk’s fee there is 0 %, agreed were 10 %.']);
  await repair();
  expect((await terms()).fee).toBe(10);
});

it('a higher price is set back: nothing is charged for that, and the quantity stays', async () => {
  const before = await terms();
  await chargeAnother(agreed.unitAmount + 700, { interval: 'month' }, 4);
  // What events tell, so that the price alone differs.
  await convergeSubscription(mine.mirror.id);
  expect(await said()).toEqual([
    expect.stringMatching(/^Stall 0: One costs \S+ every month, agreed were \S+ every month\.$/),
  ]);
  expect(await lefts()).toEqual([undefined]);
  await house.emulator.forget();
  expect(await repair()).toEqual({ mended: 1, ended: 0, refused: [] });
  expect(await said()).toEqual([]);
  expect(await terms()).toEqual({ ...before, what: [[agreed.accountPriceId, 4]] });
  const writes = await house.emulator.writes();
  expect(writes.map((write) => write.split(' ')[2])).toEqual([
    `/v1/subscriptions/${mine.mirror.stripeId}`,
  ]);
});

it('another Price that charges the same does not differ', async () => {
  await chargeAnother(agreed.unitAmount);
  expect(await said()).toEqual([]);
});

it.each([
  ['a lower price', () => chargeAnother(agreed.unitAmount - 100), /more than they are asked for/],
  [
    'another period',
    () => chargeAnother(agreed.unitAmount, { interval: 'month', interval_count: 2 }),
    /charge at once/,
  ],
  [
    'something beside it',
    async () => {
      const price_data = { currency: agreed.currency, product: await aProduct(), unit_amount: 100 };
      const recurring = { interval: 'month' as const };
      await change({
        items: [{ price_data: { ...price_data, recurring } }],
        proration_behavior: 'none',
      });
    },
    /Souk cannot tell/,
  ],
])('%s is left to a person, who is told why', async (_, change, why) => {
  await change();
  const before = await terms();
  expect(await lefts()).toEqual([expect.stringMatching(why)]);
  expect(await repair()).toEqual({ mended: 0, ended: 0, refused: [] });
  expect(await terms()).toEqual(before);
});

async function aProduct(): Promise<string> {
  return (await house.emulator.stripe.products.create({ name: 'Beside' }, on())).id;
}

it('a refusal of Stripe’s is told, and keeps no other mirror from its repair', async () => {
  const { mirror } = mine;
  const other = await house.another(mine);
  await chargeAnother(agreed.unitAmount + 100);
  await house.emulator.stripe.subscriptions.update(
    other.stripeId,
    { application_fee_percent: 1 },
    on(),
  );
  const error = { type: 'invalid_request_error', message: 'The price specified is inactive.' };
  const path = `/v1/subscriptions/${mirror.stripeId}`;
  await house.emulator.fault({ method: 'POST', path, action: 'fail', status: 400, error });
  expect(await repairMirrors(olu, [mirror.id, other.id])).toEqual({
    ...{ mended: 1, ended: 0 },
    refused: [expect.stringMatching(/ at Stall 0: The price specified is inactive\.$/)],
  });
  expect(await said()).toEqual([expect.stringMatching(/One costs/)]);
  // The next press has a key that was not refused.
  expect(await repairMirrors(olu, [mirror.id])).toEqual({ mended: 1, ended: 0, refused: [] });
  expect(await said()).toEqual([]);
});

it('a Subscription that Stripe does not have any more has ended, until Stripe tells otherwise', async () => {
  const { mirror } = mine;
  const db = await getDb();
  const named = (id: string) =>
    db
      .update(subscriptions)
      .set({ accountSubscriptionId: id as never })
      .where(eq(subscriptions.id, mirror.id));
  // It stands for itself alone while our row names one that was deleted with its test clock, say.
  await change({ metadata: { subscription: '' } });
  await named('sub_deletedThere');
  expect(await said()).toContain(
    'Stall 0: Stripe has no such Subscription on this account, Souk says active.',
  );
  await repair();
  expect(await readRow(mirror.id)).toMatchObject({
    status: 'canceled',
    endedAt: expect.any(Date) as Date,
  });
  await named(mirror.stripeId);
  expect(await said()).toEqual(['Stall 0: Stripe says active, Souk says canceled.']);
  await repair();
  expect(await readRow(mirror.id)).toMatchObject({ status: 'active', endedAt: null });
});
