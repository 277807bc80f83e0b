import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { forgetLimits } from '@/lib/security/rate-limit';
import { buyerCall } from '@/lib/session/buyer-call';
import { testDb } from '@/lib/store/testing/database';
import { POST as signUp } from './session/sign-up/route';

const origin = 'http://localhost:3000';
const act = vi.fn(async (_: unknown) => new Response('done'));
const call = buyerCall(
  {
    path: z.object({ id: z.string().regex(/^ab_\d$/) }),
    body: z.strictObject({ wish: z.string() }),
    limit: { name: 'buyer-call', most: 1, windowMs: 60_000 },
  },
  act,
);

let database: Awaited<ReturnType<typeof testDb>>;
let cookie = '';
beforeAll(async () => {
  database = await testDb();
  const form = { name: 'Ann', email: 'ann@example.com', password: 'correct horse' };
  const response = await signUp(write({ body: form, cookie: '' }), undefined);
  cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .join('; ');
});
beforeEach(() => {
  forgetLimits();
  act.mockClear();
});
afterAll(() => database.close());

interface Sent {
  body?: unknown;
  cookie?: string;
  from?: string;
  id?: string;
}

function write({ body = { wish: 'x' }, cookie: sent = cookie, from = origin }: Sent): Request {
  return new Request(`${origin}/api`, {
    method: 'POST',
    headers: {
      origin: from,
      host: 'localhost:3000',
      'content-type': 'application/json',
      cookie: sent,
    },
    body: JSON.stringify(body),
  });
}

const send = (sent: Sent = {}) =>
  call(write(sent), { params: Promise.resolve({ id: sent.id ?? 'ab_1', more: 'unread' }) });

// Each lacks one thing more than the next: what is refused first is told first.
test.each([
  [403, { from: 'https://evil.example', cookie: '', body: {}, id: 'cd_1' }],
  [401, { cookie: '', body: {}, id: 'cd_1' }],
  [400, { body: { wish: 'x', price: 1 }, id: 'cd_1' }],
  [404, { id: 'cd_1' }],
])(
  'a call is refused with %i, counts against no limit, and nothing is done',
  async (status, sent) => {
    for (let times = 0; times < 3; times += 1) expect((await send(sent)).status).toBe(status);
    expect(act).not.toHaveBeenCalled();
    expect((await send()).status).toBe(200);
  },
);

test('what is done knows the buyer, the ids and the body; once more than the limit is refused', async () => {
  expect(await (await send()).text()).toBe('done');
  expect(act).toHaveBeenCalledExactlyOnceWith({
    language: 'en',
    buyer: expect.objectContaining({ name: 'Ann' }),
    path: { id: 'ab_1' },
    body: { wish: 'x' },
  });
  expect((await send()).status).toBe(429);
  expect(act).toHaveBeenCalledOnce();
});

test('a fault becomes an answer without details', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  act.mockRejectedValueOnce(new Error('inner words'));
  const response = await send();
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('inner words');
  said.mockRestore();
});
