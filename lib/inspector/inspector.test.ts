import { eq } from 'drizzle-orm';
import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AccountId, BuyerId, OrderId, SellerId } from '../model/ids';
import { sellers, stripeCalls } from '../store/schema';
import { testDb } from '../store/testing/database';
import { flushCalls, listCalls, recordCall, type RecordedCall } from './record';
import { redact, redactForm, redactText } from './redact';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
});
beforeEach(async () => {
  await flushCalls();
  await database.clear();
});
afterAll(() => database.close());

const ann = 'usr_ann' as BuyerId;
const order = 'ord_1' as OrderId;

const call = (more: Partial<RecordedCall> = {}): RecordedCall => ({
  at: new Date(1_000),
  durationMs: 12.4,
  subject: { buyerId: ann, orderId: order },
  accountId: null,
  method: 'POST',
  path: '/v1/payment_intents',
  idempotencyKey: 'charge:leg_1:1',
  status: 200,
  requestId: 'req_1',
  request: 'amount=100&metadata[order]=ord_1',
  response: { id: 'pi_1', object: 'payment_intent' },
  apiVersion: '2026-01-28.clover',
  ...more,
});

// Canaries, put together here so that nothing in the repository looks like a secret.
const secretKey = ['sk', 'test', 'CANARYcanaryCANARYcanary'].join('_');
const clientSecret = ['pi_123', 'secret', 'CANARYcanary'].join('_');
const webhookSecret = ['whsec', 'CANARYcanary'].join('_');
const card = ['4242', '4242', '4242', '4242'].join('');
const canary = /CANARY|canary|4242 ?4242/;

test('a canary never comes out, wherever it sits', () => {
  const hiding = {
    client_secret: clientSecret,
    next_action: { redirect_to_url: { url: `https://x/?s=${clientSecret}` } },
    headers: { Authorization: `Bearer ${secretKey}`, 'Stripe-Signature': 't=1,v1=CANARY' },
    card: { number: card, cvc: 'CANARY', last4: '4242' },
    note: `pay with 4242 4242 4242 4242 or ${card}`,
    [secretKey]: [secretKey, [webhookSecret]],
    account_number: 'CANARY',
    password: 'CANARY',
    id_number: 'CANARY',
    error: { message: `Invalid API Key provided: ${secretKey}` },
    cookie: 'souk_session=CANARY',
    text: 'cookie was souk_session=CANARY; souk_cart=canary',
    signature: 't=1700000000,v1=abcdef0123456789,v0=abcdef',
    database: 'postgres://souk:CANARY@db/souk',
  };
  const shown = JSON.stringify(redact(hiding));
  expect(shown).not.toMatch(canary);
  expect(shown).not.toContain('abcdef0123456789');
  expect(shown).toContain('"last4":"4242"');
  expect(redactText(`Error: ${secretKey} ${card}`)).not.toMatch(canary);
});

test.each([
  ['a key', secretKey, ''],
  ['the secret of an endpoint', webhookSecret, ''],
  ['the secret of an intent', clientSecret, 'pi_123_secret_'],
  ['a signature', 't=1,v1=abcdef', ''],
  ['a way in', 'basic\tCANARY', ''],
  ['a cookie', 'souk_cart=CANARY', ''],
  ['a password in an address', 'redis://souk:CANARY@x', 'redis://souk:'],
  ['a card', card, ''],
  ['a card, with spaces', card.replace(/(?=(?:.{4})+$)/g, ' ').trim(), ''],
  ['a card, with dashes', card.replace(/(?!^)(?=(?:.{4})+$)/g, '-'), ''],
])('%s is hidden where nothing stands beside it', (_, alone, left) => {
  expect(redactText(alone)).toMatch(/\[hidden\]/);
  expect(redactText(alone).split('[hidden]')[0]).toBe(left);
});

test('an address that opens something for whoever has it never comes out', () => {
  const addresses = {
    hosted_invoice_url: 'https://invoice.stripe.com/i/acct_1/test_CANARY?s=ap',
    invoice_pdf: 'https://pay.stripe.com/invoice/acct_1/test_CANARY/pdf?s=ap',
    receipt_url: 'https://pay.stripe.com/receipts/payment/CANARY',
    hosted_verification_url: 'https://payments.stripe.com/microdeposit/pacs_test_CANARY',
  };
  const local = [
    'http://127.0.0.1:12113/invoices/acct_1/in_1/CANARY/pdf',
    'http://127.0.0.1:12113/receipts/payment/acct_1/ch_1/CANARY',
    'http://127.0.0.1:12113/microdeposits/acct_1/seti_1/CANARY',
  ];
  // By the field's name, and wherever else the address stands.
  const elsewhere = Object.values(addresses).map((url) => ({ url }));
  const named = Object.keys(addresses).map((name) => ({ [name]: 'https://x/CANARY' }));
  const shown = JSON.stringify(redact([addresses, elsewhere, named, local]));
  expect(shown).not.toMatch(canary);
  expect(shown).toContain('/receipts/payment/acct_1/ch_1/[hidden]');
  expect(redact({ receipt_url: null })).toEqual({ receipt_url: null });
  expect(redactText('/v1/invoices/in_1/pay')).toBe('/v1/invoices/in_1/pay');
});

