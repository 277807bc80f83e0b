import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startEmulator } from '../support/emulator';

const calls = [
  'clock',
  'deliveries/whd_none/resend',
  'faults',
  'reset',
  'seed',
  'settings',
  'webhook_endpoints/we_none/roll_secret',
];

const names = [
  ...['accounts', 'action', 'advance_ms', 'advance_seconds', 'after', 'copies', 'delay_ms'],
  ...['error', 'event', 'expires_in_ms', 'method', 'namespace', 'now', 'nth', 'path', 'pieces'],
  ...['probability', 'rateLimit', 'seed', 'settleDelayMs', 'status', 'times', 'webhookRetryMs'],
];

const value = fc.oneof(
  fc.jsonValue(),
  fc.integer(),
  fc.constantFrom('fail', 'drop', 'delay_event', 'POST', '*', 'acct_x', 1e30, -1),
);

const body = fc.oneof(
  fc.string(),
  fc.jsonValue().map((json) => JSON.stringify(json)),
  fc.dictionary(fc.constantFrom(...names), value).map((fields) => JSON.stringify(fields)),
);

test('whatever the control API is sent, it answers, and with the shape of an error if it is one', async () => {
  const emulator = await startEmulator();
  const control = `${emulator.urls.api}/_emulator`;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...calls), body, async (path, text) => {
      const answer = await fetch(`${control}/${path}`, { method: 'POST', body: text });
      const json = (await answer.json()) as { error?: { type?: string; message?: string } };
      expect(answer.status).toBeLessThan(500);
      if (answer.status >= 400) {
        expect(json.error).toMatchObject({
          type: 'invalid_request_error',
          message: expect.stringMatching(/./),
        });
      }
    }),
    { numRuns: 400 },
  );
}, 60_000);
