import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlOf } from './curl';

type Sent = Parameters<typeof curlOf>[0];

const sent = (more: Partial<Sent> = {}): Sent => ({
  method: 'POST',
  path: '/v1/payment_intents',
  accountId: 'acct_1',
  idempotencyKey: 'charge:leg_1:1',
  request: JSON.stringify({
    amount: '1400',
    metadata: { order: 'ord_1' },
    expand: { 0: 'charge' },
  }),
  apiVersion: '2026-01-28.clover',
  ...more,
});

/** What curl is handed by a real shell. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const env = { ...process.env, STRIPE_SECRET_KEY: 'the reader’s' };
  return execFileSync('sh', ['-c', script], { encoding: 'utf8', env }).split('\0').slice(0, -1);
}

test('a write: key from the environment, account, idempotency key, version and form fields', () => {
  const command = curlOf(sent(), 'https://api.stripe.com');
  expect(command).toContain('$STRIPE_SECRET_KEY');
  expect(argumentsOf(command)).toEqual([
    'https://api.stripe.com/v1/payment_intents',
    '-u',
    'the reader’s:',
    '-H',
    'Stripe-Version: 2026-01-28.clover',
    '-H',
    'Stripe-Account: acct_1',
    '-H',
    'Idempotency-Key: charge:leg_1:1',
    '--data-urlencode',
    'amount=1400',
    '--data-urlencode',
    'metadata[order]=ord_1',
    '--data-urlencode',
    'expand[0]=charge',
  ]);
});

test('an upload: a multipart form to the host of files, with the file by its name', () => {
  const upload = sent({
    path: '/v1/files',
    request: JSON.stringify({ purpose: 'dispute_evidence', file: 'a "b"; c.pdf' }),
  });
  const told = argumentsOf(curlOf(upload, 'https://api.stripe.com/'));
  expect(told[0]).toBe('https://files.stripe.com/v1/files');
  expect(told.slice(-4)).toEqual([
    ...['-F', 'purpose=dispute_evidence'],
    ...['-F', 'file=@"a \\"b\\"; c.pdf"'],
  ]);
  const local = argumentsOf(curlOf(upload, 'http://127.0.0.1:12111'));
  expect(local[0]).toBe('http://127.0.0.1:12111/v1/files');
});

test('a read asks with GET; its fields go into the address', () => {
  const read = sent({
    method: 'GET',
    path: '/v1/charges',
    accountId: null,
    idempotencyKey: null,
    apiVersion: null,
    request: '{"limit":"3"}',
  });
  expect(argumentsOf(curlOf(read, 'http://127.0.0.1:12111'))).toEqual([
    '-G',
    'http://127.0.0.1:12111/v1/charges',
    '-u',
    'the reader’s:',
    '--data-urlencode',
    'limit=3',
  ]);
});

test('a write without fields is still a write, and a deletion deletes', () => {
  expect(argumentsOf(curlOf(sent({ request: '{}' }), 'https://api.stripe.com')).slice(-2)).toEqual([
    '-d',
    '',
  ]);
  const gone = sent({ method: 'DELETE', path: '/v1/customers/cus_1', request: '{}' });
  expect(argumentsOf(curlOf(gone, 'https://api.stripe.com')).slice(0, 3)).toEqual([
    '-X',
    'DELETE',
    'https://api.stripe.com/v1/customers/cus_1',
  ]);
});

test.each([
  `O'Brien & "sons"`,
  '$(touch /tmp/never) `id` ${HOME} $STRIPE_SECRET_KEY',
  'two\nlines\\',
  "';rm -rf ~;'",
  '!history @file =x',
  '寿司 ☕',
])('a shell hands curl the value as it is: %s', (value) => {
  const command = curlOf(
    sent({ request: JSON.stringify({ name: value }), idempotencyKey: value.replace(/\n/g, ' ') }),
    'https://api.stripe.com',
  );
  const given = argumentsOf(command);
  expect(given.at(-1)).toBe(`name=${value}`);
  expect(given).toContain(`Idempotency-Key: ${value.replace(/\n/g, ' ')}`);
});