test('ids, amounts and times stay readable', () => {
  const plain = {
    id: 'pm_1QmPl7D2eZvKYlo2C9aBcDeF',
    amount: 1400,
    created: 1_795_233_929,
    fingerprint: 'Xt5EWLLDS7FJjR1c',
    customer: 'cus_1234567890123456',
    number: 'SK-7F3K2Q',
    phone: '0000000000',
  };
  expect(redact(plain)).toEqual(plain);
});

test('a mistyped card number is hidden as well', () => {
  expect(redact({ number: '4242424242424241' })).toEqual({ number: '[hidden]' });
});

test('a form body becomes nested data, redacted', () => {
  const body = `amount=100&metadata[order]=ord_1&expand[0]=charge&card[number]=${card}&__proto__[x]=1`;
  const form = redactForm(body);
  expect(form).toMatchObject({
    amount: '100',
    metadata: { order: 'ord_1' },
    expand: { 0: 'charge' },
    card: { number: '[hidden]' },
  });
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test('calls are listed in sequence, with the seller’s name', async () => {
  await database.db.insert(sellers).values({
    id: 'sel_1' as SellerId,
    slug: 's',
    name: 'Linden Clay',
    tagline: '',
    about: '',
    place: '',
    country: 'US',
    currency: 'usd',
    picture: '',
    position: 0,
    accountId: 'acct_1' as AccountId,
  });
  recordCall(call({ at: new Date(2_000), accountId: 'acct_1' }));
  recordCall(call({ at: new Date(1_000), path: '/v1/payment_methods', accountId: 'acct_1' }));
  recordCall(call({ subject: { buyerId: ann, orderId: 'ord_2' as OrderId } }));
  const calls = await listCalls(eq(stripeCalls.orderId, order));
  expect(calls.map(({ path }) => path)).toEqual(['/v1/payment_methods', '/v1/payment_intents']);
  expect(calls[1]).toMatchObject({
    at: '1970-01-01T00:00:02.000Z',
    durationMs: 12,
    accountId: 'acct_1',
    accountName: 'Linden Clay',
    idempotencyKey: 'charge:leg_1:1',
    requestId: 'req_1',
    docsUrl: 'https://docs.stripe.com/api/payment_intents/create',
    apiVersion: '2026-01-28.clover',
    site: null,
  });
  expect(JSON.parse(calls[1]?.request ?? '')).toEqual({
    amount: '100',
    metadata: { order: 'ord_1' },
  });
});

test('what is written into the table is redacted already', async () => {
  recordCall(call({ response: { client_secret: clientSecret }, path: `/v1/x?s=${clientSecret}` }));
  await flushCalls();
  expect(JSON.stringify(await database.db.select().from(stripeCalls))).not.toMatch(canary);
});

test('a call that got no answer is kept too, and a call that cannot be kept breaks nothing', async () => {
  recordCall(call({ status: null, requestId: null, response: null }));
  recordCall(call({ path: null as unknown as string }));
  const calls = await listCalls(eq(stripeCalls.orderId, order));
  expect(calls).toMatchObject([{ status: null, response: 'null' }]);
});

test.each(['lost_card', 'stolen_card', 'fraudulent', 'pickup_card'])(
  'a decline for %s is told as any other, wherever Stripe says it',
  (code) => {
    const answer = (why: string, network: string) => ({
      error: {
        decline_code: why,
        network_decline_code: network,
        payment_intent: {
          last_payment_error: { decline_code: why, network_decline_code: null },
          charges: [{ outcome: { reason: why, network_decline_code: network, type: 'x' } }],
        },
      },
    });
    const told = JSON.stringify(redact(answer(code, '43')));
    expect(told).toBe(JSON.stringify(answer('generic_decline', 'generic_decline')));
    expect(redact(answer('insufficient_funds', '51'))).toEqual(answer('insufficient_funds', '51'));
  },
);

test('what helps to understand a decline stays: code, advice, type, message', () => {
  const error = {
    type: 'card_error',
    code: 'card_declined',
    advice_code: 'try_again_later',
    network_advice_code: '02',
    message: 'Your card was declined.',
    doc_url: 'https://docs.stripe.com/error-codes/card-declined',
    param: 'payment_method',
  };
  expect(redact({ error: { ...error, decline_code: 'stolen_card' } })).toEqual({
    error: { ...error, decline_code: 'generic_decline' },
  });
  const outcome = { advice_code: 'do_not_try_again', reason: 'stolen_card', seller_message: 'No.' };
  expect(redact({ outcome })).toEqual({ outcome: { ...outcome, reason: 'generic_decline' } });
});

test('a number that the SDK has read as a decimal is written as the text it came as', () => {
  const { Decimal } = Stripe;
  expect(redact({ quantity_decimal: Decimal.from('1.50'), lines: [Decimal.from('2')] })).toEqual({
    quantity_decimal: '1.5',
    lines: ['2'],
  });
});
