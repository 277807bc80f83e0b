import Stripe from 'stripe';

/**
 * An error as Stripe answered it, for whoever shows it as it is; null when it is none of the SDK's.
 * `unanswered`: whether anything was done is unknown, and the same key will tell.
 * https://docs.stripe.com/api/errors
 */
export function stripeAnswer(error: unknown) {
  if (!(error instanceof Stripe.errors.StripeError)) return null;
  const status = error.statusCode ?? null;
  return {
    status,
    type: error.rawType ?? error.type,
    code: error.code ?? null,
    declineCode: error.decline_code ?? null,
    param: error.param ?? null,
    message: error.message,
    unanswered: status === null || status === 409 || status === 429 || status >= 500,
  };
}
