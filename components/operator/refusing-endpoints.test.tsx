import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { WordsProvider } from '@/components/language/words-provider';
import type { RefusingEndpoint } from '@/lib/model/webhook';
import { RefusingEndpoints } from './refusing-endpoints';

const connect: RefusingEndpoint = {
  path: '/api/webhooks/connect',
  variable: 'STRIPE_WEBHOOK_SECRET_CONNECT',
  otherVariable: 'STRIPE_WEBHOOK_SECRET_PLATFORM',
  cause: 'other_secret',
  refused: 4,
  refusedAt: '2026-11-20T10:00:00.000Z',
  takenAt: null,
};
const shown = (endpoints: readonly RefusingEndpoint[]) =>
  renderToStaticMarkup(
    <WordsProvider language="en" texts={{}}>
      <RefusingEndpoints endpoints={endpoints} />
    </WordsProvider>,
  );

it('names the endpoint, since when, and what seems to be wrong', () => {
  const never = shown([connect]);
  expect(never).toContain(connect.path);
  expect(never).toContain('none was ever taken');
  expect(never).toContain('seem to be swapped');
  const since = shown([{ ...connect, cause: 'clock', takenAt: '2026-11-19T10:00:00.000Z' }]);
  expect(since).toContain('2026-11-19T10:00:00.000Z');
  expect(since).toContain('Set the clock');
});

it('says nothing where nothing is refused', () => {
  expect(shown([])).toBe('');
});
