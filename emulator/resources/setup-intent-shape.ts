/**
 * A SetupIntent from its parameters (docs.stripe.com/api/setup_intents/object).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { typeOptions } from './intent-options';
import { applicationOf } from './merchant';

type Intent = Stripe.SetupIntent;

/** `payment_method_options` for cards: what is not given as it was, or as Stripe's defaults. */
export function cardOptions(
  given: Stripe.SetupIntentCreateParams.PaymentMethodOptions | undefined,
  before: Intent['payment_method_options'],
): Intent['payment_method_options'] {
  return {
    card: {
      mandate_options: null,
      network: given?.card?.network ?? before?.card?.network ?? null,
      request_three_d_secure:
        given?.card?.request_three_d_secure ?? before?.card?.request_three_d_secure ?? 'automatic',
    },
  };
}

/** The intent before a PaymentMethod is looked at. Nothing is kept. */
export function newSetupIntent(
  context: Context,
  parameters: Stripe.SetupIntentCreateParams,
): Intent {
  const id = context.id('seti_');
  return {
    id,
    object: 'setup_intent',
    ...typeOptions(context, parameters),
    application: applicationOf(context),
    cancellation_reason: null,
    client_secret: `${id}_secret_${context.random(31)}`,
    created: context.now(),
    customer: parameters.customer ?? null,
    customer_account: null,
    description: parameters.description ?? null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: { enabled: false },
    mandate: null,
    metadata: mergeMetadata(null, parameters.metadata),
    next_action: null,
    on_behalf_of: parameters.on_behalf_of ?? null,
    payment_method: null,
    payment_method_options: cardOptions(parameters.payment_method_options, null),
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: parameters.usage ?? 'off_session',
  };
}
