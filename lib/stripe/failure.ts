import { describeFault } from '../inspector/describe-fault';
import Stripe from 'stripe';
import type { AccountChargeId, AccountPaymentIntentId } from '../model/ids';
import type { StoredProblem } from '../store/schema';

/**
 * What a failed call means for whoever has to decide what comes next.
 *
 * - `declined`: the card was asked and said no. Repeating the same key repeats the same answer, so
 *   only a new attempt (with new keys) can succeed.
 * - `refused`: Stripe refused the request itself; nothing was done and nothing will be.
 * - `unanswered`: no answer, or one that says "later". Whether something was done is unknown; the
 *   same call with the same key will tell.
 * - `unclear`: the key itself can tell no more (its stored answer is a server error, or its
 *   parameters changed with a release). Only reading the account tells what was done.
 *
 * https://docs.stripe.com/error-low-level#idempotency
 */
export type StripeFailure =
  | {
      readonly kind: 'declined';
      readonly problem: StoredProblem;
      /** True when the bank wants to see the buyer (off-session `authentication_required`). */
      readonly authenticationRequired: boolean;
      readonly paymentIntentId: AccountPaymentIntentId | null;
      readonly chargeId: AccountChargeId | null;
    }
  | { readonly kind: 'refused' | 'unanswered' | 'unclear'; readonly problem: StoredProblem };

/**
 * A fault for the log. Exceptions of the SDK carry whole objects, client secrets included, and those
 * of queries their values, so neither is ever logged as it is.
 */
export function faultText(error: unknown): string {
  const failure = readFailure(error);
  if (!failure) return describeFault(error);
  const { type, code, message, requestId } = failure.problem;
  return `${failure.kind}: ${type} ${code ?? ''} ${requestId ?? ''} ${message}`;
}

/**
 * The account has taken our access away, or was closed: nothing can be done or read there any more.
 * https://docs.stripe.com/error-codes#account-invalid
 */
export const isShutOut = (problem: StoredProblem): boolean => problem.code === 'account_invalid';

/** The problem of an exception that says so; null of any other. */
export function shutOut(error: unknown): StoredProblem | null {
  const problem = readFailure(error)?.problem;
  return problem && isShutOut(problem) ? problem : null;
}

/** What an exception of the SDK means; any other is thrown on. */
export function failureOf(error: unknown): StripeFailure {
  const failure = readFailure(error);
  if (!failure) throw error;
  return failure;
}

/** What was read; null where there is no such object (any more). Other failures are thrown on. */
export async function orNull<Found>(reading: Promise<Found>): Promise<Found | null> {
  try {
    return await reading;
  } catch (error) {
    if (readFailure(error)?.problem.code !== 'resource_missing') throw error;
    return null;
  }
}

/** Reads an exception of the SDK; null when it is none, that is, a fault of our own. */
export function readFailure(error: unknown): StripeFailure | null {
  if (!(error instanceof Stripe.errors.StripeError)) return null;
  const problem: StoredProblem = {
    type: error.rawType ?? error.type,
    code: error.code ?? null,
    declineCode: error.decline_code ?? null,
    message: error.message,
    requestId: error.requestId ?? null,
  };
  const status = error.statusCode;
  if (status === 402) {
    return {
      kind: 'declined',
      problem,
      authenticationRequired: error.code === 'authentication_required',
      paymentIntentId: (error.payment_intent?.id ?? null) as AccountPaymentIntentId | null,
      chargeId: (error.charge ?? null) as AccountChargeId | null,
    };
  }
  if (error instanceof Stripe.errors.StripeIdempotencyError) return { kind: 'unclear', problem };
  if (status !== undefined && status >= 500) {
    // Stripe keeps the first answer to a key, a server error too: it will not change any more.
    const replayed = error.headers?.['idempotent-replayed'] === 'true';
    return { kind: replayed ? 'unclear' : 'unanswered', problem };
  }
  if (status === 400 || status === 403 || status === 404) {
    const busy = error.code === 'lock_timeout' || error.code === 'rate_limit';
    return { kind: busy ? 'unanswered' : 'refused', problem };
  }
  // No status (no answer), 401 (our key; an operator mends it), 409 (the same key is being worked
  // on), 429 (slow down).
  return { kind: 'unanswered', problem };
}
