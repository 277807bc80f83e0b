/**
 * Opening a session in which Stripe.js links a bank account: for an intent, or for one to come.
 */
import type Stripe from 'stripe';
import { invalidRequest, missingParameter, type Context } from '../server/contract';
import { checkType, payableTypes } from './intent-types';
import { newSession, sessionAnswer } from './link-account-shape';
import { checkOpen, intentInPath, type Collection } from './link-account-intents';
import { checkEmail } from './parameters';
import { billingDetails } from './payment-method-shape';
import { idOf } from './payment-method-use';

type Intent = Stripe.SetupIntent | Stripe.PaymentIntent;

export interface SessionParameters {
  client_secret?: string;
  hosted_surface?: string;
  payment_method_data?: {
    type?: string;
    billing_details?: Stripe.PaymentMethodCreateParams.BillingDetails;
  };
}

/** Whose account it will be: the buyer's, where the intent has one. */
function holderOf(intent: Intent): Stripe.FinancialConnections.Session.AccountHolder | null {
  const customer = idOf(intent.customer);
  return customer === null ? null : { customer, type: 'customer' };
}

/** For an intent whose client secret the browser has. */
export function openForIntent(
  context: Context,
  collection: Collection,
  id: string,
  given: SessionParameters,
): object {
  const intent = intentInPath(context, collection, id, given.client_secret);
  checkOpen(context, intent);
  const noun = intent.object === 'setup_intent' ? 'SetupIntent' : 'PaymentIntent';
  checkType(noun, intent.payment_method_types, 'us_bank_account');
  const billing = given.payment_method_data?.billing_details;
  const param = 'payment_method_data[billing_details]';
  checkEmail(billing?.email, `${param}[email]`);
  // The Payment Element's form asks for the name when it is submitted.
  if (!billing?.name && given.hosted_surface !== 'payment_element') {
    throw missingParameter(`${param}[name]`);
  }
  const { financial_connections: connections, verification_method } =
    intent.payment_method_options?.us_bank_account ?? {};
  return openSession(context, {
    billing,
    intent: intent.id,
    holder: holderOf(intent),
    permissions: connections?.permissions ?? ['payment_method'],
    prefetch: connections?.prefetch ?? null,
    typing: verification_method !== 'instant',
  });
}

interface Opening {
  readonly billing: Stripe.PaymentMethodCreateParams.BillingDetails | undefined;
  readonly intent: string | null;
  readonly holder: Stripe.FinancialConnections.Session.AccountHolder | null;
  readonly permissions: Stripe.FinancialConnections.Session.Permission[];
  readonly prefetch: Stripe.FinancialConnections.Session.Prefetch[] | null;
  /** Whether the buyer may type an account instead of picking one. */
  readonly typing: boolean;
}

function openSession(context: Context, opening: Opening): object {
  const object = newSession(context, {
    account_holder: opening.holder,
    permissions: opening.permissions,
    prefetch: opening.prefetch,
    manual_entry: { mode: opening.typing ? 'automatic' : 'disabled' },
  });
  const hidden = {
    intent: opening.intent,
    billing: billingDetails(opening.billing),
    manual: null,
  };
  context.records.put('financial_connections_session', object, hidden);
  return sessionAnswer(context, { object, hidden });
}

/** For a Payment Element that has no intent yet. */
export function openDeferred(
  context: Context,
  given: SessionParameters & { currency?: string; verification_method?: string },
): object {
  if (!payableTypes(context, given.currency).includes('us_bank_account')) {
    throw invalidRequest(
      'The payment method type us_bank_account is not available for this account and currency.',
      { code: 'payment_method_unactivated' },
    );
  }
  return openSession(context, {
    billing: given.payment_method_data?.billing_details,
    intent: null,
    holder: null,
    permissions: ['payment_method'],
    prefetch: null,
    typing: given.verification_method !== 'instant',
  });
}
