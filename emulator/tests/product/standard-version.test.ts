import { describe, expect, test } from 'vitest';
import { API_VERSION } from '../../server/api-version';
import { readCommand } from '../../server/cli-options';
import { startEmulator } from '../support/emulator';
import { call } from '../support/raw-call';

/** As a library of 2020 makes it: without a version of its own. */
const payment =
  'amount=500&currency=usd&payment_method_types[]=card&payment_method=pm_card_visa&confirm=true';

describe('the version of calls without one', () => {
  test('is the pinned one unless told otherwise', async () => {
    const emulator = await startEmulator();
    const refused = await call(emulator, '/v1/payment_intents', { body: payment });
    expect(refused.status).toBe(400);
    expect(refused.headers.get('stripe-version')).toBe(API_VERSION);
  });

  test('can be an older one, as an account’s default at Stripe', async () => {
    const emulator = await startEmulator({ settings: { apiVersion: '2020-08-27' } });
    const paid = await call(emulator, '/v1/payment_intents', { body: payment });
    expect(paid.headers.get('stripe-version')).toBe('2020-08-27');
    expect(paid.json).toMatchObject({
      status: 'succeeded',
      charges: { object: 'list', data: [{ object: 'charge', paid: true }] },
    });
    const pinned = await call(emulator, '/v1/payment_intents', {
      body: payment,
      headers: { 'stripe-version': API_VERSION },
    });
    expect(pinned.status).toBe(400);
  });

  test('is an option of the command line', () => {
    expect(readCommand(['--api-version', '2022-11-15'], {})).toMatchObject({
      options: { settings: { apiVersion: '2022-11-15' } },
    });
    expect(() => readCommand(['--api-version', 'newest'], {})).toThrow('Invalid apiVersion');
  });
});
