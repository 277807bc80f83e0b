import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';

type Listener = (event: object) => void;

const source = readFileSync(path.resolve(import.meta.dirname, '../../public/sw.js'), 'utf8');
const kept = 'the offline page';

/** What the worker answers a navigation with; null where it lets it go its own way. */
async function navigated(
  preloadResponse: Promise<string | undefined>,
  { onLine = true, method = 'GET', navigationPreload = {} as object | null } = {},
): Promise<unknown> {
  const listeners = new Map<string, Listener>();
  const sent: object[] = [];
  const self = {
    location: { search: '?language=en' },
    navigator: { onLine },
    registration: { navigationPreload },
    addEventListener: (name: string, listener: Listener) => listeners.set(name, listener),
  };
  const caches = { match: () => Promise.resolve(kept) };
  const fetch = (request: object) => {
    sent.push(request);
    return Promise.reject(new TypeError('no network'));
  };
  runInNewContext(source, { self, caches, fetch, Response });
  const answers: unknown[] = [];
  listeners.get('fetch')?.({
    request: { mode: 'navigate', method },
    preloadResponse,
    respondWith: (answer: unknown) => answers.push(answer),
  });
  const answer = await (answers[0] ?? null);
  await preloadResponse.catch(() => undefined);
  return { answer, sent: sent.length };
}

const unreached = () => Promise.reject(new TypeError('nobody answers'));

test('a page that nobody answers for is told as one without a network', async () => {
  expect(await navigated(unreached())).toEqual({ answer: kept, sent: 0 });
  expect(await navigated(unreached(), { onLine: false })).toEqual({ answer: kept, sent: 0 });
});

test('what the server answers is shown as it is, asked for by the browser itself', async () => {
  expect(await navigated(Promise.resolve('a page'))).toEqual({ answer: 'a page', sent: 0 });
});

test.each([
  ['a form that is sent', { method: 'POST' }],
  ['a page in a browser that preloads none', { navigationPreload: null }],
])('%s goes its own way', async (_what, how) => {
  expect(await navigated(unreached(), how)).toEqual({ answer: null, sent: 0 });
});
