import { beforeEach, describe, expect, it } from 'vitest';
import { eq } from 'drizzle-orm';
import type { BuyerId } from '../../model/ids';
import { getDb } from '../../store/client';
import { sellers, subscriptions } from '../../store/schema';
import { saveCard } from '../../payments/testing/shop';
import { compareGroup } from './compare-group';
import { compareMirrors } from './compare-mirrors';
import { readGroups } from './mirror-groups';
import { accountsOfMirrors, readAccount } from './read-account-there';
import { methodReader } from './read-mirror-there';
import { removeUsedMethod } from '../removal/remove-used-method';
import { repairMirrors } from './repair-mirrors';
import { ask, drift, openSyncHouse, settle, type Subscribed } from '../testing/sync-house';
import { mirrorAt } from '../testing/mirrors';

const house = openSyncHouse(2);
let mine: Subscribed;
beforeEach(async () => {
  mine = await house.subscribed(2);
});

const on = () => ({ stripeAccount: mine.mirror.accountId });
const stripe = () => house.emulator.stripe;
const seller = 'Stall 0';

const olu = { id: 'usr_00000000000000000001' as BuyerId, role: 'operator' } as const;

/** A copy of the buyer's card on the account, attached to their Customer there, and unknown to Souk. */
async function attachAnother(testMethod: string): Promise<string> {
  const made = await stripe().paymentMethods.attach(
    testMethod,
    { customer: mine.mirror.customerId },
    on(),
  );
  return made.id;
}

async function repaired(): Promise<void> {
  await repairMirrors(
    olu,
    mine.mirrors.map(({ id }) => id),
  );
  await settle(mine.mirrors);
}

