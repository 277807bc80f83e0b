/** News of a card or of its buyer that sets sellers’ accounts following. */
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { PlatformMethodId } from '../../model/ids';
import { followBuyer } from '../../payments/wallet/follow-buyer';
import { platformCustomer } from '../../payments/wallet/platform-customer';
import { newBuyer, saveCard } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { writeLatest } from '../../store/latest-read';
import { buyers, users } from '../../store/schema';
import { changeBuyer } from './change-buyer';
import { editMethod, readMethodDetails } from './edit-method';
import { followMethod } from './follow-method';
import { readRow } from '../testing/life';
import { ask, lastSync, openSyncHouse, settle } from '../testing/sync-house';

const house = openSyncHouse(3);
const { market } = house;

describe('a card whose details its buyer corrects', () => {
  it('expires at every seller when it does', async () => {
    const subscribed = await house.subscribed(2);
    const { buyer, card } = subscribed;
    const details = await readMethodDetails(buyer, card.id);
    if (!details.ok) throw new Error(details.message);
    const edited = await editMethod(buyer, card.id, {
      ...details.value,
      expMonth: 11,
      expYear: details.value.expYear + 3,
      name: 'J. Rosen',
      postalCode: '94110',
      country: 'US',
    });
    expect(edited).toMatchObject({ ok: true, value: { method: { expMonth: 11 } } });
    const expiry = `11/${details.value.expYear + 3}`;
    expect((await house.everywhere(subscribed)).map((there) => there.expiry)).toEqual([
      expiry,
      expiry,
    ]);
    // The event that tells of it finds nothing more to do.
    const before = await lastSync(subscribed.mirror.id);
    await followMethod(card.platformMethodId as PlatformMethodId);
    expect(await lastSync(subscribed.mirror.id)).toEqual(before);
  });

  it('is followed also when only the event tells of it', async () => {
    const subscribed = await house.subscribed();
    const { card, mirror } = subscribed;
    await market.emulator.stripe.paymentMethods.update(card.platformMethodId, {
      billing_details: { name: 'J. Rosen', address: { postal_code: '10001' } },
    });
    await followMethod(card.platformMethodId as PlatformMethodId);
    expect(await lastSync(mirror.id)).toMatchObject({ reason: 'details', renewsMethod: true });
    await house.everywhere(subscribed);
  });

  it('is not somebody else’s', async () => {
    const { card } = await house.subscribed();
    const stranger = await house.subscribed();
    expect(await readMethodDetails(stranger.buyer, card.id)).toMatchObject({ reason: 'not_found' });
  });
});

describe('a card that its network renews', () => {
  it.each([
    ['its date', { exp_month: 3, exp_year: 2039 }, { last4: '4242', expiry: '3/2039' }],
    ['its number', { card: 'pm_card_mastercard' }, { last4: '4444' }],
  ])('has %s at every seller', async (_, update, expected) => {
    const subscribed = await house.subscribed(2);
    const { platformMethodId } = subscribed.card;
    const renewed = await fetch(
      `${market.emulator.url}/_emulator/payment_methods/${platformMethodId}/automatic_update`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(update),
      },
    );
    expect(renewed.status).toBe(200);
    await followMethod(platformMethodId as PlatformMethodId);
    for (const there of await house.everywhere(subscribed)) expect(there).toMatchObject(expected);
    const before = await lastSync(subscribed.mirror.id);
    await followMethod(platformMethodId as PlatformMethodId);
    expect(await lastSync(subscribed.mirror.id)).toEqual(before);
  });
});

