import type { ApiClient } from '../api-client/client';
import { failed, type ApiResult } from '../api-client/api-error';
import { readClientSecret, type PublicIntent } from '../api-client/intents';
import type { GroupOptions } from '../channel/contracts';

interface WireSession {
  business_name?: string | null;
  merchant_country?: string | null;
  payment_method_preference: {
    country_code?: string | null;
    ordered_payment_method_types: string[];
    setup_intent?: PublicIntent;
    payment_intent?: PublicIntent;
  };
}

/** What the form needs to know before it can be drawn. */
export interface Session {
  types: string[];
  country: string;
  businessName: string | null;
  /** Whether the payment method is kept for later, so that terms are shown. */
  saves: boolean;
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
          },
        }),
  });
  if (failed(result)) return result;
  const { business_name, merchant_country, payment_method_preference: preference } = result.object;
  const reused = preference.payment_intent?.setup_future_usage ?? group.setupFutureUsage;
  const allowed = group.allowedPaymentMethodTypes;
  const excluded = group.excludedPaymentMethodTypes ?? [];
  return {
    session: {
      types: preference.ordered_payment_method_types.filter(
        (type) => (!allowed || allowed.includes(type)) && !excluded.includes(type),
      ),
      country: preference.country_code ?? merchant_country ?? 'US',
      businessName: business_name ?? null,
      saves:
        kind === 'setup' ||
        group.mode === 'setup' ||
        group.mode === 'subscription' ||
        Boolean(reused),
    },
  };
}
