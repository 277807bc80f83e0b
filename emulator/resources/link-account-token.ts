/**
 * The token of an account that was linked in the browser, which `stripe.collectBankAccountToken`
 * resolves (docs.stripe.com/js/financial_connections/collect_bank_account_token). Undocumented by
 * Stripe; only Stripe.js calls it.
 */
import type Stripe from 'stripe';
import { testBank, testRoutingNumber } from '../rules/banks/test-banks';
import { noSuch, route, type Context, type Resource } from '../server/contract';
import { bankFields, newBankAccount } from './bank-account';
import { linkedIn } from './linked-account';

function create(context: Context, id: string, secret: unknown): Stripe.Token {
  const session = context.records.get('financial_connections_session', id);
  if (session?.object.client_secret !== secret) {
    throw noSuch('link_account_session', id, 'session', 404);
  }
  const { number, last4 } = testBank(linkedIn(context, id, 'session').account);
  const bank = bankFields(
    {
      // An account that can only be linked has no published number.
      account_number: number ?? `00012345${last4}`,
      country: 'US',
      currency: 'usd',
      routing_number: testRoutingNumber,
    },
    'bank_account',
  );
  const token: Stripe.Token = {
    id: context.id('btok_'),
    object: 'token',
    bank_account: newBankAccount(context, bank),
    client_ip: '127.0.0.1',
    created: context.now(),
    livemode: false,
    type: 'bank_account',
    used: false,
  };
  context.records.put('token', token, { type: 'bank_account', bank });
  return token;
}

export const linkAccountTokens: Resource = {
  object: 'link_account_session',
  routes: [
    route(
      'POST',
      '/v1/link_account_sessions/:id/bank_account_token',
      null,
      (context, given: { client_secret?: unknown }, path) =>
        create(context, path.id ?? '', given.client_secret),
      { access: 'client_secret' },
    ),
  ],
};
