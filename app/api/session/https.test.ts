/** What is different in https, and where nobody may sign in by a click: read once, so a file of its own. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readSession } from '@/lib/session/read-session';
import { testDb } from '@/lib/store/testing/database';
import { POST as demo } from './demo/route';
import { POST as signUp } from './sign-up/route';

vi.stubEnv('APP_URL', 'https://souk.example');
vi.stubEnv('DEMO_PEOPLE', 'off');

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
});
afterAll(() => database.close());

function write(body: unknown, origin = 'https://souk.example') {
  return new Request('https://souk.example/api', {
    method: 'POST',
    headers: { origin, host: 'souk.example', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

test('in https the session’s cookie is bound to this host and never sent without encryption', async () => {
  const form = { name: 'Ann', email: 'ann@example.com', password: 'correct horse' };
  const response = await signUp(write(form), undefined);
  expect(response.status).toBe(201);
  const [line = ''] = response.headers.getSetCookie();
  expect(line).toMatch(/^__Host-souk_session=/);
  expect(line).toMatch(/; *Secure/i);
  expect(line).toMatch(/; *HttpOnly/i);
  expect(line).toMatch(/; *Path=\/(;|$)/i);
  expect(line).not.toMatch(/Domain/i);
  const [cookie = ''] = line.split(';');
  expect(await readSession(new Headers({ cookie }))).toMatchObject({ email: 'ann@example.com' });
  const bare = cookie.replace('__Host-', '');
  expect(await readSession(new Headers({ cookie: bare }))).toBeNull();
});

test('a page of the same name without encryption is a foreign one', async () => {
  const response = await signUp(write({}, 'http://souk.example'), undefined);
  expect(response.status).toBe(403);
});

test('where demo people are off there is no such address', async () => {
  const response = await demo(write({ persona: 'jenny' }), undefined);
  expect(response.status).toBe(404);
  expect(response.headers.getSetCookie()).toEqual([]);
});
