import { describe, expect, test } from 'vitest';
import { call } from '../support/raw-call';
import { startReceiver } from '../support/webhook-receiver';
import { complete } from './account-params';
import { eventually, failure, scene, type Scene } from './scene';

/** The platform's own client id, as every object on a connected account names it. */
async function clientId({ stripe, seller }: Scene): Promise<string> {
  const intent = await stripe.paymentIntents.create({ amount: 500, currency: 'eur' }, seller);
  return String(intent.application);
}

describe('deauthorization', () => {
  test('cuts a standard account off, and tells the platform', async () => {
    const made = await scene();
    const { stripe } = made;
    const client_id = await clientId(made);
    const receiver = await startReceiver();
    await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['account.application.deauthorized'],
      connect: true,
    });
    const { id } = await stripe.accounts.create({ type: 'standard' });
    const answer = await stripe.oauth.deauthorize({ client_id, stripe_user_id: id });
    expect(answer).toMatchObject({ stripe_user_id: id });
    const { event } = await eventually(async () => receiver.received[0]);
    expect(event).toMatchObject({
      type: 'account.application.deauthorized',
      account: id,
      data: { object: { id: client_id, object: 'application' } },
    });
    expect(await failure(stripe.customers.list({}, { stripeAccount: id }))).toMatchObject({
      statusCode: 403,
      code: 'account_invalid',
    });
    expect((await stripe.accounts.list()).data.map((account) => account.id)).not.toContain(id);
    expect(
      await failure(stripe.oauth.deauthorize({ client_id, stripe_user_id: id })),
    ).toMatchObject({ statusCode: 401, rawType: 'invalid_client' });
  });

  test('is for accounts with an owner of their own, by the application they let in', async () => {
    const made = await scene();
    const { stripe } = made;
    const client_id = await clientId(made);
    const standard = await stripe.accounts.create({ type: 'standard' });
    const wrong = stripe.oauth.deauthorize({ client_id: 'ca_no', stripe_user_id: standard.id });
    expect(await failure(wrong)).toMatchObject({
      statusCode: 401,
      type: 'StripeInvalidClientError',
      message: "No such application: 'ca_no'",
    });
    const custom = await stripe.accounts.create(complete);
    const managed = stripe.oauth.deauthorize({ client_id, stripe_user_id: custom.id });
    expect(await failure(managed)).toMatchObject({
      statusCode: 400,
      type: 'StripeOAuthInvalidRequestError',
    });
  });

  test('tells of mistakes in OAuth’s own words', async () => {
    const made = await scene();
    const body = `client_id=${await clientId(made)}&stripe_user_id=acct_no`;
    const unknown = await call(made.emulator, '/oauth/deauthorize', { body });
    expect(unknown.status).toBe(401);
    expect(unknown.json).toEqual({
      error: 'invalid_client',
      error_description:
        'This application is not connected to stripe account acct_no, or that account does not exist.',
    });
    const nobody = await call(made.emulator, '/oauth/deauthorize', { body, key: null });
    expect(nobody.json).toMatchObject({ error: 'invalid_client' });
    const headers = { 'idempotency-key': 'oauth' };
    const first = await call(made.emulator, '/oauth/deauthorize', { body, headers });
    const again = await call(made.emulator, '/oauth/deauthorize', { body, headers });
    expect(again.text).toBe(first.text);
  });

  test('connecting by OAuth is not emulated, and says so', async () => {
    const { stripe } = await scene();
    const error = await failure(
      stripe.oauth.token({ grant_type: 'authorization_code', code: 'ac_123' }),
    );
    expect(error.message).toContain('/oauth/token');
    expect(error.message).toContain('emulat');
  });
});
