/**
 * What the hosted page shows that `hosted_verification_url` leads to: how the verification of an
 * intent's bank account stands.
 */
import type Stripe from 'stripe';
import { StripeError, type Context } from '../server/contract';
import { merchantName } from './merchant';
import { intentAtAddress } from './microdeposits';
import { idOf } from './payment-method-use';
import { attemptsLeft, verifyMicrodeposits } from './verify-microdeposits';

type Intent = Stripe.SetupIntent | Stripe.PaymentIntent;

export interface VerificationView {
  /** `ended`: the intent has moved on without the account. */
  readonly state: 'waiting' | 'verified' | 'failed' | 'ended';
  readonly type: 'amounts' | 'descriptor_code';
  readonly merchant: string;
  readonly bank: string;
  readonly last4: string;
  /** Why it failed, in Stripe's words. */
  readonly message: string | null;
  /** The same by its name, for who says it in other words. */
  readonly code: string | null;
  /** How many wrong answers there may still be. */
  readonly left: number;
}

/** Why an answer was not taken, in Stripe's words and by its name. */
export interface Refusal {
  readonly message: string;
  readonly code: string | null;
}

/** What a buyer said came, as `verify_microdeposits` takes it. */
export type ToldDeposits = { amounts: number[] } | { descriptor_code: string };

/** The view of an address; undefined for one that leads nowhere. */
export function verificationView(
  context: Context,
  id: string,
  seal: string,
): VerificationView | undefined {
  const intent = intentAtAddress(context, id, seal);
  return intent && viewOf(context, intent);
}

function viewOf(context: Context, intent: Intent): VerificationView {
  const error =
    intent.object === 'setup_intent' ? intent.last_setup_error : intent.last_payment_error;
  const method =
    context.records.get('payment_method', idOf(intent.payment_method) ?? '')?.object ??
    error?.payment_method;
  const action = intent.next_action?.verify_with_microdeposits;
  return {
    state: stateOf(intent, method, error?.code),
    type: action?.microdeposit_type === 'amounts' ? 'amounts' : 'descriptor_code',
    merchant: merchantName(context),
    bank: method?.us_bank_account?.bank_name ?? '',
    last4: method?.us_bank_account?.last4 ?? '',
    message: error?.message ?? null,
    code: error?.code ?? null,
    left: attemptsLeft(context, intent),
  };
}

function stateOf(
  intent: Intent,
  method: Stripe.PaymentMethod | undefined,
  error: string | undefined,
): VerificationView['state'] {
  if (intent.next_action?.type === 'verify_with_microdeposits') return 'waiting';
  const done = intent.status === 'succeeded' || intent.status === 'processing';
  if (done && method?.type === 'us_bank_account') return 'verified';
  return error?.startsWith('payment_method_microdeposit_') ? 'failed' : 'ended';
}

/**
 * Verifies with what the buyer said. Answers with the view after it, and the sentence of a refusal;
 * undefined for an address that leads nowhere.
 */
export function tellDeposits(
  context: Context,
  id: string,
  seal: string,
  told: ToldDeposits,
): { view: VerificationView; refusal: Refusal | null } | undefined {
  const intent = intentAtAddress(context, id, seal);
  if (!intent) return undefined;
  try {
    return { view: viewOf(context, verifyMicrodeposits(context, intent, told)), refusal: null };
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    // A wrong answer is counted, so that what the refusal has left must be kept.
    const view = verificationView(context, id, seal);
    return view && { view, refusal: refusalOf(error) };
  }
}

function refusalOf({ body }: StripeError): Refusal {
  return { message: body.message ?? 'That did not work.', code: body.code ?? null };
}
