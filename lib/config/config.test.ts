import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config';
import { ConfigError } from './config-error';

// Put together here, so that nothing in the repository looks like a key.
const real = (kind: string, account = '51AbCdEfGhIjKlMn') =>
  `${kind}_test_${account}${'x'.repeat(20)}`;
const live = (kind: string) => `${kind}_live_${'x'.repeat(24)}`;
const pair = {
  STRIPE_SECRET_KEY: real('sk'),
  STRIPE_PUBLISHABLE_KEY: real('pk'),
};

const refusal = (variables: Record<string, string>): string => {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'accepted';
};

test('without any variable it is the emulator on its own ports', () => {
  const { mode, stripe, appUrl, feeBasisPoints, database } = readConfig({});
  expect(mode).toBe('emulator');
  expect(stripe.apiBase.origin).toBe('http://127.0.0.1:12111');
  expect(stripe.scriptUrl).toBe('http://127.0.0.1:12111/endive/stripe.js');
  expect(stripe.cspOrigins.frame).toEqual([
    'http://127.0.0.1:12111',
    'http://127.0.0.1:12112',
    'http://127.0.0.1:12113',
  ]);
  expect(appUrl.origin).toBe('http://localhost:3000');
  expect(feeBasisPoints).toBe(1000);
  expect(database).toMatchObject({ kind: 'embedded', durable: true });
});

test('real test keys mean Stripe itself, and none of the emulator', () => {
  const { mode, stripe } = readConfig(pair);
  expect(mode).toBe('test');
  expect(stripe.apiBase.href).toBe('https://api.stripe.com/');
  expect(stripe.scriptUrl).toBe('https://js.stripe.com/endive/stripe.js');
  expect(JSON.stringify(stripe.cspOrigins)).not.toContain('127.0.0.1');
  expect(stripe.cspOrigins.frame).toContain('https://hooks.stripe.com');
});

test('a restricted test key is a secret key', () => {
  expect(readConfig({ ...pair, STRIPE_SECRET_KEY: real('rk') }).mode).toBe('test');
});

test.each([
  ['a live secret key', { STRIPE_SECRET_KEY: live('sk') }, /STRIPE_SECRET_KEY is a live key/],
  ['a live restricted key', { STRIPE_SECRET_KEY: live('rk') }, /live key/],
  [
    'a live publishable key',
    { STRIPE_PUBLISHABLE_KEY: live('pk') },
    /PUBLISHABLE_KEY is a live key/,
  ],
  ['a real secret key alone', { STRIPE_SECRET_KEY: real('sk') }, /Set both/],
  ['a real publishable key alone', { STRIPE_PUBLISHABLE_KEY: real('pk') }, /Set both/],
  [
    'keys in each other’s place',
    { STRIPE_SECRET_KEY: real('pk'), STRIPE_PUBLISHABLE_KEY: real('sk') },
    /does not look like a secret/,
  ],
  [
    'keys of two accounts',
    { ...pair, STRIPE_PUBLISHABLE_KEY: real('pk', '51ZZZZZZZZZZZZZZ') },
    /different Stripe accounts/,
  ],
  ['rubbish', { STRIPE_SECRET_KEY: 'hello' }, /does not look like/],
  [
    'a real key for a local address',
    { ...pair, STRIPE_API_BASE: 'http://127.0.0.1:12111' },
    /only ever sent to stripe.com/,
  ],
  [
    'a real key for a look-alike',
    { ...pair, STRIPE_API_BASE: 'https://api.stripe.com.evil.example' },
    /only ever sent to stripe.com/,
  ],
  [
    'a real key over plain http',
    { ...pair, STRIPE_API_BASE: 'http://api.stripe.com' },
    /only ever sent to stripe.com/,
  ],
  [
    'a real key with another script',
    { ...pair, STRIPE_JS_URL: 'http://127.0.0.1:12111/endive/stripe.js' },
    /STRIPE_JS_URL/,
  ],
  [
    'an emulator key for Stripe',
    { STRIPE_API_BASE: 'https://api.stripe.com' },
    /the keys are the emulator's/,
  ],
  ['an address that is none', { STRIPE_API_BASE: 'localhost:12111' }, /whole address/],
  ['a fee in words', { FEE_BASIS_POINTS: 'ten' }, /FEE_BASIS_POINTS must be a whole number/],
  [
    'more patience than a lease',
    { STRIPE_TIMEOUT_MS: '30000' },
    /STRIPE_TIMEOUT_MS must be at most/,
  ],
  ['a fee over the top', { FEE_BASIS_POINTS: '9000' }, /at most 5000/],
  ['another database', { DATABASE_URL: 'mysql://x' }, /postgres:\/\//],
  ['a short secret', { SESSION_SECRET: 'short' }, /at least 32/],
  ['an app address that is none', { APP_URL: 'souk' }, /APP_URL/],
])('refuses %s with a sentence', (_name, variables, words) => {
  const message = refusal(variables as Record<string, string>);
  expect(message).toMatch(words);
  expect(message).toMatch(/\.$/);
  expect(message).not.toContain('xxxx');
});

test('an empty variable is none', () => {
  expect(readConfig({ STRIPE_SECRET_KEY: '', DATABASE_URL: '' }).mode).toBe('emulator');
});

test('frames follow the emulator to another port, or stand where they are told', () => {
  expect(readConfig({ STRIPE_API_BASE: 'http://127.0.0.1:4100' }).stripe.cspOrigins.frame).toEqual([
    'http://127.0.0.1:4100',
    'http://127.0.0.1:4101',
    'http://127.0.0.1:4102',
  ]);
  const told = readConfig({
    EMULATOR_FRAME_ORIGINS: 'http://127.0.0.1:5001 http://127.0.0.1:5002',
  });
  expect(told.stripe.cspOrigins.frame).toContain('http://127.0.0.1:5002');
});

test('the session secret is made once, kept for its owner alone, and never by merely asking for the mode', () => {
  const dir = path.join(mkdtempSync(path.join(os.tmpdir(), 'souk-secret-')), 'data');
  const first = readConfig({ DATA_DIR: dir });
  expect(() => statSync(dir)).toThrow();
  const secret = first.sessionSecret;
  expect(secret.length).toBeGreaterThanOrEqual(43);
  const file = path.join(dir, 'session-secret');
  expect(readFileSync(file, 'utf8')).toBe(secret);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readConfig({ DATA_DIR: dir }).sessionSecret).toBe(secret);
});

