/** A comparison that something is changed under: it tells of no difference that was never there. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BuyerId } from '../../model/ids';
import { alteringProxy } from '../../payments/testing/altering-proxy';
import { saveCard } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { subscriptions } from '../../store/schema';
import { ask, openSyncHouse, settle, type Subscribed } from '../testing/sync-house';
import { compareAccounts } from './compare-mirrors';
import { listMirrors } from './list-mirrors';
import { repairMirrors } from './repair-mirrors';

const proxy = alteringProxy();
const house = openSyncHouse(1, { through: proxy.open });
let mine: Subscribed;
beforeEach(async () => {
  mine = await house.subscribed();
});
afterEach(() => {
  proxy.hold = null;
});

const olu = { id: 'usr_00000000000000000001' as BuyerId, role: 'operator' } as const;
const on = () => ({ stripeAccount: mine.mirror.accountId });

/** How this buyer's mirror stands in the operator's lists. */
async function shown() {
  const id = mine.mirror.id;
  const { differing, moving, agreeing } = await listMirrors(compareAccounts([id]));
  return {
    differing: differing.flatMap(({ differences }) => differences.map(({ kind }) => kind)),
    moving: moving.map(({ subscriptionId, syncing }) => [subscriptionId === id, syncing]),
    agreeing: agreeing.length,
  };
}

const agrees = { differing: [], moving: [], agreeing: 1 };
const isMoving = { differing: [], moving: [[true, true]], agreeing: 0 };

/** Has this happen once the Subscription of the account is read, and before the methods there are. */
function between(happens: () => Promise<void>): void {
  proxy.hold = (call) => {
    if (!/^GET \/v1\/customers\/\w+\/payment_methods/.test(call)) return undefined;
    proxy.hold = null;
    return happens();
  };
}

async function anotherCard() {
  const other = await saveCard(house.emulator, mine.buyer, 'pm_card_mastercard');
  return () => ask({ buyerId: mine.buyer.id, savedMethodId: other.id });
}

describe('a mirror that is being synced while it is read', () => {
  it('does not differ where the sync ends in between', async () => {
    const change = await anotherCard();
    await change();
    between(() => settle(mine.mirrors));
    expect(await shown()).toEqual(isMoving);
    expect(await shown()).toEqual(agrees);
  });

  it('nor where all of the sync falls in between', async () => {
    const change = await anotherCard();
    between(async () => {
      await change();
      await settle(mine.mirrors);
    });
    expect(await shown()).toEqual(isMoving);
    expect(await shown()).toEqual(agrees);
  });

  it('is left alone by a repair, which says so', async () => {
    const change = await anotherCard();
    await change();
    between(() => settle(mine.mirrors));
    const { refused, mended } = await repairMirrors(olu, [mine.mirror.id]);
    expect([mended, refused]).toEqual([
      0,
      [expect.stringMatching(/: It is being brought up to date already\.$/)],
    ]);
  });

  it('is told with what no sync brings there', async () => {
    const change = await anotherCard();
    await change();
    const { stripe } = house.emulator;
    const fee = { application_fee_percent: 3 };
    await stripe.subscriptions.update(mine.mirror.stripeId, fee, on());
    await stripe.customers.update(mine.mirror.customerId, { name: 'Somebody' }, on());
    expect(await shown()).toEqual({ differing: ['fee'], moving: [], agreeing: 0 });
    await settle(mine.mirrors);
    expect(await shown()).toEqual({ differing: ['fee'], moving: [], agreeing: 0 });
  });
});

it('does not differ in what was changed at Stripe and here while it was read', async () => {
  const { stripe } = house.emulator;
  const { items } = await stripe.subscriptions.retrieve(mine.mirror.stripeId, {}, on());
  await stripe.subscriptions.update(
    mine.mirror.stripeId,
    { items: [{ id: String(items.data[0]?.id), quantity: 3 }] },
    on(),
  );
  between(async () => {
    const db = await getDb();
    await db.update(subscriptions).set({ quantity: 3 }).where(eq(subscriptions.id, mine.mirror.id));
  });
  expect(await shown()).toEqual(isMoving);
  expect(await shown()).toEqual(agrees);
});
