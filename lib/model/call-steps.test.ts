import { expect, test } from 'vitest';
import { accountNamesOf, callLabel, deliveryNote, stepsOf } from './call-steps';
import { markOf, scopeOf, type DeliveryView } from './underneath';
import type { StripeCallView } from './views';

const call: StripeCallView = {
  id: 'call_1',
  at: '2026-01-01T00:00:00.100Z',
  durationMs: 40,
  accountId: 'acct_1',
  accountName: 'Linden Clay',
  method: 'POST',
  path: '/v1/payment_intents',
  idempotencyKey: 'charge:leg_1:1',
  status: 402,
  requestId: 'req_1',
  request: '{}',
  response: '{}',
  docsUrl: 'https://docs.stripe.com/api',
  apiVersion: null,
  site: null,
};

const delivery: DeliveryView = {
  id: 'evt_1',
  endpoint: 'connect',
  type: 'payment_intent.succeeded',
  accountId: 'acct_1',
  accountName: 'Linden Clay',
  objectId: 'pi_1',
  createdAt: '2026-01-01T00:00:00.150Z',
  receivedAt: '2026-01-01T00:00:00.200Z',
  handledAt: '2026-01-01T00:00:00.300Z',
  state: 'handled',
  ignored: null,
  attempts: 1,
};

test('a call goes to its account and an event comes from it', () => {
  const steps = stepsOf({ calls: [call, { ...call, accountId: null }], deliveries: [delivery] });
  expect(steps.map(({ kind, from, to }) => [kind, from, to])).toEqual([
    ['call', 'souk', 'acct_1'],
    ['call', 'souk', 'platform'],
    ['webhook', 'acct_1', 'souk'],
  ]);
  expect(steps[0]).toMatchObject({ status: 402, ms: 40, key: 'charge:leg_1:1' });
  expect(steps[2]).toMatchObject({ label: 'payment_intent.succeeded', note: 'handled' });
});

test('one event at two endpoints is two steps', () => {
  const twice = [delivery, { ...delivery, endpoint: 'platform' as const }];
  expect(new Set(stepsOf({ calls: [], deliveries: twice }).map(({ id }) => id)).size).toBe(2);
});

test.each([
  ['handled', 1, 'handled'],
  ['handled', 3, 'handled at try 3'],
  ['received', 0, 'waits'],
  ['received', 2, 'will be tried again'],
  ['failed', 6, 'could not be handled'],
  ['ignored', 0, 'nothing to do'],
] as const)('an event that is %s after %i tries is told as "%s"', (state, attempts, note) => {
  expect(deliveryNote({ ...delivery, state, attempts })).toBe(note);
});

test.each([
  ['/v1/payment_intents', 'POST /v1/payment_intents'],
  ['/v1/payment_intents/pi_3Qx/confirm', 'POST /v1/payment_intents/…/confirm'],
  ['/v1/customers/cus_1/sources/src_1', 'POST /v1/customers/…/sources/…'],
  ['/api/setup-intents/set_1/finish', 'POST /api/setup-intents/…/finish'],
  ['/v1/invoices/create_preview', 'POST /v1/invoices/create_preview'],
])('%s is drawn as %s', (path, label) => {
  expect(callLabel('POST', path)).toBe(label);
});

test('accounts have the names of their sellers', () => {
  expect(accountNamesOf([call, delivery, { accountId: null, accountName: null }])).toEqual({
    acct_1: 'Linden Clay',
  });
});

test.each([
  ['/orders/ord_1', { of: 'order', id: 'ord_1' }],
  ['/subscriptions/sub_1', { of: 'subscription', id: 'sub_1' }],
  ['/lab/runs/run_1', { of: 'run', id: 'run_1' }],
  ['/lab/runs', { of: 'latest' }],
  ['/lab/clone', { of: 'latest' }],
  ['/wallet', { of: 'wallet' }],
  ['/plus', { of: 'plus' }],
  ['/orders', { of: 'latest' }],
  ['/orders/ord_1/more', { of: 'latest' }],
  ['/', { of: 'latest' }],
  ['', { of: 'latest' }],
])('under %s lies %o', (pathname, scope) => {
  expect(scopeOf(pathname)).toEqual(scope);
});

test('a mark changes with each call, each event and what becomes of it, and with nothing else', () => {
  const waiting = { ...delivery, state: 'received' as const, handledAt: null, attempts: 0 };
  const states = [
    { calls: [], deliveries: [] },
    { calls: [call], deliveries: [] },
    { calls: [{ ...call, id: 'call_2' }], deliveries: [] },
    { calls: [call], deliveries: [waiting] },
    { calls: [call], deliveries: [{ ...waiting, attempts: 1 }] },
    { calls: [call], deliveries: [delivery] },
  ];
  expect(new Set(states.map(markOf)).size).toBe(states.length);
  expect(markOf({ calls: [call], deliveries: [delivery] })).toBe(markOf(states[5]!));
});
