import { prerender } from 'react-dom/static';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { idleSeconds } from '@/lib/session/idle';
import { signUp } from '@/lib/session/sign-in';
import { testDb } from '@/lib/store/testing/database';
import SignInPage from './page';

let browser = new Headers();
vi.mock('next/headers', () => ({
  headers: () => Promise.resolve(browser),
  cookies: () => Promise.resolve({ get: () => undefined }),
}));
vi.mock('next/navigation', () => ({ useRouter: () => ({}) }));

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
});
afterEach(() => vi.useRealTimers());
afterAll(() => database.close());

async function html(): Promise<string> {
  const page = await SignInPage({ params: Promise.resolve({}), searchParams: Promise.resolve({}) });
  const { prelude } = await prerender(page);
  return new Response(prelude).text();
}

test('whoever was signed out for doing nothing is told so where they sign in again', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const told = /signed out because nothing was done/;
  expect(await html()).not.toMatch(told);
  const ann = { name: 'Ann', email: 'ann@example.com', password: 'correct horse' };
  const made = await signUp(new Headers(), ann);
  if (!made.ok) throw new Error(made.message);
  browser = new Headers({ cookie: made.value.cookies.map((it) => it.split(';')[0]).join('; ') });
  expect(await html()).not.toMatch(told);
  vi.setSystemTime(Date.now() + idleSeconds.buyer * 1000);
  expect(await html()).toMatch(told);
});
