import { IntegrationError } from './integration-error';

/** Accepts a publishable test key, and says what is wrong with anything else. */
export function checkKey(key: unknown): string {
  if (typeof key !== 'string' || key.trim() === '') {
    throw new IntegrationError(
      `Please call Stripe() with your publishable key. You used ${
        key === '' ? 'an empty string' : String(key)
      }.`,
    );
  }
  if (/^(sk|rk)_/.test(key)) {
    throw new IntegrationError(
      'You should not use your secret key with Stripe.js. Please pass a publishable key instead.',
    );
  }
  if (key.startsWith('pk_live_')) {
    throw new IntegrationError(
      'This is the emulator’s Stripe.js, which takes test keys only. Load Stripe.js from https://js.stripe.com to use a live key.',
    );
  }
  if (!key.startsWith('pk_test_')) {
    throw new IntegrationError('Invalid API key: a publishable test key begins with "pk_test_".');
  }
  return key;
}