describe('a buyer who changes their name or e-mail', () => {
  it('is known by it at every seller and on the platform, and their card stays', async () => {
    const subscribed = await house.subscribed(3);
    const { buyer, mirrors } = subscribed;
    const charged = (await house.everywhere(subscribed)).map((there) => there.charged);
    const email = `new-${buyer.id}@souk.example`;
    const changed = await changeBuyer(buyer, {
      name: 'Jennifer Rosen',
      email: email.toUpperCase(),
    });
    expect(changed).toMatchObject({ ok: true, value: { subscriptionIds: { length: 3 } } });
    await followBuyer(buyer.id);
    const there = await house.everywhere(subscribed);
    for (const one of there) expect(one).toMatchObject({ name: 'Jennifer Rosen', email });
    expect(there.map((one) => one.charged)).toEqual(charged);
    const db = await getDb();
    const [row] = await db.select().from(buyers).where(eq(buyers.id, buyer.id));
    expect(
      await market.emulator.stripe.customers.retrieve(row?.platformCustomerId ?? ''),
    ).toMatchObject({ name: 'Jennifer Rosen', email });
    expect(mirrors).toHaveLength(3);
  });

  it('is known by it on the platform also when their Customer was being made meanwhile', async () => {
    const buyer = await newBuyer();
    const email = `new-${buyer.id}@souk.example`;
    await changeBuyer(buyer, { name: 'Jennifer Rosen', email });
    await followBuyer(buyer.id);
    const db = await getDb();
    await db.execute(sql`delete from pgboss.job`);
    // As a request that began before knows them.
    const id = await platformCustomer(buyer);
    const { rows } = (await db.execute(
      sql`select data from pgboss.job where name = 'follow-buyer'`,
    )) as unknown as { rows: { data: unknown }[] };
    expect(rows).toEqual([{ data: { buyerId: buyer.id } }]);
    await followBuyer(buyer.id);
    expect(await market.emulator.stripe.customers.retrieve(id)).toMatchObject({
      ...{ name: 'Jennifer Rosen', email },
    });
  });

  it('may not take the e-mail of somebody else', async () => {
    const { buyer } = await house.subscribed();
    const { buyer: other } = await house.subscribed();
    expect(await changeBuyer(buyer, { name: 'Jenny', email: other.email })).toMatchObject({
      reason: 'email_taken',
    });
    const db = await getDb();
    const [row] = await db.select().from(users).where(eq(users.id, buyer.id));
    expect(row).toMatchObject({ name: buyer.name, email: buyer.email });
  });
});

describe('a buyer who changes their name back in a tab that was open before', () => {
  it('is called by it at every seller', async () => {
    const subscribed = await house.subscribed();
    const { buyer } = subscribed;
    const { name, email } = buyer;
    await changeBuyer(buyer, { name: 'Jennifer Rosen', email });
    await settle(subscribed.mirrors);
    // The session that this tab began with knows the old name.
    await changeBuyer(buyer, { name, email });
    const [there] = await house.everywhere(subscribed);
    expect(there).toMatchObject({ name });
  });
});

describe('a card that disappears at Stripe', () => {
  it('is charged no more by any seller, and its subscriptions wait for another', async () => {
    const subscribed = await house.subscribed(2);
    const { buyer, card, mirror } = subscribed;
    await market.emulator.stripe.paymentMethods.detach(card.platformMethodId);
    await followMethod(card.platformMethodId as PlatformMethodId);
    for (const there of await house.everywhere(subscribed)) {
      expect(there).toMatchObject({ status: 'active', charged: null });
    }
    // Another card mends it.
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    await ask({ buyerId: buyer.id, savedMethodId: other.id });
    expect((await house.everywhere(subscribed)).map(({ last4 }) => last4)).toEqual([
      '4444',
      '4444',
    ]);
    expect((await readRow(mirror.id)).savedMethodId).toBe(other.id);
  });
});

describe('a card that disappears while its buyer corrects it', () => {
  it('is charged no more, whoever reads that first', async () => {
    const subscribed = await house.subscribed();
    const { buyer, card, mirror } = subscribed;
    const id = card.platformMethodId as PlatformMethodId;
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    // Somebody reads it, so that whoever comes now shares the next reading.
    const before = writeLatest(
      `method:${id}`,
      () => gate,
      () => Promise.resolve(),
    );
    const year = new Date().getUTCFullYear() + 3;
    const address = { line1: '', city: '', postalCode: '', country: '' };
    const details = { expMonth: 11, expYear: year, name: 'J. Rosen', ...address };
    const edited = editMethod(buyer, card.id, details);
    await expect
      .poll(() => lastSync(mirror.id).catch(() => null), { timeout: 20_000 })
      .not.toBeNull();
    await settle([mirror]);
    await market.emulator.stripe.paymentMethods.detach(id);
    const followed = followMethod(id);
    open();
    await Promise.all([before, edited, followed]);
    expect(await lastSync(mirror.id)).toMatchObject({ reason: 'removed', state: 'waiting' });
    const [there] = await house.everywhere(subscribed);
    expect(there).toMatchObject({ charged: null, attached: [] });
  });
});
