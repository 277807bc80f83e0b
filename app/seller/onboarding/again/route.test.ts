import { and, eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { openAccount } from '@/lib/onboarding/open-account';
import { openShop } from '@/lib/onboarding/open-shop';
import { applicationForm, linksOfSeller } from '@/lib/onboarding/requests';
import { openHouse } from '@/lib/payments/testing/house';
import { newBuyer } from '@/lib/payments/testing/shop';
import { forgetLimits } from '@/lib/security/rate-limit';
import { newSession } from '@/lib/session/testing';
import { getDb } from '@/lib/store/client';
import { acts, milestones, sellers, stripeCalls } from '@/lib/store/schema';
import { POST as askLink } from '../../../api/seller/account-links/route';
import { POST as apply } from '../../../api/seller/application/route';
import { GET } from './route';

const house = openHouse();
beforeEach(async () => {
  forgetLimits();
  await house.emulator.forget();
});

const origin = 'http://localhost:3000';
const application = {
  name: 'Prints',
  sells: 'Lino prints',
  place: 'Portland',
  country: 'US',
  statementName: '',
};

/** Somebody who has applied: their account is made by the button, not by the application alone. */
async function applicant() {
  const user = await newBuyer();
  const shop = await openShop(user, applicationForm.parse(application));
  if (!shop.ok) throw new Error(shop.message);
  return { cookie: await newSession(user.id), sellerId: shop.value, user };
}

/** The same, who has been at Stripe's form before. */
async function newSeller() {
  const made = await applicant();
  const opened = await openAccount(made.sellerId);
  if (!opened.ok) throw new Error(opened.message);
  await house.emulator.forget();
  return made;
}

async function come(headers: Record<string, string>) {
  const answer = await GET(new Request(`${origin}/seller/onboarding/again`, { headers }), {});
  return { status: answer.status, to: answer.headers.get('location'), answer };
}

const linksMade = async () =>
  (await house.emulator.calls()).filter(({ path }) => path === '/v1/account_links').length;

const write = (handler: typeof apply, cookie: string, body: object) =>
  handler(
    new Request(`${origin}/api/seller`, {
      method: 'POST',
      headers: { origin, host: 'localhost:3000', 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    }),
    { params: Promise.resolve(undefined) },
  );

it('leads the signed-in seller on to a new link, which no cache keeps', async () => {
  const { cookie } = await newSeller();
  const { status, to, answer } = await come({ cookie, 'sec-fetch-site': 'cross-site' });
  expect(status).toBe(303);
  expect(to).toMatch(/\/setup\/c\/acct_/);
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
});

it('makes none for who is signed out, sells nothing, or does not visit', async () => {
  const { cookie } = await newSeller();
  expect((await come({})).to).toBe('/sign-in?next=%2Fseller%2Fonboarding');
  const buyer = await newSession((await newBuyer()).id);
  expect((await come({ cookie: buyer })).to).toBe('/seller/onboarding');
  expect((await come({ cookie, 'sec-fetch-dest': 'image' })).to).toBe('/seller/onboarding');
  expect((await come({ cookie, 'sec-purpose': 'prefetch' })).to).toBe('/seller/onboarding');
  expect(await linksMade()).toBe(0);
});

it('makes no account, and changes nothing of who has none', async () => {
  const { cookie, sellerId } = await applicant();
  const db = await getDb();
  const rows = async () => [
    await db.select().from(sellers).where(eq(sellers.id, sellerId)),
    await db.select().from(milestones),
  ];
  const before = await rows();
  expect((await come({ cookie, 'sec-fetch-dest': 'document' })).to).toBe('/seller/onboarding');
  expect(await rows()).toEqual(before);
  expect(await house.emulator.writes()).toEqual([]);
});

it('leaves a link at Stripe, and a row in the audit log, and nothing else', async () => {
  const { cookie, sellerId, user } = await newSeller();
  const db = await getDb();
  const row = () => db.select().from(sellers).where(eq(sellers.id, sellerId));
  const before = await row();
  await come({ cookie });
  expect(await row()).toEqual(before);
  expect(await linksMade()).toBe((await house.emulator.writes()).length);
  const told = and(eq(acts.actorId, user.id), eq(acts.kind, 'stripe_form_opened'));
  expect(await db.select().from(acts).where(told)).toHaveLength(1);
});

it('stops at the limit, and says so where Stripe does not answer', async () => {
  const { cookie } = await newSeller();
  await house.emulator.fault({
    method: 'POST',
    path: '/v1/account_links',
    action: 'fail',
    status: 500,
    times: 9,
  });
  expect((await come({ cookie })).to).toBe('/seller/onboarding?link=unreachable');
  await house.emulator.clearFaults();
  for (let number = 1; number < linksOfSeller.most; number += 1) {
    await come({ cookie, 'sec-fetch-dest': 'document' });
  }
  await house.emulator.forget();
  expect((await come({ cookie })).to).toBe('/seller/onboarding');
  expect(await linksMade()).toBe(0);
});

it('a link is for a seller, of the account of their own row', async () => {
  const { cookie, sellerId } = await newSeller();
  expect((await write(askLink, await newSession((await newBuyer()).id), {})).status).toBe(404);
  const answer = await write(askLink, cookie, {});
  const { next } = (await answer.json()) as { next: string };
  const db = await getDb();
  const [row] = await db.select().from(sellers).where(eq(sellers.id, sellerId));
  expect(next).toContain(`/setup/c/${row?.accountId}/`);
});

it('an application leads to Stripe’s form, and to the desk’s page when Stripe does not answer', async () => {
  const cookie = await newSession((await newBuyer()).id);
  const answer = await write(apply, cookie, application);
  expect(answer.status).toBe(201);
  expect(((await answer.json()) as { next: string }).next).toMatch(/\/setup\/c\/acct_/);
  await house.emulator.fault({
    method: 'POST',
    path: '/v1/account_links',
    action: 'fail',
    status: 500,
    times: 9,
  });
  const other = await write(apply, await newSession((await newBuyer()).id), application);
  await house.emulator.clearFaults();
  expect(await other.json()).toEqual({ next: '/seller/onboarding' });
});

it('no link is kept in the record of calls', async () => {
  const { cookie } = await newSeller();
  const { to } = await come({ cookie });
  const secret = to?.split('/').at(-1) ?? '';
  expect(secret).not.toBe('');
  const db = await getDb();
  const record = async () => JSON.stringify(await db.select().from(stripeCalls));
  await expect.poll(record).toContain('/v1/account_links');
  expect(await record()).not.toContain(secret);
});
