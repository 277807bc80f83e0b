import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import { call, control, type RawAnswer } from '../support/raw-call';
import { onlyBanks, settled } from './bank-scene';
import { scene, type Scene } from './scene';

interface Link {
  readonly id: string;
  readonly client_secret: string;
  readonly linked_accounts: { readonly data: readonly Record<string, unknown>[] };
}

/** What Stripe.js posts, with its publishable key. */
async function post(
  { emulator }: Scene,
  path: string,
  fields: Record<string, string>,
): Promise<RawAnswer> {
  return call(emulator, path, {
    key: 'pk_test_emulator',
    body: new URLSearchParams(fields).toString(),
  });
}

const billing = {
  'payment_method_data[type]': 'us_bank_account',
  'payment_method_data[billing_details][name]': 'Jenny Rosen',
  'payment_method_data[billing_details][email]': 'jenny@example.com',
};

const numbers = { routing_number: '110000000', account_number: '000123456789' };

/** Opens a session for an intent and links an account in it. */
async function link(
  made: Scene,
  path: string,
  secret: string,
  choice: Record<string, string> = { institution: 'test_non_oauth', account: 'success' },
): Promise<Link> {
  const opened = await post(made, `${path}/link_account_sessions`, {
    client_secret: secret,
    ...billing,
  });
  const session = opened.json as unknown as Link;
  expect(session).toMatchObject({
    object: 'link_account_session',
    linked_accounts: { object: 'list', data: [] },
  });
  const answer = await post(made, `/v1/link_account_sessions/${session.id}/accounts`, {
    client_secret: session.client_secret,
    ...choice,
  });
  expect(answer.status).toBe(200);
  return answer.json as unknown as Link;
}

function setupIntent({ stripe, jenny }: Scene): Promise<Stripe.SetupIntent> {
  return stripe.setupIntents.create({ customer: jenny, ...onlyBanks });
}

