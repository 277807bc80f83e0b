import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { followAccount } from './follow-account';
import { readShop, listSellers } from '../catalog/catalog';
import type { AccountId, BuyerId, SellerId } from '../model/ids';
import type { SessionUser } from '../model/views';
import { openHouse } from '../payments/testing/house';
import { newBuyer } from '../payments/testing/shop';
import { getDb } from '../store/client';
import { milestones, sellers, users } from '../store/schema';
import { linkToStripe } from './link-to-stripe';
import { openAccount } from './open-account';
import { addressOf, openShop } from './open-shop';
import { lastOnboarding, readOnboarding } from './read-onboarding';
import { applicationForm } from './requests';
import { tellStripe, visit } from './testing';

const house = openHouse();
const application = applicationForm.parse({
  name: 'Paula’s Prints',
  sells: 'Lino prints of birds',
  place: 'Portland',
  country: 'US',
  statementName: '',
});

/** Who opens Stripe's form. */
const paula = { id: 'usr_00000000000000000001' as BuyerId };

beforeEach(async () => {
  await house.emulator.forget();
  // What Stripe refuses or leaves unanswered is logged, and not what these tests are about.
  vi.spyOn(console, 'error').mockReturnValue();
});

async function opened(user: SessionUser, name = application.name): Promise<SellerId> {
  const shop = await openShop(user, { ...application, name });
  if (!shop.ok) throw new Error(shop.message);
  return shop.value;
}

const newShop = async () => opened(await newBuyer());

async function link(sellerId: SellerId): Promise<string> {
  const made = await linkToStripe(paula, sellerId);
  if (!made.ok) throw new Error(made.message);
  return made.value.url;
}

const rowOf = async (id: SellerId) => {
  const [row] = await (await getDb()).select().from(sellers).where(eq(sellers.id, id));
  if (!row) throw new Error('no row');
  return row;
};

const accountsMade = async () =>
  (await house.emulator.calls()).filter(
    ({ method, path }) => method === 'POST' && path === '/v1/accounts',
  );

const accountsOf = async (sellerId: SellerId) => {
  const all = await house.emulator.stripe.accounts
    .list({ limit: 100 })
    .autoPagingToArray({ limit: 1_000 });
  return all.filter(({ metadata }) => metadata?.seller === sellerId).map(({ id }) => id);
};

describe('a shop', () => {
  it('is its applicant’s, is called after itself, and is not listed before it has goods', async () => {
    const user = await newBuyer();
    const id = await opened(user, 'Été & Söhne');
    const again = await opened(await newBuyer(), 'Ete Sohne');
    expect(await rowOf(id)).toMatchObject({ slug: 'ete-sohne', currency: 'usd', accountId: null });
    expect((await rowOf(again)).slug).toBe('ete-sohne-2');
    const [person] = await (await getDb()).select().from(users).where(eq(users.id, user.id));
    expect(person).toMatchObject({ role: 'seller', sellerId: id });
    expect((await listSellers()).map((seller) => seller.id)).not.toContain(id);
    expect((await readShop('ete-sohne'))?.cannotBePaid).toMatch(/still being set up/);
  });

  it('is opened once, however often and at once it is applied for', async () => {
    const user = await newBuyer();
    const shops = await Promise.all([1, 2, 3].map(() => opened(user)));
    expect(new Set(shops).size).toBe(1);
    expect(await opened(user, 'Another name')).toBe(shops[0]);
  });

  it('is not for who runs the platform', async () => {
    const user = await newBuyer();
    await (await getDb()).update(users).set({ role: 'operator' }).where(eq(users.id, user.id));
    expect(await openShop(user, application)).toMatchObject({ reason: 'runs_the_platform' });
  });

  it.each([
    ['もの', 'shop'],
    ['--Straße 7!', 'strasse-7'],
    ['a'.repeat(80), 'a'.repeat(60)],
  ])('%s stands at %s', (name, slug) => {
    expect(addressOf(name)).toBe(slug);
  });
});

describe('an application', () => {
  it.each([
    { name: 'x' },
    { country: 'KP' },
    { country: 'us' },
    { statementName: 'A*B' },
    { statementName: '12345' },
    { statementName: 'TOO LONG NAME' },
    { currency: 'eur' },
  ])('with %j is refused', (wrong) => {
    expect(applicationForm.safeParse({ ...application, ...wrong }).success).toBe(false);
  });

  it('may say what stands on statements', async () => {
    const chosen = applicationForm.parse({ ...application, statementName: ' paula p. ' });
    const shop = await openShop(await newBuyer(), chosen);
    if (!shop.ok) throw new Error('no shop');
    const account = await openAccount(shop.value);
    if (!account.ok) throw new Error('no account');
    const { settings } = await house.emulator.stripe.accounts.retrieve(account.value);
    expect(settings?.card_payments?.statement_descriptor_prefix).toBe('PAULA P.');
  });
});

