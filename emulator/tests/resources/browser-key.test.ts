import { describe, expect, test } from 'vitest';
import { call } from '../support/raw-call';
import { saveCard, scene, type Scene } from './scene';

const key = 'pk_test_emulator';

/** A SetupIntent of Jenny's saved card, read as a browser reads it. */
async function savedIntent(stage: Scene): Promise<(query: string) => ReturnType<typeof call>> {
  const { emulator, stripe, jenny } = stage;
  const card = await saveCard(stage, 'pm_card_visa');
  await stripe.paymentMethods.update(card, { metadata: { risk: 'high' } });
  const intent = await stripe.setupIntents.create({ customer: jenny, payment_method: card });
  const secret = intent.client_secret ?? '';
  return (query) =>
    call(emulator, `/v1/setup_intents/${intent.id}?client_secret=${secret}${query}`, { key });
}

describe('a publishable key', () => {
  test('expands the payment method of an intent only, and sees it reduced', async () => {
    const stage = await scene();
    const read = await savedIntent(stage);
    const { status, json } = await read('&expand[]=payment_method');
    expect(status).toBe(200);
    expect(json.payment_method).toMatchObject({ customer: null, card: { last4: '4242' } });
    expect(json.payment_method).not.toHaveProperty('metadata');
    expect(json.payment_method).not.toHaveProperty('card.fingerprint');
    for (const path of ['payment_method.customer', 'customer', 'latest_attempt']) {
      const refused = await read(`&expand[]=${path}`);
      expect(refused.status).toBe(400);
      expect(refused.json.error?.message).toBe(`This property cannot be expanded (${path}).`);
    }
    const made = await call(stage.emulator, '/v1/payment_methods', {
      key,
      body: 'type=card&card[token]=tok_visa&expand[]=customer',
    });
    expect(made.status).toBe(400);
  });

  test.each([
    ['payment', 'amount=2500&currency=usd', 'last_payment_error'],
    ['setup', '', 'last_setup_error'],
  ])('sees the failed payment method of a %s intent reduced', async (kind, body, last) => {
    const { emulator, stripe, jenny } = await scene();
    const { id } = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', {
      customer: jenny,
    });
    await stripe.paymentMethods.update(id, { metadata: { risk: 'high' } });
    const path = `/v1/${kind}_intents`;
    const given = kind === 'payment' ? `payment_method=${id}&customer=${jenny}` : '';
    const created = await call(emulator, path, { body: [body, given].filter(Boolean).join('&') });
    const secret = `client_secret=${String(created.json.client_secret)}`;
    const failing = kind === 'payment' ? '' : '&payment_method=pm_card_chargeDeclined';
    const failed = await call(emulator, `${path}/${String(created.json.id)}/confirm`, {
      key,
      body: `${secret}&use_stripe_sdk=true${failing}`,
    });
    expect(failed.status).toBe(402);
    const error = failed.json.error as unknown as Record<string, Record<string, unknown>>;
    const read = await call(emulator, `${path}/${String(created.json.id)}?${secret}`, { key });
    const kept = read.json[last] as Record<string, unknown>;
    const embedded = error[`${kind}_intent`]?.[last] as Record<string, unknown>;
    for (const method of [error.payment_method, kept.payment_method, embedded.payment_method]) {
      expect(method).toMatchObject({ object: 'payment_method', customer: null });
      expect(method).not.toHaveProperty('metadata');
      expect(method).not.toHaveProperty('card.fingerprint');
    }
  });

  test.each([
    ['payment', 'amount=2500&currency=usd', 'capture_method=manual', 'capture_method'],
    ['payment', 'amount=2500&currency=usd', 'off_session=true', 'off_session'],
    [
      'payment',
      'amount=2500&currency=usd',
      'payment_method_options[card][request_three_d_secure]=any',
      'payment_method_options',
    ],
    [
      'setup',
      'usage=off_session',
      'payment_method_options[card][request_three_d_secure]=any',
      'payment_method_options',
    ],
  ])('cannot confirm a %s intent of %s with %s', async (kind, body, extra, param) => {
    const { emulator } = await scene();
    const path = `/v1/${kind}_intents`;
    const { json } = await call(emulator, path, { body });
    const confirm = (more: string) =>
      call(emulator, `${path}/${String(json.id)}/confirm`, {
        key,
        body: `client_secret=${String(json.client_secret)}&payment_method=pm_card_visa&use_stripe_sdk=true&expected_payment_method_type=card${more}`,
      });
    const refused = await confirm(`&${extra}`);
    expect(refused.status).toBe(400);
    expect(refused.json.error?.param).toBe(param);
    expect((await confirm('')).json.status).toBe('succeeded');
  });
});
