import { expect, test } from 'vitest';
import type { DeliveryView } from '@/lib/model/underneath';
import type { StripeCallView } from '@/lib/model/views';
import { underneathText } from './underneath-text';

const call = (accountId: string | null, at: string): StripeCallView => ({
  ...{ id: `call_${accountId}_${at}`, at, durationMs: 400, accountId, accountName: accountId },
  ...{ method: 'POST', path: '/v1/payment_intents', idempotencyKey: null, status: 200 },
  ...{ requestId: null, request: '{}', response: '{}', docsUrl: 'https://docs.stripe.com/api' },
  ...{ apiVersion: null, site: null },
});
const event: DeliveryView = {
  ...{ id: 'evt_1', endpoint: 'connect', type: 'payment_intent.succeeded', objectId: 'pi_1' },
  ...{ accountId: 'acct_1', accountName: 'Linden Clay', createdAt: '2026-01-01T00:00:00.000Z' },
  ...{ receivedAt: '2026-01-01T00:00:00.200Z', handledAt: null, state: 'handled', ignored: null },
  attempts: 1,
};
const said = (...calls: StripeCallView[]) => underneathText({ calls, deliveries: [] });

test('sellers are called side by side where their calls were under way at one time', () => {
  const first = call('acct_1', '2026-01-01T00:00:00.100Z');
  expect(said(first, call('acct_2', '2026-01-01T00:00:00.200Z'))).toContain(
    '2 calls, on 2 sellers’ accounts, side by side. ',
  );
  expect(said(first, call('acct_2', '2026-01-04T00:00:00.100Z'))).toContain(
    '2 calls, on 2 sellers’ accounts. ',
  );
  // What is beside a call on one account is the platform's.
  const platform = call(null, '2026-01-01T00:00:00.200Z');
  expect(said(first, platform, call('acct_2', '2026-01-04T00:00:00.100Z'))).toContain(
    '3 calls, on 2 sellers’ accounts. ',
  );
});

test('one account and the platform are named', () => {
  expect(said(call('acct_1', '2026-01-01T00:00:00.100Z'))).toMatch(
    /^1 call, on one seller’s account/,
  );
  expect(said(call(null, '2026-01-01T00:00:00.100Z'))).toMatch(/^1 call, all on the platform/);
});

test('events alone are nobody’s calls', () => {
  expect(underneathText({ calls: [], deliveries: [event] })).toBe(
    'Stripe delivered 1 event. Open one to see what was sent and answered; secrets are taken out.',
  );
  expect(said()).toBe('None yet. They appear here as soon as one is made.');
});
