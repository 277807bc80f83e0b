import type { Answer } from './errors';

/**
 * An error of `/oauth/…` in OAuth's own words, `error` and `error_description`, from which Stripe's
 * libraries make errors of their own (docs.stripe.com/connect/oauth-reference). Any other answer
 * stays as it is, as do errors that are not about the call: limits, conflicts, failures.
 */
export function inOAuthWords(path: string, answer: Answer): Answer {
  const { status, error } = answer;
  if (error?.type !== 'invalid_request_error' || !path.startsWith('/oauth/')) return answer;
  if (status !== 400 && status !== 401) return answer;
  const words = {
    error: status === 401 ? 'invalid_client' : 'invalid_request',
    error_description: error.message,
  };
  return { ...answer, body: JSON.stringify(words, null, 2) };
}
