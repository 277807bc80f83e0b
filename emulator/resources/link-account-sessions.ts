/**
 * How Stripe.js links a bank account: a session for an intent, the account picked at a test
 * institution or typed, and the PaymentMethod that comes of it. Undocumented by Stripe; only
 * Stripe.js and the pages of Financial Connections call it.
 */
import type Stripe from 'stripe';
import {
  testInstitution,
  testInstitutions,
  type TestBankAccount,
} from '../rules/banks/institutions';
import { testBankByLink, type TestBank } from '../rules/banks/test-banks';
import {
  invalidRequest,
  noSuch,
  route,
  type Context,
  type ParameterFields,
  type Resource,
} from '../server/contract';
import type { Stored } from '../store/kinds';
import { beginRefresh } from './financial-connections-accounts';
import { checkMethod } from './intent-method';
import { answer, checkClientSecret } from './intent-options';
import { checkType, payableTypes } from './intent-types';
import { accountList, newLinkedAccount, newSession, sessionAnswer } from './link-account-shape';
import { billingDetails } from './payment-method-shape';
import { idOf } from './payment-method-use';
import { checkEmail } from './parameters';
import { createBank, typedBank } from './us-bank-account';

type Intent = Stripe.SetupIntent | Stripe.PaymentIntent;
type Session = Stored<'financial_connections_session'>;

interface SessionParameters {
  client_secret?: string;
  hosted_surface?: string;
  payment_method_data?: {
    type?: string;
    billing_details?: Stripe.PaymentMethodCreateParams.BillingDetails;
  };
}

interface AccountParameters {
  client_secret?: string;
  institution?: string;
  account?: string;
  routing_number?: string;
  account_number?: string;
}

/** Where either kind of intent is found, and how Stripe's errors call it. */
const kinds = {
  setup_intents: ['setup_intent', 'setupintent'],
  payment_intents: ['payment_intent', 'payment_intent'],
} as const;
type Collection = keyof typeof kinds;

function intentInPath(
  context: Context,
  collection: Collection,
  id: string,
  secret: unknown,
): Intent {
  const [kind, noun] = kinds[collection];
  const found = context.records.get(kind, id);
  if (!found) throw noSuch(noun, id, 'intent', 404);
  checkClientSecret(context, noun, found.object, secret);
  return found.object;
}

function sessionInPath(context: Context, id: string, secret: unknown): Session {
  const found = context.records.get('financial_connections_session', id);
  const known = context.key !== 'publishable' || found?.object.client_secret === secret;
  if (!found || !known) throw noSuch('link_account_session', id, 'session', 404);
  return found;
}

const open = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

function checkOpen(context: Context, intent: Intent): void {
  if (open.includes(intent.status)) return;
  throw invalidRequest(
    `A bank account can only be collected for an intent with one of the following statuses: ${open.join(', ')}. ${intent.id} has a status of ${intent.status}.`,
    { code: `${intent.object}_unexpected_state`, [intent.object]: answer(context, intent) },
  );
}

/** Whose account it will be: the buyer's, where the intent has one. */
function holderOf(intent: Intent): Stripe.FinancialConnections.Session.AccountHolder | null {
  const customer = idOf(intent.customer);
  return customer === null ? null : { customer, type: 'customer' };
}

function createForIntent(
  context: Context,
  collection: Collection,
  id: string,
  given: SessionParameters,
): object {
  const intent = intentInPath(context, collection, id, given.client_secret);
  checkOpen(context, intent);
  const noun = intent.object === 'setup_intent' ? 'SetupIntent' : 'PaymentIntent';
  checkType(noun, intent.payment_method_types, 'us_bank_account');
  const billing = given.payment_method_data?.billing_details;
  const param = 'payment_method_data[billing_details]';
  checkEmail(billing?.email, `${param}[email]`);
  // The Payment Element's form asks for the name when it is submitted.
  if (!billing?.name && given.hosted_surface !== 'payment_element') {
    throw invalidRequest(`Missing required param: ${param}[name].`, {
      code: 'parameter_missing',
      param: `${param}[name]`,
    });
  }
  const connections = intent.payment_method_options?.us_bank_account?.financial_connections;
  return openSession(context, {
    billing,
    intent: intent.id,
    holder: holderOf(intent),
    permissions: connections?.permissions ?? ['payment_method'],
    prefetch: connections?.prefetch ?? null,
  });
}

interface Opening {
  readonly billing: Stripe.PaymentMethodCreateParams.BillingDetails | undefined;
  readonly intent: string | null;
  readonly holder: Stripe.FinancialConnections.Session.AccountHolder | null;
  readonly permissions: Stripe.FinancialConnections.Session.Permission[];
  readonly prefetch: Stripe.FinancialConnections.Session.Prefetch[] | null;
}

