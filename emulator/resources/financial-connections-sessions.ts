/**
 * Financial Connections Sessions (docs.stripe.com/api/financial_connections/sessions): what a server
 * asks for before a buyer links an account in the browser.
 */
import type Stripe from 'stripe';
import {
  invalidRequest,
  missingParameter,
  noSuch,
  route,
  type Context,
  type Resource,
} from '../server/contract';
import type { Stored } from '../store/kinds';
import { accountList, newSession } from './link-account-shape';
import { accountsOf } from './linked-account';
import { connectedAccount } from './merchant';
import { refuseUnsupported } from './parameters';
import { billingDetails } from './payment-method-shape';
import { findCustomer } from './payment-method-use';

type Session = Stripe.FinancialConnections.Session;
type Given = Stripe.FinancialConnections.SessionCreateParams;

/** Which permission each prefetched feature needs: they bear the same names. */
function checkPrefetch({ permissions, prefetch = [] }: Given): void {
  const missing = prefetch.find((feature) => !permissions.includes(feature));
  if (missing === undefined) return;
  // unconfirmed: the sentence.
  throw invalidRequest(
    `You cannot prefetch ${missing} without requesting the permission ${missing}.`,
    { param: 'prefetch' },
  );
}

/** Whose accounts are linked. Throws Stripe's refusals of what isn't there. */
function holder(context: Context, given: Given['account_holder']): Session['account_holder'] {
  refuseUnsupported({ ...given }, ['customer_account']);
  const field = given.type === 'account' ? 'account' : 'customer';
  const id = given[field];
  const param = `account_holder[${field}]`;
  if (id === undefined) {
    throw missingParameter(param);
  }
  if (field === 'customer') return { customer: findCustomer(context, id, param).id, type: field };
  return { account: connectedAccount(context, id, param).id, type: field };
}

function create(context: Context, given: Given): Session {
  checkPrefetch(given);
  const { filters, limits, manual_entry, return_url } = given;
  const session = newSession(context, {
    account_holder: holder(context, given.account_holder),
    permissions: given.permissions,
    prefetch: given.prefetch ?? null,
    filters: {
      account_subcategories: filters?.account_subcategories ?? null,
      country: filters?.country ?? null,
      ...(filters?.require_payment_method_support
        ? { require_payment_method_support: filters.require_payment_method_support }
        : {}),
    },
    ...(limits?.accounts ? { limits: { accounts: limits.accounts } } : {}),
    ...(manual_entry ? { manual_entry } : {}),
    ...(return_url === undefined ? {} : { return_url }),
  });
  const hidden = { intent: null, billing: billingDetails(undefined), manual: null };
  context.records.put('financial_connections_session', session, hidden);
  return session;
}

/** The session with its accounts as they are by now. */
function shown(context: Context, stored: Stored<'financial_connections_session'>): Session {
  const { object } = stored;
  return { ...object, accounts: accountList(object.id, accountsOf(context, stored)) };
}

export const financialConnectionsSessions: Resource = {
  object: 'financial_connections.session',
  routes: [
    route(
      'POST',
      '/v1/financial_connections/sessions',
      'FinancialConnectionsSessionCreateParams',
      create,
    ),
    route(
      'GET',
      '/v1/financial_connections/sessions/:id',
      'FinancialConnectionsSessionRetrieveParams',
      (context, given, path) => {
        const found = context.records.get('financial_connections_session', path.id ?? '');
        const secret = 'client_secret' in given ? given.client_secret : undefined;
        const known = context.key !== 'publishable' || found?.object.client_secret === secret;
        if (!found || !known) {
          throw noSuch('financial_connections.session', path.id ?? '', 'session', 404);
        }
        return shown(context, found);
      },
      { access: 'client_secret' },
    ),
  ],
};