describe('the account', () => {
  it('is made with nothing about the person in it', async () => {
    const id = await newShop();
    await link(id);
    const { accountId } = await rowOf(id);
    expect(await house.emulator.stripe.accounts.retrieve(String(accountId))).toMatchObject({
      country: 'US',
      type: 'custom',
      email: null,
      charges_enabled: false,
      details_submitted: false,
      business_type: null,
      business_profile: { name: 'Paula’s Prints', product_description: 'Lino prints of birds' },
      metadata: { seller: id },
    });
  });

  it('is one, though everything was pressed twice at once', async () => {
    const user = await newBuyer();
    const links = await Promise.all([1, 2, 3].map(async () => link(await opened(user))));
    const id = await opened(user);
    expect(await accountsOf(id)).toEqual([(await rowOf(id)).accountId]);
    const keys = new Set((await accountsMade()).map(({ idempotency_key }) => idempotency_key));
    expect(keys.size).toBe(1);
    expect(new Set(links).size).toBe(3);
  });

  it('is one, though the shop died between the call and the row', async () => {
    const id = await newShop();
    await link(id);
    const { accountId } = await rowOf(id);
    await (
      await getDb()
    )
      .update(sellers)
      .set({ accountId: null, requirements: null })
      .where(eq(sellers.id, id));
    await link(id);
    expect((await rowOf(id)).accountId).toBe(accountId);
    expect(await accountsOf(id)).toEqual([accountId]);
  });

  it('is found again when Stripe has forgotten the key', async () => {
    const id = await newShop();
    await link(id);
    const { accountId } = await rowOf(id);
    const db = await getDb();
    await db.update(sellers).set({ accountId: null }).where(eq(sellers.id, id));
    await db
      .update(milestones)
      .set({ at: sql`now() - interval '2 days'` as never })
      .where(eq(milestones.name, `account:${id}:after:none`));
    await house.emulator.forget();
    await link(id);
    expect(await accountsMade()).toEqual([]);
    expect((await rowOf(id)).accountId).toBe(accountId);
  });

  it('is one when the answer is lost, and the link is made all the same', async () => {
    const id = await newShop();
    const { emulator } = house;
    await emulator.fault({ method: 'POST', path: '/v1/accounts', action: 'drop', times: 1 });
    await emulator.fault({ method: 'POST', path: '/v1/account_links', action: 'drop', times: 1 });
    await link(id);
    await emulator.clearFaults();
    expect(await accountsOf(id)).toHaveLength(1);
  });

  it.each(['/v1/accounts', '/v1/account_links'])(
    'waits where Stripe does not answer at %s, and goes on from there',
    async (path) => {
      const id = await newShop();
      const { emulator } = house;
      await emulator.fault({ method: 'POST', path, action: 'fail', status: 500, times: 9 });
      expect(await linkToStripe(paula, id)).toMatchObject({ reason: 'unreachable' });
      await emulator.clearFaults();
      await link(id);
      expect(await accountsOf(id)).toHaveLength(1);
    },
  );

  it('that Stripe refuses is told, and the shop stays', async () => {
    const id = await newShop();
    const error = { type: 'invalid_request_error', message: 'Not in your country' };
    const fault = { method: 'POST', path: '/v1/accounts', action: 'fail', status: 400 } as const;
    await house.emulator.fault({ ...fault, error, times: 1 });
    expect(await linkToStripe(paula, id)).toMatchObject({ reason: 'refused' });
    expect(await readOnboarding(id)).toMatchObject({ state: 'not_begun', canGoOn: true });
  });
});

describe('the link', () => {
  it('leads to the form once; a used or old one leads to the refresh address', async () => {
    const id = await newShop();
    const url = await link(id);
    expect((await visit(url)).pathname).toContain('/setup/c/acct_');
    const used = await visit(url);
    expect(used.href).toBe('http://localhost:3000/seller/onboarding/again');
    const other = await link(id);
    await fetch(new URL('/_emulator/clock', house.emulator.url), {
      method: 'POST',
      body: JSON.stringify({ advance_seconds: 301 }),
    });
    expect((await visit(other)).pathname).toBe('/seller/onboarding/again');
    expect((await visit(await link(id))).pathname).toContain('/setup/c/acct_');
  });

  it('asks for what is due, and later lets what was told be changed', async () => {
    const id = await newShop();
    await tellStripe(await link(id));
    await followAccount((await rowOf(id)).accountId as AccountId);
    await link(id);
    const calls = (await house.emulator.calls()).filter(({ path }) => path === '/v1/account_links');
    expect(calls.map(({ parameters }) => parameters.type)).toEqual([
      'account_onboarding',
      'account_update',
    ]);
    expect(calls[0]?.parameters).toMatchObject({
      return_url: 'http://localhost:3000/seller/onboarding',
      refresh_url: 'http://localhost:3000/seller/onboarding/again',
      collection_options: { fields: 'currently_due' },
    });
    expect(new Set(calls.map(({ idempotency_key }) => idempotency_key)).size).toBe(2);
  });
});