function openSession(context: Context, opening: Opening): object {
  const object = newSession(context, {
    account_holder: opening.holder,
    permissions: opening.permissions,
    prefetch: opening.prefetch,
    manual_entry: { mode: 'automatic' },
  });
  const hidden = {
    intent: opening.intent,
    billing: billingDetails(opening.billing),
    manual: null,
  };
  context.records.put('financial_connections_session', object, hidden);
  return sessionAnswer(context, { object, hidden });
}

/** For a Payment Element that has no intent yet. */
function createDeferred(
  context: Context,
  given: SessionParameters & { currency?: string },
): object {
  if (!payableTypes(context, given.currency).includes('us_bank_account')) {
    throw invalidRequest(
      'The payment method type us_bank_account is not available for this account and currency.',
      { code: 'payment_method_unactivated' },
    );
  }
  return openSession(context, {
    billing: given.payment_method_data?.billing_details,
    intent: null,
    holder: null,
    permissions: ['payment_method'],
    prefetch: null,
  });
}

/**
 * Links the account the buyer picked or typed. One picked later takes its place, but for sessions of
 * a server that may collect several.
 */
function addAccount(context: Context, id: string, given: AccountParameters): object {
  const { object, hidden } = sessionInPath(context, id, given.client_secret);
  const typed = given.routing_number !== undefined || given.account_number !== undefined;
  if (typed) {
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
  if (object.prefetch?.includes('balances')) beginRefresh(context, account);
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

/** Gives the intent the linked account as its PaymentMethod, to be confirmed. */
function attach(
  context: Context,
  collection: Collection,
  path: Readonly<Record<string, string>>,
  given: SessionParameters,
): object {
  const intent = intentInPath(context, collection, path.id ?? '', given.client_secret);
  checkOpen(context, intent);
  const session = context.records.get('financial_connections_session', path.session ?? '');
  if (session?.hidden.intent !== intent.id) {
    throw noSuch('link_account_session', path.session ?? '', 'session', 404);
  }
  const method = createBank(context, {
    us_bank_account: { link_account_session: session.object.id },
  });
  checkMethod(context, intent, method, false);
  const after = {
    ...intent,
    next_action: null,
    payment_method: method.object.id,
    status: 'requires_confirmation' as const,
  };
  if (after.object === 'setup_intent') context.records.put('setup_intent', after);
  else context.records.put('payment_intent', after);
  return answer(context, after);
}

const text = { schema: { kind: 'string', emptyable: true } } as const;
const anything: ParameterFields[string] = {
  schema: { kind: 'map', of: { kind: 'string', emptyable: true } },
};

/** What Stripe.js sends when it opens a session; the SDK has no type for it. */
const opening: ParameterFields = {
  payment_method_data: {
    schema: {
      kind: 'object',
      fields: {
        type: { schema: { kind: 'enum', values: ['us_bank_account'] } },
        billing_details: {
          schema: {
            kind: 'object',
            fields: { address: anything, email: text, name: text, phone: text },
          },
        },
      },
    },
  },
  hosted_surface: text,
  locale: text,
  unique_id: text,
};

const deferred: ParameterFields = {
  ...opening,
  amount: { schema: { kind: 'integer' } },
  currency: text,
  customer: text,
  mode: text,
  on_behalf_of: text,
  session_id: text,
  verification_method: text,
};

const account: ParameterFields = {
  account: text,
  account_number: text,
  institution: text,
  routing_number: text,
};

function routesOf(collection: Collection): Resource['routes'] {
  const sessions = `/v1/${collection}/:id/link_account_sessions`;
  return [
    route(
      'POST',
      sessions,
      null,
      (context, given, path) => createForIntent(context, collection, path.id ?? '', given),
      { access: 'client_secret', also: opening },
    ),
    route(
      'POST',
      `${sessions}/:session/attach`,
      null,
      (context, given, path) => attach(context, collection, path, given),
      { access: 'client_secret' },
    ),
  ];
}

export const linkAccountSessions: Resource = {
  object: 'link_account_session',
  routes: [
    ...routesOf('setup_intents'),
    ...routesOf('payment_intents'),
    route(
      'POST',
      '/v1/connections/link_account_sessions_for_deferred_payment',
      null,
      (context, given) => createDeferred(context, given),
      { access: 'any', also: deferred },
    ),
    route(
      'GET',
      '/v1/link_account_sessions/:id',
      null,
      (context, given: SessionParameters, path) =>
        sessionAnswer(context, sessionInPath(context, path.id ?? '', given.client_secret)),
      { access: 'client_secret' },
    ),
    route(
      'POST',
      '/v1/link_account_sessions/:id/accounts',
      null,
      (context, given, path) => addAccount(context, path.id ?? '', given),
      { access: 'client_secret', also: account },
    ),
  ],
};
