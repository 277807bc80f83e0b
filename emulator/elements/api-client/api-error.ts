/** A Stripe error as a page sees it (docs.stripe.com/js/errors). */
export interface ApiError {
  type: string;
  code?: string;
  decline_code?: string;
  message?: string;
  param?: string;
  [field: string]: unknown;
}

/** Stripe.js never rejects for what Stripe answered: it resolves one or the other. */
export type ApiResult<T> = (T & { error?: undefined }) | { error: ApiError };

export function failed<T>(result: ApiResult<T>): result is { error: ApiError } {
  return result.error !== undefined;
}

/** The network, or the emulator, is away. */
export function connectionError(): ApiError {
  return {
    type: 'api_connection_error',
    message:
      'We are experiencing issues connecting to our payments provider. Please check your internet connection and try again.',
  };
}
