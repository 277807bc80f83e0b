/**
 * The components a CustomerSession opens (docs.stripe.com/api/customer_sessions/object), with what
 * each does unless told otherwise.
 */
import type Stripe from 'stripe';

type Given = Stripe.CustomerSessionCreateParams.Components;
type Components = Stripe.CustomerSession.Components;

/** Every component: those not asked for are there, and switched off. */
export function componentsOf(given: Given): Components {
  const switched = (component: { enabled: boolean } | undefined): { enabled: boolean } => ({
    enabled: component?.enabled ?? false,
  });
  return {
    active_entitlements: switched(given.active_entitlements),
    buy_button: switched(given.buy_button),
    customer_portal: switched(given.customer_portal),
    customer_sheet: sheet(given.customer_sheet),
    mobile_payment_element: mobile(given.mobile_payment_element),
    payment_element: element(given.payment_element),
    pricing_table: switched(given.pricing_table),
  };
}

/** Which saved methods a component shows and lets the customer remove: what all three have. */
function saved<Filter extends string, Remove extends string>(features: {
  payment_method_allow_redisplay_filters?: Filter[];
  payment_method_remove?: Remove;
}): {
  payment_method_allow_redisplay_filters: (Filter | 'always')[];
  payment_method_remove: Remove | 'disabled';
} {
  return {
    payment_method_allow_redisplay_filters: features.payment_method_allow_redisplay_filters ?? [
      'always',
    ],
    payment_method_remove: features.payment_method_remove ?? 'disabled',
  };
}

function element(given: Given['payment_element']): Components['payment_element'] {
  if (!given?.enabled) return { enabled: false, features: null };
  const { features = {} } = given;
  return {
    enabled: true,
    features: {
      ...saved(features),
      payment_method_redisplay: features.payment_method_redisplay ?? 'disabled',
      payment_method_redisplay_limit:
        features.payment_method_redisplay === 'enabled'
          ? (features.payment_method_redisplay_limit ?? 3)
          : null,
      payment_method_save: features.payment_method_save ?? 'disabled',
      payment_method_save_usage: features.payment_method_save_usage ?? null,
    },
  };
}

function sheet(given: Given['customer_sheet']): Components['customer_sheet'] {
  if (!given?.enabled) return { enabled: false, features: null };
  return { enabled: true, features: saved(given.features ?? {}) };
}

function mobile(given: Given['mobile_payment_element']): Components['mobile_payment_element'] {
  if (!given?.enabled) return { enabled: false, features: null };
  const { features = {} } = given;
  return {
    enabled: true,
    features: {
      ...saved(features),
      payment_method_redisplay: features.payment_method_redisplay ?? 'disabled',
      payment_method_save: features.payment_method_save ?? 'disabled',
      payment_method_save_allow_redisplay_override:
        features.payment_method_save_allow_redisplay_override ?? null,
    },
  };
}
