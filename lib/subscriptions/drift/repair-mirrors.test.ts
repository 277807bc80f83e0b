/** A repair beside what else goes on: a buyer's change, an answer that does not come, an account away. */
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BuyerId } from '../../model/ids';
import { alteringProxy } from '../../payments/testing/altering-proxy';
import { getDb } from '../../store/client';
import { acts } from '../../store/schema';
import { changeSubscription } from '../changes/ask-change';
import { convergeSubscription } from '../read-subscription';
import { readRow } from '../testing/life';
import { openSyncHouse, type Subscribed } from '../testing/sync-house';
import { repairMirrors } from './repair-mirrors';

const proxy = alteringProxy();
const house = openSyncHouse(1, { through: proxy.open });
let mine: Subscribed;
beforeEach(async () => {
  mine = await house.subscribed();
});
afterEach(async () => {
  proxy.hold = null;
  await house.emulator.clearFaults();
});

const olu = { id: 'usr_00000000000000000001' as BuyerId, role: 'operator' } as const;
const on = () => ({ stripeAccount: mine.mirror.accountId });
const path = () => `/v1/subscriptions/${mine.mirror.stripeId}`;
const there = () => house.emulator.stripe.subscriptions.retrieve(mine.mirror.stripeId, {}, on());
const repair = () => repairMirrors(olu, [mine.mirror.id]);
const ask = (quantity: number) =>
  changeSubscription(mine.buyer, mine.mirror.id, { kind: 'quantity', quantity });

/** As a seller does in the Dashboard, for a price that a repair sets back. */
async function chargeMore(): Promise<void> {
  const { stripe } = house.emulator;
  const { currency, unitAmount } = await readRow(mine.mirror.id);
  const price = await stripe.prices.create(
    {
      currency,
      unit_amount: unitAmount + 700,
      recurring: { interval: 'month' },
      product_data: { name: 'Another' },
    },
    on(),
  );
  const items = [{ id: String((await there()).items.data[0]?.id), price: price.id, quantity: 1 }];
  await stripe.subscriptions.update(
    mine.mirror.stripeId,
    { items, proration_behavior: 'none' },
    on(),
  );
  await convergeSubscription(mine.mirror.id);
}

/** What it charges of which Price, and whether that is the one that was agreed. */
async function charged() {
  const [item] = (await there()).items.data;
  const { accountPriceId } = await readRow(mine.mirror.id);
  return [item?.quantity, item?.price.id === accountPriceId];
}

it('no change of the subscription begins while its price is set back', async () => {
  await chargeMore();
  let asked: Awaited<ReturnType<typeof ask>> | undefined;
  let held = false;
  proxy.hold = (call) => {
    if (held || call !== `POST ${path()}`) return undefined;
    held = true;
    return ask(3).then((answer) => void (asked = answer));
  };
  expect(await repair()).toEqual({ mended: 1, ended: 0, refused: [] });
  expect(asked).toMatchObject({ ok: false, reason: 'busy' });
  expect(await charged()).toEqual([1, true]);
  // Nothing of it is left in the way.
  expect(await ask(3)).toMatchObject({ ok: true });
  expect(await charged()).toEqual([3, true]);
});

it('a price is not set back while a change of the subscription is under way', async () => {
  await chargeMore();
  const fault = { action: 'fail', status: 503, times: 9 } as const;
  await house.emulator.fault({ method: 'POST', path: path(), ...fault });
  expect(await ask(3)).toMatchObject({ ok: false, reason: 'unreachable' });
  await house.emulator.clearFaults();
  await house.emulator.forget();
  expect(await repair()).toEqual({
    ...{ mended: 0, ended: 0 },
    refused: [expect.stringMatching(/: Another change is under way\./)],
  });
  expect(await house.emulator.writes()).toEqual([]);
  expect(await charged()).toEqual([1, false]);
});

it('the act is there of what Stripe did and did not answer for', async () => {
  const { stripe } = house.emulator;
  await stripe.subscriptions.update(mine.mirror.stripeId, { application_fee_percent: 2.5 }, on());
  proxy.hold = (call) =>
    call === `POST ${path()}`
      ? house.emulator.fault({ method: 'GET', path: path(), action: 'drop', times: 3 })
      : undefined;
  expect(await repair()).toEqual({
    ...{ mended: 0, ended: 0 },
    refused: [expect.stringMatching(/: Stripe did not answer\.$/)],
  });
  expect((await there()).application_fee_percent).toBe(10);
  const db = await getDb();
  const told = await db
    .select({ kind: acts.kind, by: acts.actorId })
    .from(acts)
    .where(sql`${acts.about} ->> 'subscriptionId' = ${mine.mirror.id}`);
  expect(told).toEqual([{ kind: 'mirror_repaired', by: olu.id }]);
  expect(await readRow(mine.mirror.id)).toMatchObject({ leaseOwner: null, leaseUntil: null });
});

it('what could not be read is told, and not taken for what agrees', async () => {
  const path = '/v1/subscriptions';
  await house.emulator.fault({ method: 'GET', path, action: 'drop', times: 3 });
  expect(await repair()).toEqual({
    ...{ mended: 0, ended: 0 },
    refused: ['Stall 0: Stripe did not answer. Look again later.'],
  });
});
