import { expect, test } from 'vitest';
import { docsUrl } from './docs-url';

test.each([
  ['POST', '/v1/payment_methods', true, '/connect/direct-charges-multiple-accounts'],
  ['POST', '/v1/payment_methods', false, '/api/payment_methods/create'],
  ['POST', '/v1/payment_intents', true, '/api/payment_intents/create'],
  ['POST', '/v1/payment_intents/pi_1/confirm', true, '/api/payment_intents/confirm'],
  ['POST', '/v1/payment_intents/pi_1/capture', true, '/api/payment_intents/capture'],
  ['GET', '/v1/payment_intents', true, '/api/payment_intents/list'],
  ['GET', '/v1/setup_intents/seti_1', false, '/api/setup_intents/retrieve'],
  [
    'POST',
    '/v1/setup_intents/seti_1/verify_microdeposits',
    false,
    '/api/setup_intents/verify_microdeposits',
  ],
  ['POST', '/v1/payment_methods/pm_1/detach', false, '/api/payment_methods/detach'],
  ['POST', '/v1/customers/cus_1', false, '/api/customers/update'],
  ['GET', '/v1/customers/cus_1/payment_methods', false, '/api/payment_methods/customer_list'],
  [
    'POST',
    '/v1/customers/cus_1/balance_transactions',
    true,
    '/api/customer_balance_transactions/create',
  ],
  ['POST', '/v1/customers/cus_1/sources', false, '/api/cards/create'],
  ['DELETE', '/v1/customers/cus_1/sources/src_1', false, '/api/sources/detach'],
  ['GET', '/v1/account', false, '/api/accounts/retrieve'],
  ['GET', '/v1/accounts/acct_1', false, '/api/accounts/retrieve'],
  ['POST', '/v1/subscriptions', true, '/api/subscriptions/create'],
  ['DELETE', '/v1/subscriptions/sub_1', true, '/api/subscriptions/cancel'],
  ['POST', '/v1/invoices/in_1/pay', true, '/api/invoices/pay'],
  ['POST', '/v1/invoices/create_preview', true, '/api/invoices/create_preview'],
  ['POST', '/v1/sources', true, '/api/sources/create'],
  ['POST', '/v1/tokens', true, '/api/tokens/create_card'],
  ['GET', '/v1/mandates/mandate_1', false, '/api/mandates/retrieve'],
  [
    'POST',
    '/v1/financial_connections/sessions',
    false,
    '/api/financial_connections/sessions/create',
  ],
  ['GET', '/', false, '/api'],
  ['GET', '/v1/../../evil', false, '/api'],
] as const)('%s %s (on an account: %s) is explained at %s', (method, path, onAccount, page) => {
  expect(docsUrl(method, path, onAccount)).toBe(`https://docs.stripe.com${page}`);
});
