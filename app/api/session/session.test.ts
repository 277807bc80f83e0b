import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { addLine } from '@/lib/catalog/change-cart';
import { readCartRows } from '@/lib/catalog/cart-rows';
import { seedCatalog } from '@/lib/catalog/seed/seed';
import * as settings from '@/lib/config/config';
import type { BuyerId, CartId, VariantId } from '@/lib/model/ids';
import { forgetLimits } from '@/lib/security/rate-limit';
import { readSession } from '@/lib/session/read-session';
import { seedPeople } from '@/lib/session/seed-people';
import { acts, credentials, milestones, sessions, users, variants } from '@/lib/store/schema';
import { testDb } from '@/lib/store/testing/database';
import { POST as demo } from './demo/route';
import { POST as signOut } from './end/route';
import { POST as signIn } from './route';
import { POST as signUp } from './sign-up/route';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
});
beforeEach(async () => {
  await database.clear();
  forgetLimits();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});
afterAll(() => database.close());

const origin = 'http://localhost:3000';
const ann = { name: 'Ann', email: 'ann@example.com', password: 'correct horse' };

function write(
  path: string,
  body?: unknown,
  { cookie, from }: { cookie?: string; from?: string } = {},
) {
  return new Request(`${origin}${path}`, {
    method: 'POST',
    headers: {
      origin,
      host: 'localhost:3000',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie ? { cookie } : {}),
      ...(from ? { 'x-forwarded-for': from } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** The cookies a browser would send after this answer. */
const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ');

const whoIs = (cookie: string) => readSession(new Headers({ cookie }));

test('signing up signs in, as a buyer, with a cookie that scripts cannot read', async () => {
  const response = await signUp(write('/api/session/sign-up', ann), undefined);
  expect(response.status).toBe(201);
  expect(response.headers.get('cache-control')).toContain('no-store');
  const [line] = response.headers.getSetCookie();
  expect(line).toMatch(/^souk_session=/);
  expect(line).toMatch(/HttpOnly/i);
  expect(line).toMatch(/SameSite=Lax/i);
  expect(line).toMatch(/Path=\//i);
  expect(line).not.toMatch(/Domain/i);
  const user = await whoIs(cookiesOf(response));
  expect(user).toMatchObject({ name: 'Ann', email: ann.email, role: 'buyer' });
  expect(await response.json()).toEqual({ user });
});

test('the password is kept as a hash alone, and the answer has no token', async () => {
  const response = await signUp(write('/api/session/sign-up', ann), undefined);
  const [credential] = await database.db.select().from(credentials);
  expect(credential?.password).toMatch(/^[0-9a-f]+:[0-9a-f]+$/);
  expect(credential?.password).not.toContain(ann.password);
  const [session] = await database.db.select().from(sessions);
  expect(session?.token.length).toBeGreaterThanOrEqual(32);
  expect(await response.text()).not.toContain(session?.token);
});

test('a copy of the table of sessions signs nobody in: the cookie is signed', async () => {
  await signUp(write('/api/session/sign-up', ann), undefined);
  const [session] = await database.db.select().from(sessions);
  expect(await whoIs(`souk_session=${session?.token}`)).toBeNull();
  expect(await whoIs(`souk_session=${session?.token}.${'A'.repeat(43)}%3D`)).toBeNull();
});

test('nobody says of themselves what they are', async () => {
  const response = await signUp(
    write('/api/session/sign-up', { ...ann, role: 'operator' }),
    undefined,
  );
  expect(response.status).toBe(400);
  expect(await database.db.select().from(users)).toEqual([]);
});

test('signing in again makes a new token and ends the one that came along', async () => {
  const first = cookiesOf(await signUp(write('/api/session/sign-up', ann), undefined));
  const response = await signIn(
    write('/api/session', { email: 'ANN@example.com', password: ann.password }, { cookie: first }),
    undefined,
  );
  expect(response.status).toBe(200);
  const second = cookiesOf(response);
  expect(second).not.toBe(first);
  expect(await whoIs(first)).toBeNull();
  expect(await whoIs(second)).toMatchObject({ email: ann.email });
});

test('signing out ends the session on the server', async () => {
  const cookie = cookiesOf(await signUp(write('/api/session/sign-up', ann), undefined));
  const headers = {
    origin,
    host: 'localhost:3000',
    cookie,
    'content-type': 'application/x-www-form-urlencoded',
  };
  const response = await signOut(
    new Request(`${origin}/api/session/end`, { method: 'POST', headers }),
    undefined,
  );
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/');
  expect(response.headers.getSetCookie()[0]).toMatch(/^souk_session=;.*Max-Age=0/i);
  expect(await whoIs(cookie)).toBeNull();
  expect(await database.db.select().from(sessions)).toEqual([]);
});

test('a browser whose form is refused is led to a page that says so, and a program is told', async () => {
  const cookie = cookiesOf(await signUp(write('/api/session/sign-up', ann), undefined));
  const form = (accept: string) => ({
    origin: 'https://elsewhere.example',
    host: 'localhost:3000',
    cookie,
    accept,
    'content-type': 'application/x-www-form-urlencoded',
  });
  const post = (accept: string) =>
    signOut(
      new Request(`${origin}/api/session/end`, { method: 'POST', headers: form(accept) }),
      undefined,
    );
  const page = await post('text/html,application/xhtml+xml,*/*;q=0.8');
  expect(page.status).toBe(303);
  expect(page.headers.get('location')).toBe('/not-done?why=foreign_origin');
  const told = await post('*/*');
  expect(told.status).toBe(403);
  expect(await told.json()).toMatchObject({ error: { code: 'foreign_origin' } });
  expect(await whoIs(cookie)).toMatchObject({ email: ann.email });
});

test('a session past its end is nobody’s', async () => {
  const cookie = cookiesOf(await signUp(write('/api/session/sign-up', ann), undefined));
  await database.db.update(sessions).set({ expiresAt: new Date(Date.now() - 1_000) });
  expect(await whoIs(cookie)).toBeNull();
});

test('a wrong password and an unknown e-mail get the same answer', async () => {
  await signUp(write('/api/session/sign-up', ann), undefined);
  const answers = await Promise.all(
    [ann.email, 'nobody@example.com'].map(async (email) => {
      const response = await signIn(write('/api/session', { email, password: 'wrong' }), undefined);
      const { error } = (await response.json()) as { error: { code: string; message: string } };
      return { status: response.status, code: error.code, message: error.message };
    }),
  );
  expect(answers[0]).toMatchObject({ status: 401, code: 'wrong_password' });
  expect(answers[1]).toEqual(answers[0]);
});

test('after ten wrong passwords the e-mail is shut for a minute, also for the right one', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await signUp(write('/api/session/sign-up', ann), undefined);
  const attempt = (password: string) =>
    signIn(write('/api/session', { email: ann.email, password }), undefined);
  for (let round = 0; round < 10; round += 1) expect((await attempt('wrong')).status).toBe(401);
  const response = await attempt(ann.password);
  expect(response.status).toBe(429);
  // Nobody's address is known here, so the guesser may be anybody; behind a proxy it is longer.
  vi.advanceTimersByTime(Number(response.headers.get('retry-after')) * 1000);
  expect(Number(response.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect((await attempt(ann.password)).status).toBe(200);
});

test('guesses side by side count as many as they are', async () => {
  await signUp(write('/api/session/sign-up', ann), undefined);
  const answers = await Promise.all(
    Array.from({ length: 15 }, () =>
      signIn(write('/api/session', { email: ann.email, password: 'wrong' }), undefined),
    ),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
});

test('the right password never counts', async () => {
  await signUp(write('/api/session/sign-up', ann), undefined);
  for (let round = 0; round < 12; round += 1) {
    const { email, password } = ann;
    expect((await signIn(write('/api/session', { email, password }), undefined)).status).toBe(200);
  }
});

test('behind a proxy, wrong passwords from elsewhere do not shut out the owner', async () => {
  vi.spyOn(settings, 'config').mockReturnValue({ ...settings.config(), trustedProxies: 1 });
  await signUp(write('/api/session/sign-up', ann), undefined);
  const attempt = (password: string, from: string) =>
    signIn(write('/api/session', { email: ann.email, password }, { from }), undefined);
  for (let round = 0; round < 10; round += 1) await attempt('wrong', `${round}, 203.0.113.9`);
  const shut = await attempt(ann.password, '203.0.113.9');
  expect(shut.status).toBe(429);
  expect(Number(shut.headers.get('retry-after'))).toBeGreaterThan(60);
  expect((await attempt(ann.password, '198.51.100.7')).status).toBe(200);
});

test('what is said to come from elsewhere makes no new guesser', async () => {
  await signUp(write('/api/session/sign-up', ann), undefined);
  const attempt = (from: string) =>
    signIn(write('/api/session', { email: ann.email, password: 'wrong' }, { from }), undefined);
  for (let round = 0; round < 10; round += 1) await attempt(`192.0.2.${round}`);
  expect((await attempt('192.0.2.99')).status).toBe(429);
});

test('one click signs in often, but not without end', async () => {
  await seedCatalog();
  await seedPeople();
  const click = () => demo(write('/api/session/demo', { persona: 'mallory' }), undefined);
  for (let round = 0; round < 600; round += 1) expect((await click()).status).toBe(404);
  expect((await click()).status).toBe(429);
});

test('an e-mail is taken once', async () => {
  await signUp(write('/api/session/sign-up', ann), undefined);
  const response = await signUp(
    write('/api/session/sign-up', { ...ann, name: 'Other' }),
    undefined,
  );
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ error: { code: 'email_taken' } });
});

test('of three who sign up with one e-mail at once, one does', async () => {
  // The library logs its refusal.
  vi.spyOn(console, 'error').mockReturnValue();
  const names = ['One', 'Two', 'Three'];
  const responses = await Promise.all(
    names.map((name) =>
      signUp(
        write('/api/session/sign-up', {
          ...ann,
          name,
          // Told apart by nobody but a keyboard.
          email: name === 'Two' ? 'ANN@example.com' : ann.email,
        }),
        undefined,
      ),
    ),
  );
  expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  for (const response of responses.filter(({ status }) => status === 409)) {
    expect(await response.json()).toMatchObject({ error: { code: 'email_taken' } });
    expect(response.headers.getSetCookie()).toEqual([]);
  }
  expect(await database.db.select().from(users)).toHaveLength(1);
  expect(await database.db.select().from(credentials)).toHaveLength(1);
});

test('a sign-up that died half-way leaves an e-mail that can be signed up with again', async () => {
  // The library logs its refusal.
  vi.spyOn(console, 'error').mockReturnValue();
  const halfWay = async (createdAt: Date) => {
    await database.db.delete(users);
    const id = 'usr_00000000000000000000' as BuyerId;
    await database.db.insert(users).values({ id, name: 'Ann', email: ann.email, createdAt });
  };
  await halfWay(new Date());
  // It may be under way just now.
  expect((await signUp(write('/api/session/sign-up', ann), undefined)).status).toBe(409);
  await halfWay(new Date(Date.now() - 120_000));
  expect((await signUp(write('/api/session/sign-up', ann), undefined)).status).toBe(201);
  expect((await signIn(write('/api/session', ann), undefined)).status).toBe(400);
  const { email, password } = ann;
  expect((await signIn(write('/api/session', { email, password }), undefined)).status).toBe(200);
  expect(await database.db.select().from(users)).toHaveLength(1);
});

test.each([
  ['a short password', { ...ann, password: 'short' }],
  ['no e-mail', { ...ann, email: 'ann' }],
  ['no name', { ...ann, name: '  ' }],
  ['a name with NUL', { ...ann, name: 'A\u0000nn' }],
  ['a name that commands a terminal', { ...ann, name: 'Ann\u001b[2J' }],
])('refuses %s', async (_name, form) => {
  expect((await signUp(write('/api/session/sign-up', form), undefined)).status).toBe(400);
});

test('refuses a foreign page', async () => {
  const request = write('/api/session/sign-up', ann);
  request.headers.set('origin', 'https://evil.example');
  expect((await signUp(request, undefined)).status).toBe(403);
  expect(await database.db.select().from(users)).toEqual([]);
});

test('demo people are made once and are one click away', async () => {
  await seedCatalog();
  await seedPeople();
  await database.db.delete(milestones).where(eq(milestones.name, 'people'));
  await seedPeople();
  const people = await database.db.select().from(users);
  expect(people.map(({ role }) => role).sort()).toEqual(['buyer', 'operator', 'seller', 'seller']);
  expect(people.filter(({ role }) => role === 'seller').every(({ sellerId }) => sellerId)).toBe(
    true,
  );
  const response = await demo(write('/api/session/demo', { persona: 'jenny' }), undefined);
  expect(response.status).toBe(200);
  expect(await whoIs(cookiesOf(response))).toMatchObject({
    email: 'jenny@souk.example',
    role: 'buyer',
  });
  const jenny = people.find(({ email }) => email === 'jenny@souk.example');
  const signedIn = { actorId: jenny?.id, role: 'buyer', kind: 'signed_in_by_demo' };
  expect(await database.db.select().from(acts)).toMatchObject([signedIn]);
  expect((await demo(write('/api/session/demo', { persona: 'mallory' }), undefined)).status).toBe(
    404,
  );
});

test('a guest’s cart goes along and its cookie is forgotten', async () => {
  await seedCatalog();
  const [mug] = await database.db.select().from(variants).where(eq(variants.name, 'Oat'));
  const put = await addLine({ guestCartId: null }, mug?.id as VariantId, 2);
  const guestCartId = put.ok ? put.value.id : ('' as CartId);
  const response = await signUp(
    write('/api/session/sign-up', ann, { cookie: `souk_cart=${guestCartId}` }),
    undefined,
  );
  const { user } = (await response.json()) as { user: { id: BuyerId } };
  const cart = await readCartRows(database.db, { buyerId: user.id });
  expect(cart?.lines).toMatchObject([{ quantity: 2, variant: { id: mug?.id } }]);
  expect(response.headers.getSetCookie().join()).toMatch(
    /souk_cart=; Path=\/; Max-Age=0; HttpOnly/,
  );
  expect(await readCartRows(database.db, { guestCartId })).toBeNull();
});
