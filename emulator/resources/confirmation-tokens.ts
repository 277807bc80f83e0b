/**
 * ConfirmationTokens (docs.stripe.com/api/confirmation_tokens): what a buyer entered, carried from
 * the browser to the server that confirms.
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
import { address, cardInPaymentMethodData, onlyOne } from './parameters';
import { publicMethod } from './payment-method-shape';
import { createMethod, findMethod, type NewMethod } from './payment-method-source';
import type { AnnouncedPayment } from './token-contents';

/** How long a token is good for. */
const LIFE_S = 12 * 60 * 60;

interface TokenParameters {
  client_context?: AnnouncedPayment;
  payment_method?: string;
  payment_method_data?: NewMethod;
  payment_method_options?: {
    card?: {
      installments?: { plan: Stripe.ConfirmationToken.PaymentMethodOptions.Card['installments'] };
    };
  };
  return_url?: string;
  setup_future_usage?: Stripe.ConfirmationToken.SetupFutureUsage;
  shipping?: { address: Stripe.AddressParam; name: string; phone?: string | null };
  mandate_data?: { customer_acceptance: { online?: MandateOnline; type: string } };
}

interface MandateOnline {
  ip_address?: string;
  user_agent?: string;
  infer_from_client?: boolean;
}

function create(context: Context, given: TokenParameters): Stripe.ConfirmationToken {
  onlyOne({ ...given }, ['payment_method', 'payment_method_data']);
  if (given.payment_method === undefined && given.payment_method_data === undefined) {
    throw missingParameter('payment_method_data');
  }
  const { object: method } = given.payment_method_data
    ? createMethod(context, given.payment_method_data, 'payment_method_data')
    : findMethod(context, given.payment_method ?? '');
  const now = context.now();
  const { shipping } = given;
  const token: Stripe.ConfirmationToken = {
    id: context.id('ctoken_'),
    object: 'confirmation_token',
    created: now,
    expires_at: now + LIFE_S,
    livemode: false,
    mandate_data: mandateData(given.mandate_data ?? implied(context, method)),
    metadata: null,
    payment_intent: null,
    payment_method_options: methodOptions(given.payment_method_options),
    payment_method_preview: preview(method),
    return_url: given.return_url ?? null,
    setup_future_usage: given.setup_future_usage ?? null,
    setup_intent: null,
    shipping: shipping
      ? { address: address(shipping.address), name: shipping.name, phone: shipping.phone ?? null }
      : null,
    use_stripe_sdk: true,
  };
  const { client_context: announced } = given;
  context.records.put('confirmation_token', token, {
    method: method.id,
    ...(announced ? { announced } : {}),
  });
  return context.key === 'publishable' ? shown(token, method) : token;
}

/** What the browser that made it is told: nothing that tells cards apart. */
function shown(
  token: Stripe.ConfirmationToken,
  method: Stripe.PaymentMethod,
): Stripe.ConfirmationToken {
  return {
    ...token,
    payment_method_preview: preview(publicMethod(method) as Stripe.PaymentMethod),
  };
}

/** The PaymentMethod as it will be, without an id. */
function preview(method: Stripe.PaymentMethod): Stripe.ConfirmationToken.PaymentMethodPreview {
  const { id: _, object: __, created: ___, livemode: ____, metadata: _____, ...rest } = method;
  const { shared_payment_granted_token: ______, ...shape } = rest as typeof rest & {
    shared_payment_granted_token?: unknown;
  };
  return { ...shape, customer_account: null } as Stripe.ConfirmationToken.PaymentMethodPreview;
}

function methodOptions(
  given: TokenParameters['payment_method_options'],
): Stripe.ConfirmationToken.PaymentMethodOptions | null {
  if (!given?.card) return null;
  const { installments } = given.card;
  return {
    card: {
      cvc_token: null,
      ...(installments ? { installments: installments as object } : {}),
    },
  };
}

/** Stripe.js asks for a bank account only of buyers who let it be debited. */
function implied(context: Context, method: Stripe.PaymentMethod): TokenParameters['mandate_data'] {
  const debited = context.key === 'publishable' && method.type === 'us_bank_account';
  return debited ? { customer_acceptance: { online: {}, type: 'online' } } : undefined;
}

function mandateData(
  given: TokenParameters['mandate_data'],
): Stripe.ConfirmationToken.MandateData | null {
  if (!given) return null;
  const { online, type } = given.customer_acceptance;
  return {
    customer_acceptance: {
      online: online
        ? { ip_address: online.ip_address ?? null, user_agent: online.user_agent ?? null }
        : null,
      type,
    },
  };
}

const text = { schema: { kind: 'string' } } as const;
const anything = { schema: { kind: 'map', of: { kind: 'string', emptyable: true } } } as const;

/** What Stripe.js sends; the SDK has no type for it. */
const fromBrowser: ParameterFields = {
  client_context: {
    schema: {
      kind: 'object',
      fields: {
        capture_method: text,
        currency: text,
        customer: text,
        mode: text,
        on_behalf_of: text,
        payment_method_configuration: text,
        payment_method_options: anything,
        payment_method_types: { schema: { kind: 'array', of: { kind: 'string' } } },
        require_cvc_recollection: { schema: { kind: 'boolean' } },
        setup_future_usage: text,
      },
    },
  },
  mandate_data: {
    schema: {
      kind: 'object',
      fields: {
        customer_acceptance: {
          required: true,
          schema: {
            kind: 'object',
            fields: {
              type: { schema: { kind: 'string' }, required: true },
              online: {
                schema: {
                  kind: 'object',
                  fields: {
                    ip_address: text,
                    user_agent: text,
                    infer_from_client: { schema: { kind: 'boolean' } },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  set_as_default_payment_method: { schema: { kind: 'boolean' } },
  ...cardInPaymentMethodData,
};

export const confirmationTokens: Resource = {
  object: 'confirmation_token',
  routes: [
    route(
      'POST',
      '/v1/confirmation_tokens',
      'TestHelpersConfirmationTokenCreateParams',
      (context, given) => {
        if (context.key === 'secret') {
          throw invalidRequest(
            'ConfirmationTokens are made by Stripe.js, with a publishable key. To make one on a server in test mode, use POST /v1/test_helpers/confirmation_tokens.',
            { status: 403 },
          );
        }
        return create(context, given as TokenParameters);
      },
      { access: 'any', also: fromBrowser },
    ),
    route(
      'POST',
      '/v1/test_helpers/confirmation_tokens',
      'TestHelpersConfirmationTokenCreateParams',
      (context, given) => create(context, given as TokenParameters),
      { also: cardInPaymentMethodData },
    ),
    route(
      'GET',
      '/v1/confirmation_tokens/:id',
      'ConfirmationTokenRetrieveParams',
      (context, _, path) => {
        const found = context.records.get('confirmation_token', path.id ?? '');
        if (!found) throw noSuch('confirmation_token', path.id ?? '', 'confirmation_token');
        return found.object;
      },
    ),
  ],
};
