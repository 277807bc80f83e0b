/**
 * A SetupIntent from its parameters (docs.stripe.com/api/setup_intents/object).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { bankOptions } from './bank-options';
import { setupCardOptions } from './card-options';
import { typeOptions } from './intent-types';
import { applicationOf } from './merchant';

type Intent = Stripe.SetupIntent;

/** The intent before a PaymentMethod is looked at. Nothing is kept. */
export function newSetupIntent(
  context: Context,
  parameters: Stripe.SetupIntentCreateParams,
): Intent {
  const id = context.id('seti_');
  const types = typeOptions(context, parameters);
  const { payment_method_options: options } = parameters;
  return {
    id,
    object: 'setup_intent',
    ...types,
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
    payment_method_options: {
      card: setupCardOptions(options?.card, undefined),
      ...bankOptions(types.payment_method_types, options?.us_bank_account, undefined),
    },
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: parameters.usage ?? 'off_session',
  };
}
