import { describe, expect, test } from 'vitest';
import { startEmulator } from '../support/emulator';
import { call, type RawAnswer } from '../support/raw-call';

interface Session {
  readonly client_secret: string;
}

async function ask(
  emulator: Awaited<ReturnType<typeof startEmulator>>,
  path: string,
  given: Record<string, string>,
  key = 'pk_test_emulator',
): Promise<RawAnswer> {
  const body = new URLSearchParams({ key, ...given }).toString();
  return call(emulator, `/v1/consumers/${path}`, { body, key: null });
}

const jenny = { email_address: 'Jenny@Example.com', phone_number: '+1 (201) 555-0155' };

describe('Link accounts', () => {
  test('are found by email, and show two digits of the phone', async () => {
    const emulator = await startEmulator();
    const before = await ask(emulator, 'sessions/lookup', { email_address: 'jenny@example.com' });
    expect(before.json).toMatchObject({ exists: false });
    expect(before.json).not.toHaveProperty('consumer_session');
    expect((await ask(emulator, 'accounts/sign_up', jenny)).status).toBe(200);
    const found = await ask(emulator, 'sessions/lookup', { email_address: 'JENNY@example.com' });
    expect(found.json).toMatchObject({
      exists: true,
      consumer_session: {
        email_address: 'jenny@example.com',
        redacted_formatted_phone_number: '(•••) •••-••55',
        verification_sessions: [],
      },
    });
    expect(found.text).not.toContain('2015550155');
    const elsewhere = await ask(
      emulator,
      'sessions/lookup',
      { email_address: 'jenny@example.com' },
      'pk_test_ns_elsewhere',
    );
    expect(elsewhere.json).toMatchObject({ exists: false });
  });

  test('stay as they are when somebody signs up again', async () => {
    const emulator = await startEmulator();
    const first = await ask(emulator, 'accounts/sign_up', jenny);
    const again = await ask(emulator, 'accounts/sign_up', {
      ...jenny,
      phone_number: '+33612345678',
    });
    expect(again.json.account_id).toBe(first.json.account_id);
    expect(again.json).toMatchObject({
      consumer_session: {
        redacted_formatted_phone_number: '(•••) •••-••55',
        verification_sessions: [],
      },
    });
  });

  test('need an email and a phone', async () => {
    const emulator = await startEmulator();
    for (const [given, param] of [
      [{ phone_number: jenny.phone_number }, 'email_address'],
      [{ ...jenny, email_address: 'jenny' }, 'email_address'],
      [{ email_address: jenny.email_address }, 'phone_number'],
    ] as const) {
      const { status, json } = await ask(emulator, 'accounts/sign_up', given);
      expect([status, json.error?.param]).toEqual([400, param]);
    }
  });

  test.each([
    ['000000', 200, undefined],
    ['123456', 200, undefined],
    ['000001', 400, 'consumer_verification_code_invalid'],
    ['000002', 400, 'consumer_verification_expired'],
    ['000003', 429, 'consumer_verification_max_attempts_exceeded'],
    ['12345', 400, 'consumer_verification_code_invalid'],
  ])('answer the code %s', async (code, status, problem) => {
    const emulator = await startEmulator();
    const { json } = await ask(emulator, 'accounts/sign_up', jenny);
    const { client_secret: secret } = json.consumer_session as Session;
    const credentials = { 'credentials[consumer_session_client_secret]': secret, type: 'SMS' };
    const started = await ask(emulator, 'sessions/start_verification', credentials);
    expect(started.status).toBe(200);
    const answer = await ask(emulator, 'sessions/confirm_verification', { ...credentials, code });
    expect([answer.status, answer.json.error?.code]).toEqual([status, problem]);
    if (status === 200) {
      expect(answer.json).toMatchObject({
        consumer_session: { verification_sessions: [{ type: 'SMS', state: 'VERIFIED' }] },
      });
    }
  });

  test('take a code for their own session alone', async () => {
    const emulator = await startEmulator();
    const { json } = await ask(emulator, 'accounts/sign_up', jenny);
    const secret = `${String(json.account_id)}_secret_guessed`;
    const answer = await ask(emulator, 'sessions/confirm_verification', {
      'credentials[consumer_session_client_secret]': secret,
      code: '123456',
    });
    expect([answer.status, answer.json.error?.code]).toEqual([
      401,
      'consumer_session_credentials_invalid',
    ]);
  });
});
