/**
 * CustomerSessions (docs.stripe.com/api/customer_sessions): for half an hour they let a browser see
 * and use what a customer saved.
 */
import type Stripe from 'stripe';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { componentsOf } from './customer-session-shape';
import { expandCustomer } from './customer-shape';
import { refuseUnsupported } from './parameters';
import { publicMethod } from './payment-method-shape';
import { findCustomer, idOf } from './payment-method-use';
import { methodsOf } from './payment-methods';

/** How long a session is good for. Its length is unconfirmed. */
const LIFE_S = 30 * 60;

function create(
  context: Context,
  given: Stripe.CustomerSessionCreateParams,
): Stripe.CustomerSession {
  refuseUnsupported({ ...given }, ['customer_account']);
  if (given.customer === undefined) {
    throw invalidRequest('Missing required param: customer.', {
      code: 'parameter_missing',
      param: 'customer',
    });
  }
  const { id: customer } = findCustomer(context, given.customer);
  const asked = Object.values(given.components) as ({ enabled: boolean } | undefined)[];
  if (!asked.some((component) => component?.enabled)) {
    // Documented; the sentence is unconfirmed.
    throw invalidRequest('At least one component must be enabled.', { param: 'components' });
  }
  const features = given.components.payment_element?.features;
  if (features?.payment_method_save_usage && features.payment_method_save !== 'enabled') {
    throw invalidRequest(
      '`payment_method_save_usage` can only be set when `payment_method_save` is `enabled`.',
      { param: 'components[payment_element][features][payment_method_save_usage]' },
    );
  }
  const limit = features?.payment_method_redisplay_limit;
  if (limit !== undefined && (limit < 1 || limit > 10)) {
    throw invalidRequest('`payment_method_redisplay_limit` must be between 1 and 10.', {
      param: 'components[payment_element][features][payment_method_redisplay_limit]',
    });
  }
  const now = context.now();
  const session: Stripe.CustomerSession = {
    object: 'customer_session',
    client_secret: `cuss_secret_${context.random(40)}`,
    components: componentsOf(given.components),
    created: now,
    customer,
    customer_account: null,
    expires_at: now + LIFE_S,
    livemode: false,
  };
  context.records.put('customer_session', { ...session, id: session.client_secret }, null);
  return session;
}

/**
 * What Stripe.js learns about the customer behind a session's secret: the session, and the saved
 * methods where the Payment Element may show them (undocumented by Stripe).
 *
 * @throws 404 for an unknown secret, 400 when the session is over (sentence unconfirmed).
 */
export function sessionCustomer(context: Context, secret: string): object {
  const found = context.records.get('customer_session', secret)?.object;
  if (!found) throw noSuch('customer_session', secret, 'customer_session_client_secret', 404);
  if (found.expires_at <= context.now()) {
    throw invalidRequest('The customer session has expired.', {
      param: 'customer_session_client_secret',
    });
  }
  const customer = idOf(found.customer) ?? '';
  const features = found.components?.payment_element.features;
  const owner = context.records.get('customer', customer)?.object;
  return {
    customer_session: {
      id: `cuss_${secret.slice(-24)}`,
      object: 'customer_session',
      livemode: false,
      customer,
      api_key: `ek_test_${secret.slice(-24)}`,
      api_key_expiry: found.expires_at,
      components: found.components,
    },
    default_payment_method: idOf(owner?.invoice_settings.default_payment_method),
    payment_methods: features ? redisplayed(context, customer, features) : [],
  };
}

function redisplayed(
  context: Context,
  customer: string,
  features: Stripe.CustomerSession.Components.PaymentElement.Features,
): object[] {
  if (features.payment_method_redisplay !== 'enabled') return [];
  const filters: readonly string[] = features.payment_method_allow_redisplay_filters;
  return methodsOf(context, customer, {})
    .filter(({ allow_redisplay }) => filters.includes(allow_redisplay ?? 'unspecified'))
    .slice(0, features.payment_method_redisplay_limit ?? 3)
    .map(publicMethod);
}

export const customerSessions: Resource = {
  object: 'customer_session',
  expandable: { customer: expandCustomer },
  routes: [route('POST', '/v1/customer_sessions', 'CustomerSessionCreateParams', create)],
};
