/**
 * The account a buyer picks at a test institution, or types, in a session of Stripe.js.
 */
import {
  testInstitution,
  testInstitutions,
  type TestBankAccount,
} from '../rules/banks/institutions';
import { testBankByLink, type TestBank } from '../rules/banks/test-banks';
import { invalidRequest, noSuch, type Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { beginRefresh, prefetched } from './linked-data';
import { accountList, newLinkedAccount, sessionAnswer } from './link-account-shape';
import { typedBank } from './us-bank-account';

type Session = Stored<'financial_connections_session'>;

export interface AccountParameters {
  client_secret?: string;
  institution?: string;
  account?: string;
  routing_number?: string;
  account_number?: string;
}

/** The session of a path; a browser needs its client secret. */
export function sessionInPath(context: Context, id: string, secret: unknown): Session {
  const found = context.records.get('financial_connections_session', id);
  const known = context.key !== 'publishable' || found?.object.client_secret === secret;
  if (!found || !known) throw noSuch('link_account_session', id, 'session', 404);
  return found;
}

/**
 * Links the account the buyer picked or typed. One picked later takes its place, but for sessions of
 * a server that may collect several.
 */
export function linkAccount(context: Context, id: string, given: AccountParameters): object {
  const { object, hidden } = sessionInPath(context, id, given.client_secret);
  const typed = given.routing_number !== undefined || given.account_number !== undefined;
  if (typed) {
    if (object.manual_entry?.mode === 'disabled') {
      throw invalidRequest('Accounts cannot be entered manually in this session.', {
        param: 'account_number',
      });
    }
    const { key } = typedBank(given, (name) => name);
    const manual = { id: context.id('bank_'), account: key };
    const after = { ...object, accounts: accountList(id, []) };
    context.records.put('financial_connections_session', after, { ...hidden, manual });
    return sessionAnswer(context, { object: after, hidden: { ...hidden, manual } });
  }
  const { bank, shown, institution } = pick(given);
  const account = newLinkedAccount(context, object, shown, institution);
  context.records.put('financial_connections_account', account, {
    account: bank.key,
    session: id,
  });
  context.emit('financial_connections.account.created', account);
  beginRefresh(context, account, prefetched(object.prefetch));
  const several = hidden.intent === null && object.account_holder !== null;
  const before = several && object.limits?.accounts !== 1 ? object.accounts.data : [];
  const after = { ...object, accounts: accountList(id, [...before, account]) };
  context.records.put('financial_connections_session', after, { ...hidden, manual: null });
  return sessionAnswer(context, { object: after, hidden: { ...hidden, manual: null } });
}

/** The account the buyer picked. Throws 400 for one that isn't there, or can't be paid from. */
function pick(given: AccountParameters): {
  bank: TestBank;
  shown: TestBankAccount;
  institution: string;
} {
  const institution = testInstitution(given.institution ?? '');
  if (!institution) {
    const keys = testInstitutions.map(({ key }) => key).join(', ');
    throw invalidRequest(`Invalid institution: must be one of ${keys}`, { param: 'institution' });
  }
  const key = given.account ?? 'success';
  const shown = institution.accounts.find((one) => one.key === key);
  const bank = testBankByLink(key);
  if (institution.outage !== null || !shown) {
    throw noSuch('account', key, 'account', 400);
  }
  if (!shown.payable || !bank) {
    throw invalidRequest(`The account ${shown.name} does not support payments.`, {
      code: 'financial_connections_account_unavailable_account_numbers',
      param: 'account',
    });
  }
  return { bank, shown, institution: institution.name };
}
