import type { ApiClient } from '../api-client/client';
import { failed, type ApiResult } from '../api-client/api-error';
import { readClientSecret, type PublicIntent } from '../api-client/intents';
import type { GroupOptions } from '../channel/contracts';
import { outsideTypes } from './outside-methods';

interface WireCustomer {
  customer_session: {
    components?: {
      payment_element: {
        features: {
          payment_method_remove: 'enabled' | 'disabled';
          payment_method_save: 'enabled' | 'disabled';
          payment_method_save_usage: string | null;
        } | null;
      };
    };
  };
  payment_methods: SavedMethod[];
}

interface WireSession {
  customer?: WireCustomer | null;
  business_name?: string | null;
  merchant_country?: string | null;
  payment_method_preference: {
    country_code?: string | null;
    ordered_payment_method_types: string[];
    setup_intent?: PublicIntent;
    payment_intent?: PublicIntent;
  };
}

/** A saved payment method, as a publishable key may see it. */
export interface SavedMethod {
  id: string;
  type: string;
  billing_details: object;
  card?: {
    brand: string;
    display_brand?: string | null;
    last4: string;
    exp_month: number;
    exp_year: number;
    funding?: string;
    networks?: { available: string[]; preferred: string | null } | null;
  };
  us_bank_account?: { bank_name: string | null; last4: string | null };
}

/** What a CustomerSession lets the buyer do (docs.stripe.com/api/customer_sessions). */
export interface CustomerChoices {
  /** To be shown, the default first. */
  methods: SavedMethod[];
  mayRemove: boolean;
  asksToSave: boolean;
  /** `setup_future_usage` of a payment whose details the buyer wants kept. */
  saveUsage: string | null;
}

/** What the form needs to know before it can be drawn. */
export interface Session {
  types: string[];
  country: string;
  businessName: string | null;
  /** Whether the payment method is kept for later, so that terms are shown. */
  saves: boolean;
  customer: CustomerChoices | null;
  /** Whether a saved card's security code is asked for again. */
  asksCvcAgain: boolean;
  /** `automatic`, `instant` without typed numbers, or `microdeposits` with nothing else. */
  bankVerification: string;
}

/** `GET /v1/elements/sessions` for a group with an intent, or a deferred one. */
export async function loadSession(
  client: ApiClient,
  group: GroupOptions,
  locale: string,
): Promise<ApiResult<{ session: Session }>> {
  const kind = readClientSecret(group.clientSecret)?.kind;
  const result = await client.call<WireSession>('GET', '/v1/elements/sessions', {
    type: kind ? `${kind}_intent` : 'deferred_intent',
    locale,
    customer_session_client_secret: group.customerSessionClientSecret,
    ...(group.clientSecret
      ? { client_secret: group.clientSecret }
      : {
          deferred_intent: {
            mode: group.mode,
            amount: group.amount,
            currency: group.currency,
            setup_future_usage: group.setupFutureUsage ?? undefined,
            capture_method: group.captureMethod,
            on_behalf_of: group.onBehalfOf,
            payment_method_configuration: group.paymentMethodConfiguration,
            allowed_payment_method_types: group.allowedPaymentMethodTypes,
            excluded_payment_method_types: group.excludedPaymentMethodTypes,
          },
        }),
  });
  if (failed(result)) return result;
  const { business_name, merchant_country, payment_method_preference: preference } = result.object;
  const allowed = group.allowedPaymentMethodTypes;
  const excluded = group.excludedPaymentMethodTypes ?? [];
  const types = preference.ordered_payment_method_types.filter(
    (type) => (!allowed || allowed.includes(type)) && !excluded.includes(type),
  );
  const again =
    preference.payment_intent?.payment_method_options?.card?.require_cvc_recollection ??
    group.paymentMethodOptions?.card?.require_cvc_recollection;
  const intent = preference.setup_intent ?? preference.payment_intent;
  const { us_bank_account: bank } =
    intent?.payment_method_options ?? group.paymentMethodOptions ?? {};
  const reused = preference.payment_intent?.setup_future_usage ?? group.setupFutureUsage;
  return {
    session: {
      types: [...types, ...outsideTypes(group)],
      country: preference.country_code ?? merchant_country ?? 'US',
      businessName: business_name ?? null,
      saves:
        kind === 'setup' ||
        group.mode === 'setup' ||
        group.mode === 'subscription' ||
        Boolean(reused),
      customer: result.object.customer ? choicesOf(result.object.customer, types) : null,
      asksCvcAgain: again === true,
      bankVerification: bank?.verification_method ?? 'automatic',
    },
  };
}

function choicesOf(customer: WireCustomer, types: string[]): CustomerChoices {
  const features = customer.customer_session.components?.payment_element.features;
  return {
    methods: customer.payment_methods.filter(({ type }) => types.includes(type)),
    mayRemove: features?.payment_method_remove === 'enabled',
    asksToSave: features?.payment_method_save === 'enabled',
    saveUsage: features?.payment_method_save_usage ?? null,
  };
}
