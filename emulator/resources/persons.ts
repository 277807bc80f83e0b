/**
 * The people behind a connected account (docs.stripe.com/api/persons).
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { checkMayTellIdentity, connectedInPath } from './account-access';
import { checkDocuments } from './account-documents';
import { prefixOf } from './account-requirements';
import { hiddenOf, keepAccount } from './account-standing';
import { afterVerdict, judgePerson } from './account-verification';
import type { Fields } from './merge';
import { newPerson, withPerson } from './person-shape';
import { useToken } from './token-use';

type Parameters = Stripe.AccountCreatePersonParams & Stripe.AccountUpdatePersonParams;

function find(context: Context, account: Stripe.Account, id: string): Stripe.Person {
  const found = context.as(account.id).records.get('person', id);
  if (!found) throw noSuch('person', id, 'person');
  return found.object;
}

/** Personal data that came by a person token instead (docs.stripe.com/connect/account-tokens). */
function withToken(context: Context, given: Parameters): Fields {
  const { person_token, ...rest } = given;
  if (person_token === undefined) {
    checkDocuments(rest.documents);
    return rest;
  }
  const home = context.as(context.platform);
  const all = { ...useToken(home, person_token, 'person', 'person_token').given, ...rest };
  checkDocuments(all.documents);
  return all;
}

/** A company has one representative; the sentence is unconfirmed. */
function checkRepresentative(
  context: Context,
  account: Stripe.Account,
  after: Stripe.Person,
): void {
  if (!after.relationship?.representative) return;
  const others = context.as(account.id).records.all('person');
  const other = others.find(
    ({ object }) => object.id !== after.id && object.relationship?.representative,
  );
  if (!other) return;
  throw invalidRequest(
    `An account can have only one representative, and ${other.object.id} is it.`,
    { param: 'relationship[representative]' },
  );
}

function save(
  context: Context,
  account: Stripe.Account,
  parameters: Parameters,
  before: Stripe.Person | undefined,
): Stripe.Person {
  checkMayTellIdentity(context, account);
  const given = withToken(context, parameters);
  const owner = context.as(account.id);
  const after = withPerson(before ?? newPerson(owner, account.id), given);
  checkRepresentative(context, account, after);
  const verdict = judgePerson(prefixOf(account, after), given);
  const { verificationDelayMs } = context.settings;
  const later = verificationDelayMs > 0 && verdict.slow.length > 0;
  if (later) {
    owner.schedule(verificationDelayMs, 'verify_account', { requirements: verdict.slow });
  }
  const hidden = afterVerdict(hiddenOf(context, account.id), verdict, later);
  keepAccount(context, account, hidden, { before, after });
  return find(context, account, after.id);
}

function create(context: Context, given: Parameters, id: string): Stripe.Person {
  const account = connectedInPath(context, id);
  if (account.business_type === 'individual' && context.as(id).records.all('person').length > 0) {
    throw invalidRequest(
      'An account of the business type individual has one person only, the individual itself.',
      { param: 'business_type' },
    );
  }
  return save(context, account, given, undefined);
}

function remove(context: Context, account: Stripe.Account, id: string): Stripe.DeletedPerson {
  checkMayTellIdentity(context, account);
  const person = find(context, account, id);
  if (account.business_type === 'individual') {
    throw invalidRequest(
      `You cannot delete ${id}: it is the individual that the account belongs to.`,
    );
  }
  const owner = context.as(account.id);
  owner.records.remove('person', id);
  owner.emit('person.deleted', person);
  const hidden = hiddenOf(context, account.id);
  const mine = (name: string): boolean => name.startsWith(`${id}.`);
  keepAccount(context, account, {
    ...hidden,
    failures: Object.fromEntries(Object.entries(hidden.failures).filter(([name]) => !mine(name))),
    pending: hidden.pending.filter((name) => !mine(name)),
  });
  return { id, object: 'person', deleted: true };
}

function list(
  context: Context,
  parameters: Stripe.AccountListPersonsParams,
  id: string,
): Stripe.ApiList<Stripe.Person> {
  const account = connectedInPath(context, id);
  const asked = Object.entries(parameters.relationship ?? {});
  const rows = context
    .as(account.id)
    .records.all('person')
    .map(({ object }) => object)
    .filter(({ relationship }) =>
      asked.every(([name, value]) => (relationship as Fields | undefined)?.[name] === value),
    );
  return context.list(rows, parameters, `/v1/accounts/${id}/persons`);
}

export const persons: Resource = {
  object: 'person',
  routes: [
    route(
      'POST',
      '/v1/accounts/:account/persons',
      'AccountCreatePersonParams',
      (context, given, path) => create(context, given, path.account ?? ''),
    ),
    route(
      'GET',
      '/v1/accounts/:account/persons',
      'AccountListPersonsParams',
      (context, parameters, path) => list(context, parameters, path.account ?? ''),
    ),
    route(
      'GET',
      '/v1/accounts/:account/persons/:id',
      'AccountRetrievePersonParams',
      (context, _, path) =>
        find(context, connectedInPath(context, path.account ?? ''), path.id ?? ''),
    ),
    route(
      'POST',
      '/v1/accounts/:account/persons/:id',
      'AccountUpdatePersonParams',
      (context, given, path) => {
        const account = connectedInPath(context, path.account ?? '');
        return save(context, account, given, find(context, account, path.id ?? ''));
      },
    ),
    route(
      'DELETE',
      '/v1/accounts/:account/persons/:id',
      'AccountDeletePersonParams',
      (context, _, path) =>
        remove(context, connectedInPath(context, path.account ?? ''), path.id ?? ''),
    ),
  ],
};
