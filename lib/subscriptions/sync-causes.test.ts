/** Everything that sets sellers' accounts following, from the buyer's word to what the accounts have. */
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { PlatformMethodId, SavedMethodId } from '../model/ids';
import { followBuyer } from '../payments/follow-buyer';
import { platformCustomer } from '../payments/platform-customer';
import { finishRemoval } from '../payments/unfinished-saving';
import { usableMethods } from '../payments/usable-method';
import { newBuyer, saveCard } from '../payments/testing/shop';
import { getDb, withTx } from '../store/client';
import { writeLatest } from '../store/latest-read';
import { buyers, savedMethods, syncs, users } from '../store/schema';
import { changeBuyer } from './change-buyer';
import { editMethod, readMethodDetails } from './edit-method';
import { followMethod } from './follow-method';
import { listChanges } from './list-changes';
import { replaceMethod } from './move-to-method';
import { convergeSubscription } from './read-subscription';
import { removeUsedMethod } from './remove-used-method';
import { retrySyncs } from './retry-syncs';
import { syncMirror } from './sync-mirror';
import { passPeriod, readRow } from './testing/life';
import { mirrorAt } from './testing/mirrors';
import { ask, drift, lastSync, openSyncHouse, settle, type Subscribed } from './testing/sync-house';

const house = openSyncHouse(3);
const { market } = house;

/** What each seller has, and that nothing differs. */
async function everywhere({ buyer, mirrors }: Subscribed) {
  await settle(mirrors);
  expect(await drift(buyer.id)).toEqual([]);
  const there = await Promise.all(mirrors.map((mirror) => mirrorAt(market.emulator, mirror)));
  for (const { attached, charged } of there) expect(attached).toEqual(charged ? [charged] : []);
  return there;
}

async function methodRow(id: SavedMethodId) {
  const db = await getDb();
  const [row] = await db.select().from(savedMethods).where(eq(savedMethods.id, id));
  if (!row) throw new Error(`no method ${id}`);
  return row;
}

const platformMethod = (id: string) => market.emulator.stripe.paymentMethods.retrieve(id);

describe('a card that is replaced', () => {
  it('is replaced at every seller that charges it, and at no other', async () => {
    const subscribed = await house.subscribed(2);
    const { buyer, card, mirrors } = subscribed;
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    const moved = await replaceMethod(buyer, { from: card.id, to: other.id });
    expect(moved).toMatchObject({ ok: true, value: { subscriptionIds: { length: 2 } } });
    expect((await everywhere(subscribed)).map(({ last4 }) => last4)).toEqual(['4444', '4444']);
    expect(await readRow(mirrors[0]?.id as never)).toMatchObject({ savedMethodId: other.id });
    expect(await replaceMethod(buyer, { from: card.id, to: other.id })).toMatchObject({
      ok: true,
      value: { subscriptionIds: [] },
    });
    expect((await methodRow(card.id)).status).toBe('active');
  });

  it('is not replaced by a card that cannot pay, or by somebody else’s', async () => {
    const { buyer, card, mirror } = await house.subscribed();
    const stranger = await house.subscribed();
    expect(await replaceMethod(buyer, { from: card.id, to: stranger.card.id })).toMatchObject({
      reason: 'card_unusable',
    });
    expect(await replaceMethod(buyer, { from: stranger.card.id, to: card.id })).toMatchObject({
      reason: 'not_found',
    });
    expect(await replaceMethod(buyer, { from: card.id, to: card.id })).toMatchObject({
      reason: 'card_unusable',
    });
    expect((await readRow(mirror.id)).savedMethodId).toBe(card.id);
  });

  it('pays what was open with the new one', async () => {
    const subscribed = await house.subscribed(1, 'pm_card_chargeCustomerFail');
    const { buyer, card, mirror } = subscribed;
    expect((await readRow(mirror.id)).status).toBe('incomplete');
    const good = await saveCard(market.emulator, buyer, 'pm_card_visa');
    await replaceMethod(buyer, { from: card.id, to: good.id });
    const [there] = await everywhere(subscribed);
    expect(there).toMatchObject({ status: 'active', last4: '4242' });
    expect((await readRow(mirror.id)).status).toBe('active');
    expect(await lastSync(mirror.id)).toMatchObject({
      problem: null,
      accountInvoiceId: expect.stringMatching(/^in_/) as string,
    });
  });

  it('is replaced also when what is open cannot be paid with the new one, and says so', async () => {
    const subscribed = await house.subscribed(1, 'pm_card_chargeCustomerFail');
    const { buyer, card, mirror } = subscribed;
    const bad = await saveCard(market.emulator, buyer, 'pm_card_chargeCustomerFail');
    await replaceMethod(buyer, { from: card.id, to: bad.id });
    await everywhere(subscribed);
    expect(await lastSync(mirror.id)).toMatchObject({
      state: 'done',
      problem: { code: 'card_declined' },
    });
    const [change] = await listChanges(buyer.id);
    expect(change).toMatchObject({ state: 'done', lines: [{ state: 'done' }] });
    expect(change?.lines[0]?.problem?.message).toBeTruthy();
  });
});

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
    expect((await everywhere(subscribed)).map((there) => there.expiry)).toEqual([expiry, expiry]);
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
    await everywhere(subscribed);
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
    for (const there of await everywhere(subscribed)) expect(there).toMatchObject(expected);
    const before = await lastSync(subscribed.mirror.id);
    await followMethod(platformMethodId as PlatformMethodId);
    expect(await lastSync(subscribed.mirror.id)).toEqual(before);
  });
});

