import { describe, expect, test } from 'vitest';
import { seedAccount, startEmulator, stripeFor } from '../support/emulator';
import { call, control } from '../support/raw-call';

describe('keys', () => {
  test('a call without a key is told how to give one', async () => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/customers', { key: null });
    expect(answer.status).toBe(401);
    expect(answer.json.error).toEqual({
      type: 'invalid_request_error',
      message: expect.stringMatching(/^You did not provide an API key\. .*using Bearer auth/),
    });
  });

  test('a malformed key is refused and shown masked', async () => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/customers', { key: 'nonsense-key-abcd' });
    expect(answer.status).toBe(401);
    expect(answer.json.error?.message).toBe('Invalid API Key provided: non****abcd');
  });

  test('live keys are refused with the reason', async () => {
    const emulator = await startEmulator();
    for (const key of ['sk_live_secret1234', 'pk_live_secret1234', 'rk_live_secret1234']) {
      const answer = await call(emulator, '/v1/customers', { key });
      expect(answer.status).toBe(401);
      expect(answer.json.error?.message).toContain('takes no live keys');
      expect(answer.text).not.toContain('secret1234');
    }
  });

  test('Basic authorization and restricted keys work like Bearer', async () => {
    const emulator = await startEmulator();
    const made = await stripeFor(emulator).customers.create({ name: 'Jenny' });
    expect((await call(emulator, '/v1/customers', { key: 'sk_test_with-dashes' })).status).toBe(
      200,
    );
    const basic = Buffer.from('sk_test_other:').toString('base64');
    const answer = await call(emulator, `/v1/customers/${made.id}`, {
      key: null,
      headers: { authorization: `Basic ${basic}` },
    });
    expect(answer.json.id).toBe(made.id);
    const restricted = await call(emulator, `/v1/customers/${made.id}`, { key: 'rk_test_x' });
    expect(restricted.json.id).toBe(made.id);
  });

  test('a publishable key cannot make secret calls, in the header or in the body', async () => {
    const emulator = await startEmulator();
    const header = await call(emulator, '/v1/customers', { key: 'pk_test_x', body: 'name=J' });
    expect(header.status).toBe(403);
    expect(header.json.error?.code).toBe('secret_key_required');
    const body = await call(emulator, '/v1/customers', { key: null, body: 'name=J&key=pk_test_x' });
    expect(body.status).toBe(403);
    expect((await stripeFor(emulator).customers.list()).data).toEqual([]);
  });

  test('a secret key is not taken from the parameters', async () => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/customers?key=sk_test_abcdefgh', { key: null });
    expect(answer.status).toBe(401);
    expect(answer.json.error?.message).toBe('Invalid API Key provided: sk_test_****efgh');
  });

  test('what Stripe.js adds to its calls is accepted with a publishable key', async () => {
    const emulator = await startEmulator();
    const account = await seedAccount(emulator);
    const fields = [
      'type=card&card[token]=tok_visa',
      `key=pk_test_x&_stripe_account=${account}&_stripe_version=2026-10-28.endive`,
      'guid=a&muid=b&sid=c&referrer=http%3A%2F%2Flocalhost&time_on_page=3&payment_user_agent=x',
    ];
    const answer = await call(emulator, '/v1/payment_methods', {
      key: null,
      body: fields.join('&'),
    });
    expect(answer.json.error).toBeUndefined();
    expect(answer.headers.get('stripe-account')).toBe(account);
  });
});

