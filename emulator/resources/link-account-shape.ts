/**
 * A Financial Connections session as Stripe.js sees it, and what it links. Undocumented by Stripe,
 * whose own pages alone use it; the Session of the public API is the same object seen by a server
 * (docs.stripe.com/api/financial_connections/sessions).
 */
import type Stripe from 'stripe';
import type { TestBankAccount } from '../rules/banks/institutions';
import { testBank, testBankName } from '../rules/banks/test-banks';
import type { Context } from '../server/contract';
import type { Stored } from '../store/kinds';
import { accountsOf } from './linked-account';

type Session = Stripe.FinancialConnections.Session;
type Account = Stripe.FinancialConnections.Account;

/** A session with nothing linked yet. Nothing is kept. */
export function newSession(
  context: Context,
  given: Pick<Session, 'account_holder' | 'permissions' | 'prefetch'> &
    Partial<Pick<Session, 'filters' | 'limits' | 'manual_entry' | 'return_url'>>,
): Session {
  const id = context.id('fcsess_');
  return {
    id,
    object: 'financial_connections.session',
    account_holder: given.account_holder,
    accounts: accountList(id, []),
    client_secret: `${id}_secret_${context.random(24)}`,
    filters: given.filters ?? { account_subcategories: ['checking', 'savings'], country: null },
    ...(given.limits ? { limits: given.limits } : {}),
    livemode: false,
    ...(given.manual_entry ? { manual_entry: given.manual_entry } : {}),
    permissions: given.permissions,
    prefetch: given.prefetch,
    ...(given.return_url === undefined ? {} : { return_url: given.return_url }),
  };
}

/** The accounts of a session, as the public API lists them. */
export function accountList(session: string, data: Account[]): Stripe.ApiList<Account> {
  return {
    object: 'list',
    data,
    has_more: false,
    url: `/v1/financial_connections/accounts?session=${session}`,
  };
}

/** An account of a test institution, linked. Nothing is kept. */
export function newLinkedAccount(
  context: Context,
  session: Session,
  { last4, name }: TestBankAccount,
  institution: string,
): Account {
  return {
    id: context.id('fca_'),
    object: 'financial_connections.account',
    account_holder: session.account_holder,
    account_numbers: [
      {
        expected_expiry_date: null,
        identifier_type: 'account_number',
        status: 'transactable',
        supported_networks: ['ach'],
      },
    ],
    balance: null,
    balance_refresh: null,
    category: 'cash',
    created: context.now(),
    display_name: name,
    institution_name: institution,
    last4,
    livemode: false,
    ownership: null,
    ownership_refresh: null,
    permissions: session.permissions,
    status: 'active',
    subcategory: 'checking',
    subscriptions: [],
    supported_payment_method_types: ['us_bank_account'],
    transaction_refresh: null,
  };
}

/** The session as a browser is told of it, with what is linked so far. */
export function sessionAnswer(
  context: Context,
  stored: Stored<'financial_connections_session'>,
): object {
  const { object, hidden } = stored;
  const accounts = accountsOf(context, stored);
  const { manual } = hidden;
  const data: object[] = manual
    ? [
        {
          id: manual.id,
          object: 'linked_account',
          category: 'cash',
          display_name: testBankName,
          institution_name: testBankName,
          last4: testBank(manual.account).last4,
          livemode: false,
          manual: true,
          status: 'active',
          subcategory: 'checking',
          supported_payment_method_types: ['us_bank_account'],
          verified: false,
        },
      ]
    : accounts.map((account) => ({
        id: account.id,
        object: 'linked_account',
        category: account.category,
        display_name: account.display_name,
        institution_name: account.institution_name,
        last4: account.last4,
        livemode: false,
        manual: false,
        status: account.status,
        subcategory: account.subcategory,
        supported_payment_method_types: account.supported_payment_method_types,
        verified: true,
      }));
  return {
    id: object.id,
    object: 'link_account_session',
    client_secret: object.client_secret,
    intent: hidden.intent,
    linked_accounts: {
      object: 'list',
      data,
      has_more: false,
      url: `/v1/link_account_sessions/${object.id}/accounts`,
    },
    livemode: false,
    manual_entry: object.manual_entry ?? null,
    permissions: object.permissions,
    return_url: object.return_url ?? null,
  };
}
