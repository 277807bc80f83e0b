/**
 * What the Payment Element asks when it is made: which payment methods to offer and for whom.
 * Undocumented by Stripe; only Stripe.js calls it.
 */
import type Stripe from 'stripe';
import { missingParameter, noSuch, route, type Context, type Resource } from '../server/contract';
import { sessionCustomer } from './customer-sessions';
import { publicSubset } from './intent-options';
import { payableTypes } from './intent-types';
import { merchant, merchantName } from './merchant';
import { configurationFor, switchedOn } from './method-configuration';

interface SessionParameters {
  type?: string;
  client_secret?: string;
  customer_session_client_secret?: string;
  deferred_intent?: Readonly<Record<string, unknown>>;
}

function intentOf(context: Context, secret: string): Stripe.SetupIntent | Stripe.PaymentIntent {
  const id = secret.split('_secret_')[0] ?? '';
  const setup = id.startsWith('seti_');
  const found = context.records.get(setup ? 'setup_intent' : 'payment_intent', id);
  if (found?.object.client_secret !== secret) {
    throw noSuch(setup ? 'setupintent' : 'payment_intent', id, 'client_secret', 404);
  }
  return found.object;
}

/** Types that the account offers, or a deferred intent names, without those it leaves out. */
function deferredTypes(
  context: Context,
  deferred: SessionParameters['deferred_intent'] = {},
): string[] {
  const { allowed_payment_method_types: allowed, excluded_payment_method_types: excluded } =
    deferred;
  const { currency, payment_method_configuration: id } = deferred;
  const configuration = configurationFor(context, typeof id === 'string' ? id : undefined);
  return payableTypes(context, typeof currency === 'string' ? currency : undefined).filter(
    (type) =>
      (Array.isArray(allowed)
        ? allowed.includes(type)
        : switchedOn(context, configuration, type)) &&
      !(Array.isArray(excluded) && excluded.includes(type)),
  );
}

/** What intents may be paid by or name, and has no form in this emulator. */
const formless = new Set(['customer_balance', 'link']);

function session(context: Context, parameters: SessionParameters): object {
  const { type, client_secret, deferred_intent } = parameters;
  const deferred = type === 'deferred_intent';
  if (!deferred && client_secret === undefined) {
    throw missingParameter('client_secret');
  }
  const intent = deferred ? undefined : intentOf(context, client_secret ?? '');
  const types = intent?.payment_method_types ?? deferredTypes(context, deferred_intent);
  const account = merchant(context);
  const { customer_session_client_secret: customerSecret } = parameters;
  return {
    object: 'elements_session',
    session_id: `elements_session_${context.random(11)}`,
    account_id: account.id,
    business_name: merchantName(context),
    card_brand_choice: { eligible: false },
    customer: customerSecret === undefined ? null : sessionCustomer(context, customerSecret),
    link_settings: { link_funding_sources: [] },
    merchant_country: account.country ?? 'US',
    merchant_currency: account.default_currency ?? 'usd',
    merchant_id: account.id,
    meta_pay_signed_container_context: null,
    payment_method_preference: {
      object: 'payment_method_preference',
      country_code: account.country ?? 'US',
      ordered_payment_method_types: types.filter((type) => !formless.has(type)),
      type: intent?.object ?? 'deferred_intent',
      ...(intent
        ? {
            [intent.object]: {
              ...publicSubset(intent),
              payment_method_options: intent.payment_method_options,
            },
          }
        : {}),
    },
  };
}

const text = { schema: { kind: 'string' } } as const;
const list = { schema: { kind: 'array', of: { kind: 'string' } } } as const;

export const elementsSessions: Resource = {
  object: 'elements_session',
  routes: [
    route('GET', '/v1/elements/sessions', null, (context, given) => session(context, given), {
      access: 'any',
      also: {
        client_secret: text,
        customer_session_client_secret: text,
        locale: text,
        type: text,
        deferred_intent: {
          schema: {
            kind: 'object',
            fields: {
              mode: text,
              amount: { schema: { kind: 'integer' } },
              currency: text,
              setup_future_usage: text,
              capture_method: text,
              on_behalf_of: text,
              payment_method_configuration: text,
              payment_method_creation: text,
              allowed_payment_method_types: list,
              excluded_payment_method_types: list,
            },
          },
        },
      },
    }),
  ],
};
