/**
 * SetupAttempts: what became of each confirmation of a SetupIntent
 * (docs.stripe.com/api/setup_attempts).
 */
import { createHash } from 'node:crypto';
import type Stripe from 'stripe';
import { noSuch, route, type Context, type Resource } from '../server/contract';
import type { Stored } from '../store/kinds';
import type { CardTerms, ImportedThreeDSecure } from './card-confirmation';
import { expandCustomer } from './customer-shape';
import { application, expandAccount } from './merchant';
import { idOf } from './payment-method-use';

/** How the attempt stands, and how 3D Secure went where it was run. */
export interface AttemptState {
  readonly status: 'requires_action' | 'succeeded' | 'failed' | 'abandoned';
  readonly threeDSecure?:
    | 'authenticated'
    | 'frictionless'
    | 'imported'
    | 'attempt_acknowledged'
    | 'rejected'
    | 'canceled'
    | 'error'
    | null;
  readonly error?: Stripe.SetupAttempt.SetupError;
  readonly card?: CardTerms;
}

/** 3D Secure as an attempt or a charge shows it; null when it was not run. */
export function threeDSecureDetails(
  id: string,
  outcome: AttemptState['threeDSecure'],
  imported: ImportedThreeDSecure | null,
): Stripe.SetupAttempt.PaymentMethodDetails.Card.ThreeDSecure | null {
  if (!outcome) return null;
  const common = { transaction_id: transaction(id), version: '2.2.0' } as const;
  switch (outcome) {
    case 'authenticated':
      return {
        authentication_flow: 'challenge',
        electronic_commerce_indicator: '05',
        result: 'authenticated',
        result_reason: null,
        ...common,
      };
    case 'frictionless':
      return {
        authentication_flow: 'frictionless',
        electronic_commerce_indicator: '05',
        result: 'authenticated',
        result_reason: null,
        ...common,
      };
    case 'imported':
      return importedDetails(imported ?? {});
    case 'attempt_acknowledged':
      return {
        authentication_flow: null,
        electronic_commerce_indicator: '06',
        result: 'attempt_acknowledged',
        result_reason: 'card_not_enrolled',
        ...common,
      };
    case 'error':
      return {
        authentication_flow: null,
        electronic_commerce_indicator: null,
        result: 'processing_error',
        result_reason: 'protocol_error',
        ...common,
      };
    case 'rejected':
    case 'canceled':
      return {
        authentication_flow: 'challenge',
        electronic_commerce_indicator: null,
        result: 'failed',
        result_reason: outcome,
        ...common,
      };
  }
}

/**
 * What was imported, told back. unconfirmed: that every result but "attempted" counts as
 * authenticated, the flow, which only "challenged" says for certain, and the indicator of a result
 * without one.
 */
function importedDetails(
  given: ImportedThreeDSecure,
): Stripe.SetupAttempt.PaymentMethodDetails.Card.ThreeDSecure {
  const attempted = given.ares_trans_status === 'A';
  return {
    authentication_flow: given.ares_trans_status === 'C' ? 'challenge' : null,
    electronic_commerce_indicator: given.electronic_commerce_indicator ?? (attempted ? '06' : '05'),
    result: attempted ? 'attempt_acknowledged' : 'authenticated',
    result_reason: null,
    transaction_id: given.transaction_id ?? null,
    version: given.version ?? null,
  };
}

function transaction(id: string): string {
  const hex = createHash('sha256').update(`3ds ${id}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Writes the running attempt of an intent: a new one, or the one that waited for the buyer.
 * Returns its id.
 */
export function recordAttempt(
  context: Context,
  intent: Stripe.SetupIntent,
  method: Stored<'payment_method'>,
  state: AttemptState,
): string {
  const latest = idOf(intent.latest_attempt);
  const running =
    latest === null ? undefined : context.records.get('setup_attempt', latest)?.object;
  const waiting = running?.status === 'requires_action' ? running : undefined;
  const id = waiting?.id ?? context.id('setatt_');
  const attempt: Stripe.SetupAttempt = {
    id,
    object: 'setup_attempt',
    application: idOf(intent.application),
    created: waiting?.created ?? context.now(),
    customer: idOf(intent.customer),
    customer_account: null,
    flow_directions: null,
    livemode: false,
    on_behalf_of: idOf(intent.on_behalf_of),
    payment_method: method.object.id,
    payment_method_details: attemptDetails(id, method.object, state),
    setup_error: state.error ?? null,
    setup_intent: intent.id,
    status: state.status,
    usage: intent.usage,
  };
  context.records.put('setup_attempt', attempt, null);
  return id;
}

function attemptDetails(
  id: string,
  { card, type }: Stripe.PaymentMethod,
  state: AttemptState,
): Stripe.SetupAttempt.PaymentMethodDetails {
  if (type === 'us_bank_account') return { type, us_bank_account: {} };
  return {
    type: 'card',
    card: {
      brand: card?.brand ?? null,
      checks: card?.checks ?? null,
      country: card?.country ?? null,
      exp_month: card?.exp_month ?? null,
      exp_year: card?.exp_year ?? null,
      fingerprint: card?.fingerprint ?? null,
      funding: card?.funding ?? null,
      last4: card?.last4 ?? null,
      ...(state.card?.moto ? { moto: true } : {}),
      network: card?.brand ?? null,
      three_d_secure: threeDSecureDetails(id, state.threeDSecure, state.card?.imported ?? null),
      wallet: null,
    },
  };
}

/** An attempt whose intent is confirmed anew or canceled while the buyer was at the bank. */
export function abandonAttempt(context: Context, intent: Stripe.SetupIntent): void {
  const id = idOf(intent.latest_attempt);
  const running = id === null ? undefined : context.records.get('setup_attempt', id)?.object;
  if (running?.status === 'requires_action') {
    context.records.put('setup_attempt', { ...running, status: 'abandoned' }, null);
  }
}

export const setupAttempts: Resource = {
  object: 'setup_attempt',
  expandable: {
    application,
    customer: expandCustomer,
    on_behalf_of: expandAccount('on_behalf_of'),
    payment_method: 'payment_method',
    setup_intent: 'setup_intent',
  },
  routes: [
    route('GET', '/v1/setup_attempts', 'SetupAttemptListParams', (context, parameters) => {
      const { setup_intent } = parameters;
      if (!context.records.get('setup_intent', setup_intent)) {
        throw noSuch('setupintent', setup_intent, 'setup_intent', 404);
      }
      const rows = context.records
        .where('setup_attempt', 'setup_intent', setup_intent)
        .map(({ object }) => object);
      return context.list(rows, parameters, '/v1/setup_attempts');
    }),
  ],
};