describe('a buyer who changes their name or e-mail', () => {
  it('is known by it at every seller and on the platform, and their card stays', async () => {
    const subscribed = await house.subscribed(3);
    const { buyer, mirrors } = subscribed;
    const charged = (await everywhere(subscribed)).map((there) => there.charged);
    const email = `new-${buyer.id}@souk.example`;
    const changed = await changeBuyer(buyer, {
      name: 'Jennifer Rosen',
      email: email.toUpperCase(),
    });
    expect(changed).toMatchObject({ ok: true, value: { subscriptionIds: { length: 3 } } });
    await followBuyer(buyer.id);
    const there = await everywhere(subscribed);
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

describe('a card that its buyer removes', () => {
  it('is not removed while subscriptions go on with it and nothing is said about them', async () => {
    const { buyer, card } = await house.subscribed(2);
    expect(await removeUsedMethod(buyer, card.id, null)).toMatchObject({ reason: 'in_use' });
    expect((await methodRow(card.id)).status).toBe('active');
    expect((await platformMethod(card.platformMethodId)).customer).toBeTruthy();
  });

  it('leaves the platform last, once every seller has the other card', async () => {
    const subscribed = await house.subscribed(2);
    const { buyer, card, mirrors } = subscribed;
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    expect(await removeUsedMethod(buyer, card.id, { kind: 'move', to: other.id })).toMatchObject({
      ok: true,
    });
    // No order may be paid with it, and no account is asked to clone it any more.
    const usable = await withTx((tx) => usableMethods(tx, buyer.id, [card.id]));
    expect(usable.ok).toBe(false);

    await syncMirror(mirrors[0]?.id as never);
    await finishRemoval(card.id);
    expect((await platformMethod(card.platformMethodId)).customer).toBeTruthy();
    expect((await methodRow(card.id)).status).toBe('removing');

    expect((await everywhere(subscribed)).map(({ last4 }) => last4)).toEqual(['4444', '4444']);
    await finishRemoval(card.id);
    expect((await platformMethod(card.platformMethodId)).customer).toBeNull();
    expect((await methodRow(card.id)).status).toBe('removed');
  });

  it('stays while its subscriptions cannot be moved', async () => {
    const { buyer, card, mirror } = await house.subscribed();
    const stranger = await house.subscribed();
    expect(
      await removeUsedMethod(buyer, card.id, { kind: 'move', to: stranger.card.id }),
    ).toMatchObject({ reason: 'card_unusable' });
    expect((await methodRow(card.id)).status).toBe('active');
    const db = await getDb();
    expect(await db.select().from(syncs).where(eq(syncs.subscriptionId, mirror.id))).toEqual([]);
  });

  it('ends its subscriptions with their period, and is charged no more', async () => {
    const subscribed = await house.subscribed(2);
    const { buyer, card } = subscribed;
    expect(await removeUsedMethod(buyer, card.id, { kind: 'cancel' })).toMatchObject({ ok: true });
    for (const there of await everywhere(subscribed)) {
      expect(there).toMatchObject({ status: 'active', charged: null, attached: [] });
    }
    await finishRemoval(card.id);
    expect((await methodRow(card.id)).status).toBe('removed');
    expect((await readRow(subscribed.mirror.id)).cancelAtPeriodEnd).toBe(true);
  });

  it('ends them also when Stripe cannot be read right after', async () => {
    const subscribed = await house.subscribed();
    const { buyer, card, mirror } = subscribed;
    await market.emulator.fault({
      method: 'GET',
      path: '/v1/subscriptions/*',
      action: 'fail',
      status: 500,
      times: 3,
    });
    expect(await removeUsedMethod(buyer, card.id, { kind: 'cancel' })).toMatchObject({ ok: true });
    expect((await readRow(mirror.id)).cancelAtPeriodEnd).toBe(false);
    await market.emulator.clearFaults();
    await convergeSubscription(mirror.id);
    const [there] = await everywhere(subscribed);
    expect(there).toMatchObject({ charged: null, attached: [] });
  });

  it('of which nobody has a copy leaves at once', async () => {
    const { buyer } = await house.subscribed();
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    expect(await removeUsedMethod(buyer, other.id, null)).toEqual({
      ok: true,
      value: { removed: true, changeId: null },
    });
    expect((await methodRow(other.id)).status).toBe('removed');
  });
});

describe('a card that disappears at Stripe', () => {
  it('is charged no more by any seller, and its subscriptions wait for another', async () => {
    const subscribed = await house.subscribed(2);
    const { buyer, card, mirror } = subscribed;
    await market.emulator.stripe.paymentMethods.detach(card.platformMethodId);
    await followMethod(card.platformMethodId as PlatformMethodId);
    for (const there of await everywhere(subscribed)) {
      expect(there).toMatchObject({ status: 'active', charged: null });
    }
    // Another card mends it.
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    await ask({ buyerId: buyer.id, savedMethodId: other.id });
    expect((await everywhere(subscribed)).map(({ last4 }) => last4)).toEqual(['4444', '4444']);
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
    const [there] = await everywhere(subscribed);
    expect(there).toMatchObject({ charged: null, attached: [] });
  });
});

describe('what ended', () => {
  it('keeps no copy of a card, and follows nothing', async () => {
    const subscribed = await house.subscribed();
    const { buyer, mirror } = subscribed;
    await market.emulator.stripe.subscriptions.cancel(
      mirror.stripeId,
      {},
      { stripeAccount: mirror.accountId },
    );
    // Our row does not know yet: the account does.
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    await ask({ buyerId: buyer.id, savedMethodId: other.id });
    await settle(subscribed.mirrors);
    expect(await lastSync(mirror.id)).toMatchObject({ state: 'done', problem: null });
    expect((await mirrorAt(market.emulator, mirror)).attached).toEqual([]);
    expect((await readRow(mirror.id)).status).toBe('canceled');
    expect((await ask({ buyerId: buyer.id })).subscriptionIds).toEqual([]);
  });

  it('loses its copy also when nothing was asked of it', async () => {
    const subscribed = await house.subscribed();
    const { mirror } = subscribed;
    await market.emulator.stripe.subscriptions.cancel(
      mirror.stripeId,
      {},
      { stripeAccount: mirror.accountId },
    );
    await convergeSubscription(mirror.id);
    await settle(subscribed.mirrors);
    expect((await mirrorAt(market.emulator, mirror)).attached).toEqual([]);
  });
});

describe('a change that reaches some sellers and not others', () => {
  it('tells which, why, and is tried again there alone', async () => {
    const subscribed = await house.subscribed(3);
    const { buyer, card, mirrors } = subscribed;
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    const moved = await replaceMethod(buyer, { from: card.id, to: other.id });
    if (!moved.ok) throw new Error(moved.message);
    const { changeId } = moved.value;
    await market.emulator.fault({
      method: 'POST',
      path: '/v1/payment_methods/*/attach',
      account: mirrors[1]?.accountId as string,
      action: 'fail',
      status: 402,
      error: { type: 'card_error', code: 'card_declined', decline_code: 'stolen_card' },
    });
    expect(await listChanges(buyer.id)).toMatchObject([
      { changeId, state: 'running', headline: '0 of 3 sellers have your new card.' },
    ]);
    await Promise.all(mirrors.map(({ id }) => syncMirror(id)));
    const [told] = await listChanges(buyer.id);
    expect(told).toMatchObject({
      state: 'failed',
      followed: 2,
      headline: '2 of 3 sellers have your new card.',
    });
    const line = told?.lines.find(({ state }) => state === 'failed');
    expect(line).toMatchObject({ subscriptionId: mirrors[1]?.id, text: 'Not changed' });
    // What must not be told is not told.
    expect(JSON.stringify(told)).not.toMatch(/stolen/);

    await market.emulator.clearFaults();
    const stranger = await house.subscribed();
    expect(await retrySyncs(stranger.buyer, changeId)).toMatchObject({ reason: 'not_found' });
    expect(await retrySyncs(buyer, changeId)).toEqual({ ok: true, value: { retried: 1 } });
    await everywhere(subscribed);
    expect(await listChanges(buyer.id)).toMatchObject([
      { changeId, state: 'done', headline: 'All 3 sellers have your new card.' },
    ]);
  });
});

describe('a card that was replaced', () => {
  it('pays the renewal with the new one', async () => {
    const subscribed = await house.subscribed();
    const { buyer, card, mirror } = subscribed;
    const other = await saveCard(market.emulator, buyer, 'pm_card_mastercard');
    await replaceMethod(buyer, { from: card.id, to: other.id });
    await everywhere(subscribed);
    await passPeriod(market.emulator, mirror);
    const charges = await market.emulator.stripe.charges.list(
      { customer: mirror.customerId },
      { stripeAccount: mirror.accountId },
    );
    const numbers = charges.data.map((charge) => charge.payment_method_details?.card?.last4);
    expect(numbers).toEqual(['4444', '4242']);
  });
});
