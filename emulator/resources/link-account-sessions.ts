/**
 * How Stripe.js links a bank account: a session for an intent, the account picked at a test
 * institution or typed, and the PaymentMethod that comes of it. Undocumented by Stripe; only
 * Stripe.js and the pages of Financial Connections call it.
 */
import { route, type ParameterFields, type Resource } from '../server/contract';
import { linkAccount, sessionInPath } from './link-account-choice';
import { attachLinked, type Collection } from './link-account-intents';
import { openDeferred, openForIntent, type SessionParameters } from './link-account-opening';
import { sessionAnswer } from './link-account-shape';

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
      (context, given, path) => openForIntent(context, collection, path.id ?? '', given),
      { access: 'client_secret', also: opening },
    ),
    route(
      'POST',
      `${sessions}/:session/attach`,
      null,
      (context, given, path) => attachLinked(context, collection, path, given),
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
      (context, given) => openDeferred(context, given),
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
      (context, given, path) => linkAccount(context, path.id ?? '', given),
      { access: 'client_secret', also: account },
    ),
  ],
};
