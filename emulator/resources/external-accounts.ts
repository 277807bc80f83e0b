/**
 * External accounts of a connected account (docs.stripe.com/api/external_accounts).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { connectedInPath } from './account-access';
import { checkDocuments } from './account-documents';
import { hiddenOf, keepAccount } from './account-standing';
import { previousAttributes } from './changes';
import {
  externalAccountsOf,
  externalList,
  newExternalAccount,
  type GivenExternalAccount,
} from './external-account';
import { changeableOfCard } from './legacy-card';
import { unsettable } from './parameters';

type External = Stripe.ExternalAccount;

function find(account: Stripe.Account, id: string): External {
  const found = externalAccountsOf(account).find((one) => one.id === id);
  if (!found) throw noSuch('external account', id, 'id');
  return found;
}

function keep(context: Context, account: Stripe.Account, data: External[]): void {
  keepAccount(
    context,
    { ...account, external_accounts: externalList(account, data) },
    hiddenOf(context, account.id),
  );
}

/** The list with `chosen` as the only default of its currency. */
function withDefault(data: readonly External[], chosen: External): External[] {
  return data.map((one) => {
    if (one.id === chosen.id) return chosen;
    const other = chosen.default_for_currency && one.currency === chosen.currency;
    return other ? { ...one, default_for_currency: false } : one;
  });
}

function create(
  context: Context,
  given: Stripe.AccountCreateExternalAccountParams,
  id: string,
): External {
  const account = connectedInPath(context, id);
  const owner = context.as(id);
  const made = newExternalAccount(
    owner,
    account,
    given.external_account as GivenExternalAccount,
    given.metadata,
  );
  const data = externalAccountsOf(account);
  const first = !data.some(({ currency }) => currency === made.currency);
  const after = { ...made, default_for_currency: first || given.default_for_currency === true };
  owner.emit('account.external_account.created', after);
  keep(context, account, withDefault([...data, after], after));
  return after;
}

/** What a bank account and what a card can be told anew. */
const changeable = {
  bank_account: ['account_holder_name', 'account_holder_type', 'account_type'],
  card: changeableOfCard,
} as const;

function update(
  context: Context,
  given: Stripe.AccountUpdateExternalAccountParams,
  account: Stripe.Account,
  id: string,
): External {
  checkDocuments(given.documents);
  const before = find(account, id);
  const { metadata, default_for_currency, documents: _, ...rest } = given;
  const allowed: readonly string[] = changeable[before.object];
  const changes = Object.entries(rest).map(([name, value]) => {
    if (!allowed.includes(name)) {
      throw invalidRequest(`A ${before.object} has no \`${name}\`.`, { param: name });
    }
    const whole = name === 'exp_month' || name === 'exp_year';
    return [name, whole ? Number(value) : unsettable(value, null)] as const;
  });
  if (default_for_currency === false && before.default_for_currency) {
    throw invalidRequest(
      'You must make another external account the default for this currency instead.',
      { param: 'default_for_currency' },
    );
  }
  const after = {
    ...before,
    ...Object.fromEntries(changes),
    default_for_currency: before.default_for_currency || default_for_currency === true,
    metadata: mergeMetadata(before.metadata, metadata),
  } as External;
  const previous = previousAttributes(before, after);
  if (!previous) return before;
  context.as(account.id).emit('account.external_account.updated', after, previous);
  keep(context, account, withDefault(externalAccountsOf(account), after));
  return after;
}

function remove(
  context: Context,
  account: Stripe.Account,
  id: string,
): Stripe.DeletedExternalAccount {
  const gone = find(account, id);
  const data = externalAccountsOf(account).filter((one) => one !== gone);
  // Documented: the default of the account's own currency stays until another takes its place.
  if (gone.default_for_currency && gone.currency === account.default_currency) {
    throw invalidRequest(
      'You cannot delete the default external account for your default currency. Please make another external account the default using the `default_for_currency` param, and then delete this one.',
      { param: 'id' },
    );
  }
  if (gone.default_for_currency && data.some(({ currency }) => currency === gone.currency)) {
    throw invalidRequest(
      'You cannot delete the default external account for its currency while there are others. Please make another external account the default using the `default_for_currency` param, and then delete this one.',
      { param: 'id' },
    );
  }
  context.as(account.id).emit('account.external_account.deleted', gone);
  keep(context, account, data);
  return { id, object: gone.object, deleted: true };
}

export const externalAccounts: Resource = {
  object: 'external_account',
  routes: [
    route(
      'POST',
      '/v1/accounts/:account/external_accounts',
      'AccountCreateExternalAccountParams',
      (context, given, path) => create(context, given, path.account ?? ''),
    ),
    route(
      'GET',
      '/v1/accounts/:account/external_accounts',
      'AccountListExternalAccountsParams',
      (context, parameters, path) => {
        const account = connectedInPath(context, path.account ?? '');
        const rows = externalAccountsOf(account)
          .filter(({ object }) => !parameters.object || object === parameters.object)
          .reverse();
        return context.list(rows, parameters, `/v1/accounts/${account.id}/external_accounts`);
      },
    ),
    route(
      'GET',
      '/v1/accounts/:account/external_accounts/:id',
      'AccountRetrieveExternalAccountParams',
      (context, _, path) => find(connectedInPath(context, path.account ?? ''), path.id ?? ''),
    ),
    route(
      'POST',
      '/v1/accounts/:account/external_accounts/:id',
      'AccountUpdateExternalAccountParams',
      (context, given, path) =>
        update(context, given, connectedInPath(context, path.account ?? ''), path.id ?? ''),
    ),
    route(
      'DELETE',
      '/v1/accounts/:account/external_accounts/:id',
      'AccountDeleteExternalAccountParams',
      (context, _, path) =>
        remove(context, connectedInPath(context, path.account ?? ''), path.id ?? ''),
    ),
  ],
};