test('fewer calls are sent than Stripe takes with test keys, and what is told in place of that', () => {
  const { windowMs, platform, account } = readConfig(pair).stripe.limits;
  // 25 a second; a window is longer than that.
  expect(platform.calls).toBeLessThan(25);
  expect(windowMs).toBeGreaterThan(1_000);
  // Both calls of ten sellers in one burst.
  expect(platform.calls).toBeGreaterThanOrEqual(20);
  expect(account.calls).toBeLessThan(platform.calls);
  expect(readConfig({}).stripe.limits.platform.calls).toBeGreaterThan(1_000);
  const half = readConfig({ ...pair, STRIPE_CALLS_PER_SECOND: '10' }).stripe.limits;
  expect(half.platform.calls).toBe(12);
  expect(refusal({ STRIPE_CALLS_PER_SECOND: '0' })).toMatch(/at least 1/);
});

test('two signing secrets of an endpoint stand with a comma between, and none is fine', () => {
  const [one, two] = ['whsec_aaaaaaaaaaaaaaaaaaaa', 'whsec_bbbbbbbbbbbbbbbbbbbb'];
  expect(readConfig({}).webhookSecrets).toEqual({ platform: [], connect: [] });
  expect(
    readConfig({
      STRIPE_WEBHOOK_SECRET_PLATFORM: one,
      STRIPE_WEBHOOK_SECRET_CONNECT: `${one}, ${two}`,
    }).webhookSecrets,
  ).toEqual({ platform: [one], connect: [one, two] });
});

test.each(['sk_test_souk', 'whsec_', 'whsec_aaaaaaaaaaaaaaaaaaaa;whsec_b'])(
  'what is no signing secret (%s) is refused without being repeated',
  (secret) => {
    const read = () => readConfig({ STRIPE_WEBHOOK_SECRET_CONNECT: secret });
    expect(read).toThrow(/STRIPE_WEBHOOK_SECRET_CONNECT does not look like a signing secret/);
    expect(read).not.toThrow(/souk|aaaa/);
  },
);

test('without a mail server e-mails are kept; a wrong address of one stops the start', () => {
  expect(readConfig({}).mail).toEqual({ smtpUrl: null, from: 'Souk <receipts@souk.example>' });
  const SMTP_URL = 'smtps://name:secret@mail.example:465';
  expect(readConfig({ SMTP_URL }).mail.smtpUrl).toBe(SMTP_URL);
  expect(refusal({ SMTP_URL: 'mail.example' })).toMatch(/SMTP_URL must begin with/);
  expect(refusal({ SMTP_URL: 'http://name:secret@mail.example' })).not.toContain('secret');
  expect(refusal({ MAIL_FROM: 'nobody' })).toMatch(/MAIL_FROM must be an address/);
  expect(refusal({ MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' })).toMatch(/MAIL_FROM/);
});