describe('accounts', () => {
  test('Stripe-Context names an account too, as the end of a path', async () => {
    const emulator = await startEmulator();
    const account = await seedAccount(emulator);
    const { id } = await stripeFor(emulator, { account }).customers.create({ name: 'theirs' });
    const read = (headers: Record<string, string>) =>
      call(emulator, `/v1/customers/${id}`, { headers });
    const platform = (await control<{ data: { platform: string }[] }>(emulator, 'GET', '/requests'))
      .data[0]?.platform;
    expect((await read({ 'stripe-context': account })).json.name).toBe('theirs');
    expect((await read({ 'stripe-context': `${platform}/${account}` })).json.name).toBe('theirs');
    expect((await read({})).status).toBe(404);
    expect((await read({ 'stripe-context': 'acct_nobody' })).status).toBe(403);
    const both = await read({ 'stripe-context': account, 'stripe-account': account });
    expect(both.status).toBe(400);
    expect(both.json.error?.message).toContain('not both');
  });

  test('every account sees its own objects only', async () => {
    const emulator = await startEmulator();
    const account = await seedAccount(emulator);
    const other = await seedAccount(emulator);
    const platform = stripeFor(emulator);
    const mine = await platform.customers.create({ name: 'On the platform' });
    const theirs = await platform.customers.create({ name: 'There' }, { stripeAccount: account });

    await expect(
      platform.customers.retrieve(mine.id, {}, { stripeAccount: account }),
    ).rejects.toMatchObject({ statusCode: 404, code: 'resource_missing' });
    await expect(platform.customers.retrieve(theirs.id)).rejects.toMatchObject({ statusCode: 404 });
    await expect(
      platform.customers.retrieve(theirs.id, {}, { stripeAccount: other }),
    ).rejects.toMatchObject({ statusCode: 404 });
    const list = await platform.customers.list({}, { stripeAccount: account });
    expect(list.data.map(({ id }) => id)).toEqual([theirs.id]);
  });

  test('ids end like the account they belong to', async () => {
    const emulator = await startEmulator();
    const account = await seedAccount(emulator);
    const intent = await stripeFor(emulator, { account }).setupIntents.create({});
    expect(intent.id).toMatch(new RegExp(`^seti_1\\w{5}${account.slice(-10)}\\w{8}$`));
  });

  test('an unknown account is a 403 without a request id', async () => {
    const emulator = await startEmulator();
    const answer = await call(emulator, '/v1/customers', {
      key: 'sk_test_abcd1234',
      headers: { 'stripe-account': 'acct_nobody' },
    });
    expect(answer.status).toBe(403);
    expect(answer.json.error).toEqual({
      type: 'invalid_request_error',
      code: 'account_invalid',
      message:
        "The provided key 'sk_test_****1234' does not have access to account 'acct_nobody' (or that account does not exist). Application access may have been revoked.",
      doc_url: 'https://stripe.com/docs/error-codes/account-invalid',
    });
    expect(answer.headers.get('request-id')).toBeNull();
  });

  test('a namespace is a platform of its own, without access to the accounts of another', async () => {
    const emulator = await startEmulator();
    const account = await seedAccount(emulator);
    const made = await stripeFor(emulator).customers.create({});
    const elsewhere = stripeFor(emulator, { key: 'sk_test_ns_w1' });
    expect((await elsewhere.customers.list()).data).toEqual([]);
    await expect(elsewhere.customers.retrieve(made.id)).rejects.toMatchObject({ statusCode: 404 });
    await expect(elsewhere.customers.list({}, { stripeAccount: account })).rejects.toMatchObject({
      statusCode: 403,
      code: 'account_invalid',
    });
    const own = await elsewhere.accounts.retrieveCurrent();
    const default_ = await stripeFor(emulator).accounts.retrieveCurrent();
    expect(own.id).not.toBe(default_.id);
  });

  test('a deleted account can no longer be used', async () => {
    const emulator = await startEmulator();
    const account = await seedAccount(emulator);
    await stripeFor(emulator).accounts.del(account);
    await expect(stripeFor(emulator, { account }).customers.list()).rejects.toMatchObject({
      code: 'account_invalid',
    });
  });
});

describe('versions', () => {
  test('a malformed version is refused, an older one is echoed', async () => {
    const emulator = await startEmulator();
    const wrong = await call(emulator, '/v1/customers', {
      headers: { 'stripe-version': 'endive' },
    });
    expect(wrong.status).toBe(400);
    expect(wrong.json.error?.message).toBe('Invalid Stripe API version: endive');
    const older = await call(emulator, '/v1/customers', {
      headers: { 'stripe-version': '2024-06-20' },
    });
    expect(older.status).toBe(200);
    expect(older.headers.get('stripe-version')).toBe('2024-06-20');
  });

  test('intents of the pinned version take no payment_method_types', async () => {
    const emulator = await startEmulator();
    const body = 'payment_method_types[]=card';
    for (const path of ['/v1/setup_intents', '/v1/payment_intents']) {
      const answer = await call(emulator, path, { body: `amount=500&currency=usd&${body}` });
      expect(answer.status).toBe(400);
      expect(answer.json.error).toMatchObject({
        code: 'payment_method_types_no_longer_supported',
        param: 'payment_method_types',
      });
    }
  });
});