describe('how a seller stands', () => {
  it('is read at Stripe, whatever a browser says, and told in words', async () => {
    const id = await newShop();
    expect(await readOnboarding(id)).toMatchObject({ state: 'not_begun', needs: [] });
    const url = await link(id);
    const before = await readOnboarding(id);
    expect(before).toMatchObject({ state: 'under_way', chargesEnabled: false });
    expect(before.needs).toContain('A bank account for your payouts');
    await tellStripe(url);
    expect(await readOnboarding(id)).toMatchObject({
      state: 'complete',
      chargesEnabled: true,
      payoutsEnabled: true,
      needs: [],
      isFresh: true,
    });
    expect((await readShop((await rowOf(id)).slug))?.cannotBePaid).toBeNull();
  });

  it('is told as it was when Stripe cannot be asked', async () => {
    const id = await newShop();
    await tellStripe(await link(id));
    await readOnboarding(id);
    const { accountId } = await rowOf(id);
    const path = `/v1/accounts/${accountId}`;
    await house.emulator.fault({ method: 'GET', path, action: 'fail', status: 500, times: 9 });
    expect(await readOnboarding(id)).toMatchObject({ state: 'complete', isFresh: false });
    await house.emulator.clearFaults();
  });

  it('closes when something told does not pass, and opens when it is put right', async () => {
    const id = await newShop();
    await tellStripe(await link(id));
    const { slug } = await rowOf(id);
    const account = String((await rowOf(id)).accountId);
    const line1 = (address: string) =>
      house.emulator.stripe.accounts.update(account, {
        individual: { address: { line1: address } },
      });
    await line1('address_no_match');
    const closed = await readOnboarding(id);
    expect(closed).toMatchObject({ state: 'restricted', needs: ['Your address'] });
    expect(closed.problems[0]?.reason).toMatch(/could not be verified/);
    await house.emulator.forget();
    expect(await lastOnboarding(id)).toEqual({ ...closed, isFresh: false });
    expect(await house.emulator.calls()).toEqual([]);
    expect((await readShop(slug))?.cannotBePaid).toMatch(/cannot take payments/);
    await line1('address_full_match');
    expect(await readOnboarding(id)).toMatchObject({ state: 'complete' });
    expect((await readShop(slug))?.cannotBePaid).toBeNull();
  });

  it('is in review while Stripe verifies', async () => {
    const id = await newShop();
    const set = (path: string, body: object) =>
      fetch(new URL(`/_emulator/${path}`, house.emulator.url), {
        method: 'POST',
        body: JSON.stringify(body),
      });
    await set('settings', { verificationDelayMs: 3_600_000 });
    await tellStripe(await link(id), { birthday: '1901-01-01' });
    await set('settings', { verificationDelayMs: 0 });
    expect(await readOnboarding(id)).toMatchObject({
      state: 'in_review',
      canGoOn: false,
      reviewed: expect.arrayContaining(['Your date of birth']) as unknown,
    });
    await set('clock', { advance_seconds: 3_601 });
    await expect.poll(async () => (await readOnboarding(id)).state).toBe('complete');
  });

  it('is rejected when it was turned away', async () => {
    const id = await newShop();
    await tellStripe(await link(id));
    const account = String((await rowOf(id)).accountId);
    await house.emulator.stripe.accounts.reject(account, { reason: 'other' });
    expect(await readOnboarding(id)).toMatchObject({ state: 'rejected', canGoOn: false });
  });

  it('has left when the account took our access away', async () => {
    const id = await newShop();
    await link(id);
    const { stripe } = house.emulator;
    const own = await stripe.accounts.create({ type: 'standard', country: 'US' });
    await (
      await getDb()
    )
      .update(sellers)
      .set({ accountId: own.id as AccountId, chargesEnabled: true })
      .where(eq(sellers.id, id));
    await stripe.accounts.del(own.id);
    expect(await readOnboarding(id)).toMatchObject({
      state: 'left',
      canGoOn: false,
      chargesEnabled: false,
    });
    const row = await rowOf(id);
    expect((await readShop(row.slug))?.cannotBePaid).toMatch(/has left Souk/);
    expect(await linkToStripe(paula, id)).toMatchObject({ reason: 'left' });
    expect((await readOnboarding(id)).state).toBe('left');
    expect((await rowOf(id)).leftAt).toEqual(row.leftAt);
  });
});