describe('accounts linked in the browser', () => {
  test('become the method of a setup intent, which succeeds at once', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { id, client_secret } = await setupIntent(made);
    const secret = client_secret ?? '';
    const path = `/v1/setup_intents/${id}`;
    const session = await link(made, path, secret);
    expect(session.linked_accounts.data).toMatchObject([{ last4: '6789', verified: true }]);
    const attached = await post(made, `${path}/link_account_sessions/${session.id}/attach`, {
      client_secret: secret,
    });
    expect(attached.json).toMatchObject({ id, status: 'requires_confirmation' });
    // Confirming with Stripe.js is how the buyer agrees to be debited.
    const confirmed = await post(made, `${path}/confirm`, { client_secret: secret });
    expect(confirmed.json).toMatchObject({ status: 'succeeded' });
    const intent = await stripe.setupIntents.retrieve(id, { expand: ['payment_method'] });
    expect(intent.payment_method).toMatchObject({
      customer: jenny,
      billing_details: { name: 'Jenny Rosen', email: 'jenny@example.com' },
      us_bank_account: { last4: '6789', bank_name: 'STRIPE TEST BANK' },
    });
    expect(intent.mandate).toMatch(/^mandate_/);
  });

  test('typed by hand wait for micro-deposits', async () => {
    const made = await scene();
    const { id, client_secret } = await setupIntent(made);
    const secret = client_secret ?? '';
    const path = `/v1/setup_intents/${id}`;
    const session = await link(made, path, secret, numbers);
    expect(session.linked_accounts.data).toMatchObject([{ last4: '6789', verified: false }]);
    await post(made, `${path}/link_account_sessions/${session.id}/attach`, {
      client_secret: secret,
    });
    const confirmed = await post(made, `${path}/confirm`, { client_secret: secret });
    expect(confirmed.json).toMatchObject({
      status: 'requires_action',
      next_action: { type: 'verify_with_microdeposits' },
    });
    const told = await post(made, `${path}/verify_microdeposits`, {
      client_secret: secret,
      descriptor_code: 'SM11AA',
    });
    expect(told.json).toMatchObject({ status: 'succeeded' });
    const intent = await made.stripe.setupIntents.retrieve(id, { expand: ['payment_method'] });
    expect(intent.payment_method).toMatchObject({
      us_bank_account: { financial_connections_account: null },
    });
  });

  test('pay, with the session named where the payment is confirmed', async () => {
    const made = await scene();
    const { stripe } = made;
    const intent = await stripe.paymentIntents.create({
      amount: 2000,
      currency: 'usd',
      ...onlyBanks,
    });
    const secret = intent.client_secret ?? '';
    const path = `/v1/payment_intents/${intent.id}`;
    const session = await link(made, path, secret);
    const confirmed = await post(made, `${path}/confirm`, {
      client_secret: secret,
      'payment_method_data[type]': 'us_bank_account',
      'payment_method_data[billing_details][name]': 'Jenny Rosen',
      'payment_method_data[us_bank_account][link_account_session]': session.id,
      'mandate_data[customer_acceptance][type]': 'online',
      'mandate_data[customer_acceptance][online][infer_from_client]': 'true',
    });
    expect(confirmed.json).toMatchObject({ status: 'processing' });
    expect((await settled(stripe, intent.id)).status).toBe('succeeded');
  });

  test('are linked before there is an intent, for a token', async () => {
    const made = await scene();
    const opened = await post(made, '/v1/connections/link_account_sessions_for_deferred_payment', {
      amount: '2000',
      currency: 'usd',
    });
    const { id, client_secret } = opened.json as unknown as Link;
    const account = { institution: 'test_oauth', account: 'high_balance', client_secret };
    const linked = await post(made, `/v1/link_account_sessions/${id}/accounts`, account);
    expect(linked.json).toMatchObject({ linked_accounts: { data: [{ last4: '4321' }] } });
    const bank = { 'payment_method_data[us_bank_account][link_account_session]': id };
    const token = await post(made, '/v1/confirmation_tokens', { ...billing, ...bank });
    // The server that confirms with it needs no word of a mandate.
    const confirmed = await made.stripe.setupIntents.create({
      confirm: true,
      confirmation_token: token.json.id ?? '',
      ...onlyBanks,
    });
    expect(confirmed).toMatchObject({ status: 'succeeded' });
    expect(token.json).toMatchObject({
      payment_method_preview: { type: 'us_bank_account', us_bank_account: { last4: '4321' } },
    });
    const method = await post(made, '/v1/payment_methods', {
      type: 'us_bank_account',
      'us_bank_account[link_account_session]': id,
      'billing_details[name]': 'Jenny Rosen',
    });
    expect(method.json).toMatchObject({ us_bank_account: { last4: '4321' } });
  });

  test('are refused with the words of the API', async () => {
    const made = await scene();
    const { stripe, jenny } = made;
    const { id, client_secret } = await setupIntent(made);
    const secret = client_secret ?? '';
    const open = `/v1/setup_intents/${id}/link_account_sessions`;
    const refusal = async (
      path: string,
      fields: Record<string, string>,
    ): Promise<Record<string, unknown>> => {
      const { json, status } = await post(made, path, fields);
      return { status, ...json.error };
    };
    expect(await refusal(open, { ...billing, client_secret: 'wrong' })).toMatchObject({
      status: 404,
      code: 'resource_missing',
    });
    expect(await refusal(open, { client_secret: secret })).toMatchObject({
      status: 400,
      code: 'parameter_missing',
      param: 'payment_method_data[billing_details][name]',
    });
    const cards = await stripe.setupIntents.create({
      customer: jenny,
      allowed_payment_method_types: ['card'],
    });
    expect(
      await refusal(`/v1/setup_intents/${cards.id}/link_account_sessions`, {
        ...billing,
        client_secret: cards.client_secret ?? '',
      }),
    ).toMatchObject({ status: 400, param: 'payment_method' });
    const opened = await post(made, open, { ...billing, client_secret: secret });
    const session = opened.json as unknown as Link;
    const accounts = `/v1/link_account_sessions/${session.id}/accounts`;
    const typed = { client_secret: session.client_secret };
    expect(
      await refusal(accounts, { ...typed, ...numbers, routing_number: '12345' }),
    ).toMatchObject({
      code: 'routing_number_invalid',
      param: 'routing_number',
      message: 'Routing number must have 9 digits',
    });
    expect(
      await refusal(accounts, { ...typed, ...numbers, account_number: '000123456780' }),
    ).toMatchObject({ code: 'account_number_invalid', param: 'account_number' });
    const instant = await stripe.setupIntents.create({
      ...onlyBanks,
      payment_method_options: { us_bank_account: { verification_method: 'instant' } },
    });
    const picking = await post(made, `/v1/setup_intents/${instant.id}/link_account_sessions`, {
      ...billing,
      client_secret: instant.client_secret ?? '',
    });
    const { id: only, client_secret: onlySecret } = picking.json as unknown as Link;
    expect(
      await refusal(`/v1/link_account_sessions/${only}/accounts`, {
        ...numbers,
        client_secret: onlySecret,
      }),
    ).toMatchObject({ status: 400, param: 'account_number' });
    expect(await refusal(`${open}/${session.id}/attach`, { client_secret: secret })).toMatchObject({
      status: 400,
    });
  });

  test('leave no account number in the log', async () => {
    const made = await scene();
    const { id, client_secret } = await setupIntent(made);
    await link(made, `/v1/setup_intents/${id}`, client_secret ?? '', numbers);
    await post(made, '/v1/payment_methods', {
      type: 'us_bank_account',
      'us_bank_account[account_number]': '000111111113',
      'us_bank_account[routing_number]': '110000000',
      'billing_details[name]': 'Jenny Rosen',
    });
    const log = JSON.stringify(await control(made.emulator, 'GET', '/requests'));
    expect(log).toContain('routing_number');
    expect(log).not.toContain('123456789');
    expect(log).not.toContain('111111113');
  });
});
