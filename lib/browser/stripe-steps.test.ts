import { beforeEach, expect, test } from 'vitest';
import { notedSteps } from './steps';
import { noteStripe, notingStripe } from './stripe-steps';

let before = 0;
beforeEach(() => {
  before = notedSteps().length;
});

/** What has been noted by this test. */
const noted = () => notedSteps().slice(before);

const clientSecret = 'seti_1Abc_secret_canaryCanaryCanary';
const confirm = { stripeJs: 'stripe.confirmSetup()' };

test('a call that succeeds is noted with its object and status, and answers as it would have', async () => {
  const answer = { setupIntent: { id: 'seti_1Abc', status: 'succeeded' } };
  expect(await notingStripe(confirm, () => Promise.resolve(answer))).toBe(answer);
  expect(noted()).toMatchObject([
    {
      stripeJs: 'stripe.confirmSetup()',
      accountId: null,
      objectId: 'seti_1Abc',
      outcome: 'succeeded',
      good: true,
    },
  ]);
});

test('an error is noted by its code, on the account that Stripe.js was loaded for', async () => {
  await notingStripe(
    { stripeJs: 'stripe.handleNextAction()', accountId: 'acct_1', clientSecret },
    () =>
      Promise.resolve({
        error: { type: 'invalid_request_error', code: 'setup_intent_authentication_failure' },
      }),
  );
  expect(noted()).toMatchObject([
    {
      accountId: 'acct_1',
      objectId: 'seti_1Abc',
      outcome: 'setup intent authentication failure',
      good: false,
    },
  ]);
});

test('an intent that wants another way to pay is no success', async () => {
  const paymentIntent = { id: 'pi_1', status: 'requires_payment_method' };
  await notingStripe(confirm, () => Promise.resolve({ paymentIntent }));
  expect(noted()).toMatchObject([{ outcome: 'requires payment method', good: false }]);
});

test('what is thrown is thrown on, and noted without its words', async () => {
  const fault = new Error(`no such intent: ${clientSecret}`);
  await expect(notingStripe(confirm, () => Promise.reject(fault))).rejects.toBe(fault);
  expect(noted()).toMatchObject([{ outcome: 'stopped', good: false, objectId: null }]);
});

test('neither a secret nor what was typed is kept, wherever an answer holds it', async () => {
  const card = '4242424242424242';
  const leaky = {
    id: clientSecret,
    status: `${clientSecret} ${card}`,
    client_secret: clientSecret,
    payment_method: { card: { number: card } },
  };
  const answers = [
    { setupIntent: leaky },
    { paymentIntent: leaky, paymentMethod: card },
    { paymentMethod: leaky },
    { error: { type: card, code: clientSecret, message: card, setup_intent: leaky } },
  ];
  for (const answer of answers) {
    await notingStripe({ ...confirm, clientSecret }, () => Promise.resolve(answer));
  }
  noteStripe(confirm, Date.now(), { outcome: `Card ${card}`, good: false });
  expect(noted()).toHaveLength(5);
  expect(JSON.stringify(noted())).not.toMatch(/canary|_secret_|42424242/);
});
