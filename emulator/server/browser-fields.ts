import type { ParameterFields, ParameterSchema } from './contract';

const text: ParameterSchema = { kind: 'string', emptyable: true };
const flag: ParameterSchema = { kind: 'boolean' };
const anything: ParameterSchema = { kind: 'map', of: text };

/**
 * What Stripe.js adds to every call it makes with a publishable key. The core takes them; handlers
 * see only `client_secret` and `use_stripe_sdk`.
 */
export const browserFields: ParameterFields = {
  client_secret: { schema: text },
  use_stripe_sdk: { schema: flag },
  expected_payment_method_type: { schema: text },
  guid: { schema: text },
  muid: { schema: text },
  sid: { schema: text },
  referrer: { schema: text },
  time_on_page: { schema: text },
  payment_user_agent: { schema: text },
  pasted_fields: { schema: text },
  client_attribution_metadata: { schema: anything },
  radar_options: { schema: anything },
};

/** Taken out before the handler runs. */
export const ignoredBrowserFields: readonly string[] = Object.keys(browserFields).filter(
  (name) => name !== 'client_secret' && name !== 'use_stripe_sdk',
);
