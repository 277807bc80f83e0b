import { expect, test } from 'vitest';
import { outcomeOf } from '@/lib/model/sequence';
import { browserSteps } from './browser-steps';

const begin = Date.UTC(2026, 0, 1);
const noted = (path: string, atMs: number) => ({
  method: 'POST',
  path,
  status: 200,
  at: begin + atMs,
  ms: 30,
});
const calls = [{ at: new Date(begin + 10_000).toISOString(), durationMs: 500 }];
const order = { of: 'order', id: 'ord_1' } as const;

test('an arrow from the browser to Souk, by the server’s clock, without ids', () => {
  const [step] = browserSteps([noted('/api/orders/ord_1/cancel?x=1', 0)], order, calls, 250);
  expect(step).toMatchObject({
    kind: 'browser',
    from: 'browser',
    to: 'souk',
    label: 'POST /api/orders/…/cancel',
    status: 200,
    ms: 30,
    startedAt: '2026-01-01T00:00:00.250Z',
  });
});

test('on the page of an order: what names it, and what was asked while its calls were made', () => {
  const steps = browserSteps(
    [
      noted('/api/checkout', 1_000),
      noted('/api/checkout', 9_000),
      noted('/api/wallet', 10_400),
      noted('/api/wallet', 20_000),
      noted('/api/orders/ord_1', 30_000),
      noted('/api/orders/ord_2', 31_000),
    ],
    order,
    calls,
    0,
  );
  expect(steps.map(({ startedAt }) => Date.parse(startedAt) - begin)).toEqual([
    9_000, 10_400, 30_000,
  ]);
});

test('without calls only what names it; elsewhere everything but the looking itself', () => {
  const asked = [noted('/api/checkout', 0), noted('/api/underneath?page=%2F', 1)];
  expect(browserSteps(asked, order, [], 0)).toEqual([]);
  expect(browserSteps(asked, { of: 'latest' }, [], 0)).toHaveLength(1);
});

test('what Stripe.js does goes to the platform or the account, in words in place of a status', () => {
  const did = {
    stripeJs: 'stripe.confirmSetup()',
    accountId: null,
    objectId: 'seti_1',
    outcome: 'succeeded',
    good: true,
    at: begin + 10_100,
    ms: 900,
  };
  const failed = { ...did, accountId: 'acct_1', outcome: 'card declined', good: false };
  const earlier = { ...did, at: begin };
  const steps = browserSteps([earlier, did, failed], order, calls, 0);
  expect(steps).toMatchObject([
    { from: 'browser', to: 'platform', label: 'stripe.confirmSetup()', status: null, ms: 900 },
    { from: 'browser', to: 'acct_1', said: { good: false, words: 'card declined' } },
  ]);
  expect(steps[0]).toMatchObject({ note: 'seti_1', said: { good: true, words: 'succeeded' } });
  expect(steps.map(outcomeOf)).toEqual(['answered', 'refused']);
});