describe('mirrors beside the platform', () => {
  it('agree when nobody has touched them', async () => {
    expect(await drift(mine.buyer.id)).toEqual([]);
    expect(
      await repairMirrors(
        olu,
        mine.mirrors.map(({ id }) => id),
      ),
    ).toEqual({ mended: 0, ended: 0, refused: [] });
  });

  it('differ in the card that is charged', async () => {
    const other = await attachAnother('pm_card_mastercard');
    await stripe().subscriptions.update(
      mine.mirror.stripeId,
      { default_payment_method: other },
      on(),
    );
    // Not one of the buyer's cards, as far as Souk knows.
    expect(await drift(mine.buyer.id)).toEqual([
      `${seller}: Charged to Mastercard ending in 4444, not to Visa ending in 4242.`,
      `${seller}: A copy of Visa ending in 4242 too many is attached.`,
    ]);
    await repaired();
    expect(await drift(mine.buyer.id)).toEqual([
      `${seller}: Mastercard ending in 4444 is attached, and not by Souk.`,
    ]);
    expect((await mirrorAt(house.emulator, mine.mirror)).last4).toBe('4242');
  });

  it('differ in which of two equal cards of the wallet is charged', async () => {
    const { buyer, card, mirror } = mine;
    const twin = await saveCard(house.emulator, buyer, 'pm_card_visa');
    const db = await getDb();
    // As a change to it leaves it that the seller's account has refused.
    await db
      .update(subscriptions)
      .set({ savedMethodId: twin.id })
      .where(eq(subscriptions.id, mirror.id));
    const { charged } = await mirrorAt(house.emulator, mirror);
    expect(await drift(buyer.id)).toEqual([
      `${seller}: Charged to a copy of a second Visa ending in 4242, not of the one that is wanted.`,
    ]);
    await repaired();
    expect(await drift(buyer.id)).toEqual([]);
    const there = await mirrorAt(house.emulator, mirror);
    expect(there).toMatchObject({ last4: '4242', attached: [there.charged] });
    expect(there.charged).not.toBe(charged);
    // The one goes, and what the other pays goes on.
    await removeUsedMethod(buyer, card.id, { kind: 'cancel' });
    await settle(mine.mirrors);
    expect(await mirrorAt(house.emulator, mirror)).toMatchObject({ charged: there.charged });
  });

  it('differ in the date of the card, which was changed behind our back', async () => {
    const year = new Date().getUTCFullYear() + 7;
    await stripe().paymentMethods.update(mine.card.platformMethodId, {
      card: { exp_month: 2, exp_year: year },
    });
    const said = await drift(mine.buyer.id);
    expect(said).toHaveLength(2);
    expect(said[0]).toMatch(
      new RegExp(`Its copy of Visa ending in 4242 expires .+, the card 2/${year}\\.`),
    );
    await repaired();
    expect(await drift(mine.buyer.id)).toEqual([]);
  });

  it('differ in who the Customer is', async () => {
    await stripe().customers.update(
      mine.mirror.customerId,
      { name: 'Somebody', email: 'some@body.example' },
      on(),
    );
    expect(await drift(mine.buyer.id)).toEqual([
      `${seller}: The Customer is called “Somebody”, the buyer “${mine.buyer.name}”.`,
      `${seller}: The Customer’s e-mail is some@body.example, the buyer’s ${mine.buyer.email}.`,
    ]);
    await repaired();
    expect(await drift(mine.buyer.id)).toEqual([]);
  });

  it('differ in what is charged to nothing', async () => {
    const { charged } = await mirrorAt(house.emulator, mine.mirror);
    await stripe().paymentMethods.detach(charged ?? '', {}, on());
    expect(await drift(mine.buyer.id)).toEqual([
      `${seller}: Charged to nothing, not to Visa ending in 4242.`,
    ]);
    await repaired();
    expect(await drift(mine.buyer.id)).toEqual([]);
  });

  it('differ in copies that nobody needs, and in the Customer’s default', async () => {
    const copy = await attachAnother('pm_card_visa');
    await stripe().customers.update(
      mine.mirror.customerId,
      { invoice_settings: { default_payment_method: copy } },
      on(),
    );
    expect(await drift(mine.buyer.id)).toEqual([
      `${seller}: The Customer’s default is Visa ending in 4242, which no subscription is charged to.`,
      `${seller}: A copy of Visa ending in 4242 too many is attached.`,
    ]);
    await repaired();
    expect(await drift(mine.buyer.id)).toEqual([]);
    expect((await mirrorAt(house.emulator, mine.mirror)).attached).toHaveLength(1);
  });

  it('differ in what is attached, and not by Souk: that is the seller’s and stays', async () => {
    await attachAnother('pm_card_jcb');
    const said = [`${seller}: JCB ending in 0505 is attached, and not by Souk.`];
    expect(await drift(mine.buyer.id)).toEqual(said);
    expect(
      await repairMirrors(
        olu,
        mine.mirrors.map(({ id }) => id),
      ),
    ).toEqual({ mended: 0, ended: 0, refused: [] });
    expect(await drift(mine.buyer.id)).toEqual(said);
  });

  it('differ in their state', async () => {
    await stripe().subscriptions.cancel(mine.mirror.stripeId, {}, on());
    expect(await drift(mine.buyer.id)).toEqual([
      `${seller}: Stripe says canceled, Souk says active.`,
      `${seller}: A copy of Visa ending in 4242 too many is attached.`,
    ]);
    await repaired();
    expect(await drift(mine.buyer.id)).toEqual([]);
    expect((await mirrorAt(house.emulator, mine.mirror)).attached).toEqual([]);
  });

  it('differ in what looks like their card: it stays where not all that may charge it is known', async () => {
    await attachAnother('pm_card_visa');
    const [group] = await readGroups([mine.mirror.id]);
    const [account] = await accountsOfMirrors([mine.mirror.id]);
    if (!group || !account) throw new Error('nothing to compare');
    const there = { ...(await readAccount(account)), ended: new Set<string>() };
    const kinds = async (whole: boolean) => {
      const found = await compareGroup(group, { ...there, whole }, methodReader());
      return found.flatMap(({ view, extra }) => [
        ...view.differences.map(({ kind }) => kind),
        extra.length,
      ]);
    };
    expect(await kinds(true)).toEqual(['extra', 1]);
    expect(await kinds(false)).toEqual(['foreign', 0]);
  });

  it('are told where their account is nobody’s any more', async () => {
    const db = await getDb();
    const named = (accountId: typeof mine.mirror.accountId | null) =>
      db.update(sellers).set({ accountId }).where(eq(sellers.name, seller));
    await named(null);
    const ids = mine.mirrors.map(({ id }) => id);
    const [said, refused] = [await drift(mine.buyer.id), (await repairMirrors(olu, ids)).refused];
    await named(mine.mirror.accountId);
    const why = `${seller}: Its seller has another account now.`;
    expect([said, refused]).toEqual([[why], [why]]);
  });

  it('tell that a sync is under way, and of an account that cannot be read', async () => {
    await ask({ buyerId: mine.buyer.id, which: [mine.mirror.id] });
    await house.emulator.fault({
      method: 'GET',
      path: '/v1/customers/*/payment_methods',
      account: mine.mirrors[1]?.accountId as string,
      action: 'fail',
      status: 500,
      times: 5,
    });
    const found = await compareMirrors(await idsOf(mine.buyer.id));
    expect(
      found.map(({ view }) => [view.syncing, view.differences.map(({ kind }) => kind)]),
    ).toEqual([
      [true, []],
      [false, ['unread']],
    ]);
  });
});

async function idsOf(buyerId: BuyerId) {
  const db = await getDb();
  const rows = await db
    .select({ id: subscriptions.id })
    .from(subscriptions)
    .where(eq(subscriptions.buyerId, buyerId));
  return rows.map(({ id }) => id);
}
