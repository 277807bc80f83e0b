import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { BuyerId } from '../model/ids';
import type { Persona } from '../model/views';
import { sessions, users } from '../store/schema';
import { testDb } from '../store/testing/database';
import { idleSeconds, noteUse, notedEverySeconds } from './idle';
import { readSession, wasLeftIdle } from './read-session';
import { requireBuyerApi } from './session';
import { signIn, signUp } from './sign-in';

let database: Awaited<ReturnType<typeof testDb>>;
let browser: Headers;
let ann: BuyerId;
beforeAll(async () => {
  database = await testDb();
});
beforeEach(async () => {
  await database.clear();
  vi.useFakeTimers({ toFake: ['Date'] });
  const made = await signUp(new Headers(), person);
  if (!made.ok) throw new Error(made.message);
  ann = made.value.user.id;
  browser = withCookies(made.value.cookies);
});
afterEach(() => vi.useRealTimers());
afterAll(() => database.close());

const person = { name: 'Ann', email: 'ann@example.com', password: 'correct horse' };
const withCookies = (lines: readonly string[]) =>
  new Headers({ cookie: lines.map((line) => line.split(';')[0]).join('; ') });
const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
const visit = () => readSession(browser, { inUse: true });
const call = (method: string) =>
  requireBuyerApi(new Request('http://localhost:3000/api/x', { method, headers: browser }));
const usedAt = async () => {
  const [session] = await database.db.select().from(sessions);
  return session?.updatedAt.getTime();
};

test.each<[Persona, number]>([
  ['buyer', 24 * 3_600],
  ['seller', 2 * 3_600],
  ['operator', 2 * 3_600],
])('left alone, the session of a %s is over after %i seconds', async (role, seconds) => {
  await database.db.update(users).set({ role }).where(eq(users.id, ann));
  later(seconds - 1);
  expect(await readSession(browser)).toMatchObject({ id: ann });
  expect(await wasLeftIdle(browser)).toBe(false);
  later(1);
  expect(await readSession(browser)).toBeNull();
  expect(await wasLeftIdle(browser)).toBe(true);
});

test('once it is over, no visit and no write brings it back', async () => {
  later(idleSeconds.buyer);
  expect(await visit()).toBeNull();
  for (const method of ['GET', 'POST']) {
    expect(await call(method)).toMatchObject({ status: 401 });
  }
  expect(await visit()).toBeNull();
});

test('in use it goes on, and ends after seven days all the same', async () => {
  for (let day = 0; day < 7; day += 1) {
    expect(await visit(), `day ${day}`).toMatchObject({ id: ann });
    later(idleSeconds.buyer - 1);
  }
  later(10);
  expect(await visit()).toBeNull();
  // This end has another reason, which its browser knows as well: it has dropped the cookie.
  expect(await wasLeftIdle(browser)).toBe(false);
});

test('use is written down when some minutes have passed, and not with each request', async () => {
  const begun = await usedAt();
  later(notedEverySeconds - 1);
  await visit();
  expect(await usedAt()).toBe(begun);
  later(1);
  await visit();
  expect(await usedAt()).toBe(Date.now());
});

test('of the requests of one page, which all read the same, the first writes', async () => {
  const [read] = await database.db.select().from(sessions);
  if (!read) throw new Error('no session');
  later(notedEverySeconds);
  await noteUse(read);
  const first = Date.now();
  later(1);
  await noteUse(read);
  expect(await usedAt()).toBe(first);
});

test('a page that asks by itself keeps nobody signed in; a write does', async () => {
  const begun = await usedAt();
  later(idleSeconds.buyer - 1);
  expect(await call('GET')).toMatchObject({ id: ann });
  expect(await usedAt()).toBe(begun);
  expect(await call('POST')).toMatchObject({ id: ann });
  expect(await usedAt()).toBe(Date.now());
});

test('a forged cookie and a browser that was never signed in were not left idle', async () => {
  later(idleSeconds.buyer);
  expect(await wasLeftIdle(new Headers())).toBe(false);
  const forged = browser.get('cookie')?.replace(/\..*/, `.${'A'.repeat(43)}%3D`) ?? '';
  expect(await wasLeftIdle(new Headers({ cookie: forged }))).toBe(false);
});

test('who signs in again has a session of their own age, and the old one is gone', async () => {
  later(idleSeconds.buyer);
  const again = await signIn(browser, person);
  if (!again.ok) throw new Error(again.message);
  expect(await readSession(withCookies(again.value.cookies))).toMatchObject({ id: ann });
  expect(await database.db.select().from(sessions)).toHaveLength(1);
  expect(await wasLeftIdle(browser)).toBe(false);
});
