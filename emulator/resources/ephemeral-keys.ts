/**
 * Ephemeral keys, with which an app on a phone acts for one Customer
 * (docs.stripe.com/payments/accept-a-payment?platform=ios). They are made and ended; the emulator
 * takes no calls with them.
 */
import type Stripe from 'stripe';
import {
  invalidRequest,
  missingParameter,
  noSuch,
  route,
  type Context,
  type ParameterFields,
  type Resource,
} from '../server/contract';
import { findCustomer } from './payment-method-use';

const text = { schema: { kind: 'string' } } as const;

const fields: ParameterFields = {
  customer: text,
  issuing_card: text,
  nonce: text,
  verification_session: text,
};

const LIFE_S = 60 * 60;

function create(
  context: Context,
  given: Stripe.EphemeralKeyCreateParams,
): Stripe.EphemeralKey & { associated_objects: readonly object[] } {
  for (const name of ['issuing_card', 'nonce', 'verification_session'] as const) {
    if (given[name] === undefined) continue;
    throw invalidRequest(`The parameter '${name}' is not supported by this emulator.`, {
      param: name,
    });
  }
  if (given.customer === undefined) throw missingParameter('customer');
  const { id: customer } = findCustomer(context, given.customer);
  const key = {
    id: context.id('ephkey'),
    object: 'ephemeral_key',
    created: context.now(),
    expires: context.now() + LIFE_S,
    livemode: false,
  } satisfies Stripe.EphemeralKey;
  context.records.put('ephemeral_key', key, null);
  return {
    ...key,
    // On the wire, and not in the SDK's types.
    associated_objects: [{ id: customer, type: 'customer' }],
    secret: `ek_test_${context.random(60)}`,
  };
}

function remove(context: Context, id: string): Stripe.EphemeralKey {
  const key = context.records.get('ephemeral_key', id)?.object;
  if (!key) throw noSuch('ephemeral key', id, 'id', 404);
  context.records.remove('ephemeral_key', id);
  return { ...key, expires: context.now() };
}

export const ephemeralKeys: Resource = {
  object: 'ephemeral_key',
  routes: [
    route('POST', '/v1/ephemeral_keys', null, create, { also: fields }),
    route('DELETE', '/v1/ephemeral_keys/:id', null, (context, _, path) =>
      remove(context, path.id ?? ''),
    ),
  ],
};
