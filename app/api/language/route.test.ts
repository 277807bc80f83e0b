import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { forgetLimits } from '@/lib/security/rate-limit';
import { users } from '@/lib/store/schema';
import { testDb } from '@/lib/store/testing/database';
import { POST as signOut } from '../session/end/route';
import { POST as signIn } from '../session/route';
import { POST as signUp } from '../session/sign-up/route';
import { POST as choose } from './route';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
});
beforeEach(async () => {
  await database.clear();
  forgetLimits();
});
afterAll(() => database.close());

const origin = 'http://localhost:3000';
const amel = { name: 'Amel', email: 'amel@example.com', password: 'correct horse' };
const known = { email: amel.email, password: amel.password };
const form = 'application/x-www-form-urlencoded';

const post = (path: string, body: string, headers: Record<string, string>) =>
  new Request(`${origin}${path}`, {
    method: 'POST',
    headers: { origin, host: 'localhost:3000', ...headers },
    body,
  });
const chosen = (language: string, headers: Record<string, string> = {}) =>
  choose(post('/api/language', `language=${language}`, { 'content-type': form, ...headers }), null);
const json = (path: string, body: object, headers: Record<string, string> = {}) =>
  post(path, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
const kept = async () => {
  const [user] = await database.db.select().from(users).where(eq(users.email, amel.email));
  return user?.language;
};

test('a choice is remembered by a cookie, and leads back to the page it was made on', async () => {
  const answer = await chosen('ar', { referer: `${origin}/search?q=mug` });
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/search?q=mug');
  const [line] = answer.headers.getSetCookie();
  expect(line).toMatch(/^souk_language=ar; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
});

test.each(['https://evil.example//evil.example', 'https://evil.example/api/session', 'nonsense'])(
  'who says to come from %s is led home',
  async (referer) => {
    expect((await chosen('fr', { referer })).headers.get('location')).toBe('/');
  },
);

test('another site cannot choose, nor can a language be chosen that is not spoken', async () => {
  expect((await chosen('fr', { origin: 'https://evil.example' })).status).toBe(403);
  expect((await chosen('fr', { origin: 'null' })).status).toBe(403);
  expect((await chosen('fr', { 'content-type': 'application/json' })).status).toBe(415);
  expect((await chosen('tlh')).status).toBe(400);
});

test('it is kept with who is signed in, and comes along to their next browser', async () => {
  const up = await signUp(
    json('/api/session/sign-up', amel, { 'accept-language': 'fr-FR' }),
    undefined,
  );
  expect(await kept()).toBe('fr');
  const cookie = cookiesOf(up);
  await chosen('ja', { cookie });
  expect(await kept()).toBe('ja');
  await signOut(post('/api/session/end', '', { 'content-type': form, cookie }), undefined);
  const back = await signIn(json('/api/session', known), undefined);
  expect(cookiesOf(back)).toContain('souk_language=ja');
});

test('a refusal is said in the language of who is refused', async () => {
  const asked = (language: string) =>
    signIn(json('/api/session', known, { 'accept-language': language }), undefined);
  const english = (await (await asked('en')).json()) as {
    error: { code: string; message: string };
  };
  expect(english.error.message).toBe('This e-mail and password do not belong together.');
  const french = (await (await asked('fr')).json()) as typeof english;
  expect(french.error.code).toBe(english.error.code);
  expect(french.error.message).toBe(
    'Cette adresse e-mail et ce mot de passe ne correspondent pas.',
  );
});
