/**
 * Financial Connections Accounts (docs.stripe.com/api/financial_connections/accounts): bank accounts
 * that buyers have linked, and what they let be read there.
 */
import type Stripe from 'stripe';
import { noSuch, route, type Context, type Resource } from '../server/contract';
import type { Stored } from '../store/kinds';
import {
  beginRefresh,
  checkReadable,
  finishRefresh,
  refreshAgain,
  type Feature,
} from './linked-data';
import { refuseUnsupported } from './parameters';
import { idOf } from './payment-method-use';

type Account = Stripe.FinancialConnections.Account;
type ListParams = Stripe.FinancialConnections.AccountListParams;

function inPath(context: Context, id: string): Stored<'financial_connections_account'> {
  const found = context.records.get('financial_connections_account', id);
  if (!found) throw noSuch('financial_connections.account', id, 'account', 404);
  return found;
}

/** Begins to read what is asked for; each is told of when it is there. */
function refresh(
  context: Context,
  { features }: Stripe.FinancialConnections.AccountRefreshParams,
  id: string,
): Account {
  const { object } = inPath(context, id);
  const wanted = features as readonly Feature[];
  for (const feature of wanted) checkReadable(object, feature, 'features');
  return beginRefresh(context, object, wanted);
}

/** Has the transactions read now, and once a day from then on; or no longer. */
function subscribe(context: Context, id: string, subscribed: boolean): Account {
  const { object: before } = inPath(context, id);
  checkReadable(before, 'transactions', 'features');
  const already = before.subscriptions?.includes('transactions') === true;
  const after: Account = { ...before, subscriptions: subscribed ? ['transactions'] : [] };
  context.records.put('financial_connections_account', after);
  return subscribed && !already ? beginRefresh(context, after, ['transactions'], true) : after;
}

function owners(
  context: Context,
  given: Stripe.FinancialConnections.AccountListOwnersParams,
  id: string,
): Stripe.ApiList<Stripe.FinancialConnections.AccountOwner> {
  const { object } = inPath(context, id);
  checkReadable(object, 'ownership', 'ownership');
  const found = context.records.get('financial_connections_ownership', given.ownership);
  if (!found || object.ownership !== given.ownership) {
    throw noSuch('account ownership', given.ownership, 'ownership', 400);
  }
  return context.list(
    found.object.owners.data,
    given,
    `/v1/financial_connections/accounts/${id}/owners`,
  );
}

/** Ends the access to the data; a PaymentMethod made of the account can still be debited. */
function disconnect(context: Context, id: string): Account {
  const { object: before } = inPath(context, id);
  if (before.status === 'disconnected') return before;
  const after: Account = { ...before, status: 'disconnected' };
  context.records.put('financial_connections_account', after);
  context.emit('financial_connections.account.disconnected', after);
  return after;
}

function list(context: Context, given: ListParams): Stripe.ApiList<Account> {
  const { account_holder: holder, session } = given;
  if (holder) refuseUnsupported({ ...holder }, ['customer_account']);
  return context.page(
    'financial_connections_account',
    given,
    '/v1/financial_connections/accounts',
    ({ object, hidden }) =>
      (session === undefined || hidden.session === session) &&
      (holder?.customer === undefined ||
        idOf(object.account_holder?.customer) === holder.customer) &&
      (holder?.account === undefined || idOf(object.account_holder?.account) === holder.account),
  );
}

export const financialConnectionsAccounts: Resource = {
  object: 'financial_connections.account',
  expandable: { ownership: 'financial_connections_ownership' },
  routes: [
    route(
      'GET',
      '/v1/financial_connections/accounts',
      'FinancialConnectionsAccountListParams',
      list,
    ),
    route(
      'GET',
      '/v1/financial_connections/accounts/:id',
      'FinancialConnectionsAccountRetrieveParams',
      (context, _, path) => inPath(context, path.id ?? '').object,
    ),
    route(
      'POST',
      '/v1/financial_connections/accounts/:id/disconnect',
      'FinancialConnectionsAccountDisconnectParams',
      (context, _, path) => disconnect(context, path.id ?? ''),
    ),
    route(
      'POST',
      '/v1/financial_connections/accounts/:id/refresh',
      'FinancialConnectionsAccountRefreshParams',
      (context, given, path) => refresh(context, given, path.id ?? ''),
    ),
    route(
      'POST',
      '/v1/financial_connections/accounts/:id/subscribe',
      'FinancialConnectionsAccountSubscribeParams',
      (context, _, path) => subscribe(context, path.id ?? '', true),
    ),
    route(
      'POST',
      '/v1/financial_connections/accounts/:id/unsubscribe',
      'FinancialConnectionsAccountUnsubscribeParams',
      (context, _, path) => subscribe(context, path.id ?? '', false),
    ),
    route(
      'GET',
      '/v1/financial_connections/accounts/:id/owners',
      'FinancialConnectionsAccountListOwnersParams',
      (context, given, path) => owners(context, given, path.id ?? ''),
    ),
  ],
  tasks: { finish_refresh: finishRefresh, refresh_again: refreshAgain },
};
