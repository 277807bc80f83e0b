import type { ApiError } from './api-error';

export type IntentKind = 'setup' | 'payment';

/** What a publishable key may see of an intent, as far as Stripe.js itself reads it. */
export interface PublicIntent {
  id: string;
  object: 'setup_intent' | 'payment_intent';
  client_secret: string;
  status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_action'
    | 'requires_capture'
    | 'processing'
    | 'canceled'
    | 'succeeded';
  next_action: {
    type: string;
    redirect_to_url?: { url: string; return_url: string };
    use_stripe_sdk?: { type: string; three_d_secure_2_source?: string; [field: string]: unknown };
  } | null;
  last_setup_error?: ApiError | null;
  last_payment_error?: ApiError | null;
  confirmation_method?: string;
  amount?: number;
  currency?: string;
  setup_future_usage?: string | null;
  capture_method?: string;
  payment_method_types?: string[];
  payment_method_options?: {
    card?: { require_cvc_recollection?: boolean };
    us_bank_account?: { verification_method?: string };
  } | null;
  [field: string]: unknown;
}

/** Reads `<id>_secret_<secret>`; undefined when it is not one. */
export function readClientSecret(secret: unknown): { id: string; kind: IntentKind } | undefined {
  if (typeof secret !== 'string') return undefined;
  const found = /^((seti|pi)_[A-Za-z0-9]+)_secret_[A-Za-z0-9]+$/.exec(secret);
  if (!found?.[1]) return undefined;
  return { id: found[1], kind: found[2] === 'seti' ? 'setup' : 'payment' };
}

export function intentPath(kind: IntentKind, id: string): string {
  return `/v1/${kind === 'setup' ? 'setup_intents' : 'payment_intents'}/${id}`;
}

export function lastError(intent: PublicIntent): ApiError | null {
  return intent.last_setup_error ?? intent.last_payment_error ?? null;
}
