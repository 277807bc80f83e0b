/**
 * CustomerSessions (docs.stripe.com/api/customer_sessions): for half an hour they let a browser see
 * and use what a customer saved.
 */
import type Stripe from 'stripe';
import {
  invalidRequest,
  missingParameter,
  noSuch,
  route,
  type Context,
  type Resource,
} from '../server/contract';
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
    throw missingParameter('customer');
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
 * The session behind a secret.
 *
 * @throws 404 for an unknown secret, 400 when the session is over (sentence unconfirmed).
 */
function openSession(
  context: Context,
  secret: string,
): { session: Stripe.CustomerSession; customer: string; features: Features | null } {
  const session = context.records.get('customer_session', secret)?.object;
  if (!session) throw noSuch('customer_session', secret, 'customer_session_client_secret', 404);
  if (session.expires_at <= context.now()) {
    throw invalidRequest('The customer session has expired.', {
      param: 'customer_session_client_secret',
    });
  }
  return {
    session,
    customer: idOf(session.customer) ?? '',
    features: session.components?.payment_element.features ?? null,
  };
}

/**
 * What Stripe.js learns about the customer behind a session's secret: the session, and the saved
 * methods where the Payment Element may show them (undocumented by Stripe).
 */
export function sessionCustomer(context: Context, secret: string): object {
  const { session, customer, features } = openSession(context, secret);
  const owner = context.records.get('customer', customer)?.object;
  return {
    customer_session: {
      id: `cuss_${secret.slice(-24)}`,
      object: 'customer_session',
      livemode: false,
      customer,
      api_key: `ek_test_${secret.slice(-24)}`,
      api_key_expiry: session.expires_at,
      components: session.components,
    },
    default_payment_method: idOf(owner?.invoice_settings.default_payment_method),
    payment_methods: features ? redisplayed(context, customer, features).map(publicMethod) : [],
  };
}

/**
 * A saved method that the session shows, for the buyer to change or remove.
 *
 * @throws 404 for a method that the session does not show, 403 for what it does not let buyers do
 *   (both unconfirmed: Stripe does not document these calls).
 */
export function shownMethod(
  context: Context,
  secret: string,
  id: string,
  wish: 'change' | 'remove',
): Stripe.PaymentMethod {
  const { customer, features } = openSession(context, secret);
  const shown = features ? redisplayed(context, customer, features) : [];
  const method = shown.find((one) => one.id === id);
  if (!method || !features) throw noSuch('PaymentMethod', id, 'payment_method', 404);
  if (wish === 'remove' && features.payment_method_remove !== 'enabled') {
    throw invalidRequest('This customer session does not allow payment methods to be removed.', {
      status: 403,
    });
  }
  return method;
}

type Features = Stripe.CustomerSession.Components.PaymentElement.Features;

/** What the customer saved and may be shown again: the default first, then the newest. */
function redisplayed(
  context: Context,
  customer: string,
  features: Features,
): Stripe.PaymentMethod[] {
  if (features.payment_method_redisplay !== 'enabled') return [];
  const filters: readonly string[] = features.payment_method_allow_redisplay_filters;
  const owner = context.records.get('customer', customer)?.object;
  const first = idOf(owner?.invoice_settings.default_payment_method);
  const shown = methodsOf(context, customer, {}).filter(({ allow_redisplay }) =>
    filters.includes(allow_redisplay ?? 'unspecified'),
  );
  return [
    ...shown.filter(({ id }) => id === first),
    ...shown.filter(({ id }) => id !== first),
  ].slice(0, features.payment_method_redisplay_limit ?? 3);
}

export const customerSessions: Resource = {
  object: 'customer_session',
  expandable: { customer: expandCustomer },
  routes: [route('POST', '/v1/customer_sessions', 'CustomerSessionCreateParams', create)],
};
