/** Fields of Stripe's error body (docs.stripe.com/api/errors). Absent rather than null. */
export interface ErrorBody {
  type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  message?: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  advice_code?: string;
  network_advice_code?: string;
  network_decline_code?: string;
  payment_method_type?: string;
  payment_intent?: object;
  setup_intent?: object;
  payment_method?: object;
  source?: object;
}

/**
 * An error answer. The transaction is rolled back, unless `keep` is set: a declined charge answers
 * 402 and still leaves its PaymentIntent, Charge and Events behind.
 *
 * `validation` says that execution had not begun: such an answer is not kept under the call's
 * idempotency key (docs.stripe.com/api/idempotent_requests). Left out, it is read from the body.
 */
export class StripeError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly keep: boolean;
  readonly validation: boolean;

  constructor(status: number, body: ErrorBody, keep = false, validation?: boolean) {
    super(body.message);
    this.name = 'StripeError';
    this.status = status;
    this.body = body;
    this.keep = keep;
    this.validation = !keep && (validation ?? isValidation(status, body));
  }
}

/** Codes of what can be seen from the parameters alone, beside those that begin with `parameter_`. */
const VALIDATION_CODES: ReadonlySet<string> = new Set([
  'amount_too_large',
  'amount_too_small',
  'email_invalid',
  'invalid_characters',
  'livemode_mismatch',
  'payment_method_types_no_longer_supported',
  'postal_code_invalid',
  'secret_key_required',
  'url_invalid',
]);

/**
 * Which errors Stripe does not save: wrong parameters, keys, access, conflicts and limits. A wrong
 * value without a code has a `param` and no intent beside it; what else has none is about state.
 */
function isValidation(status: number, body: ErrorBody): boolean {
  if (status === 401 || status === 403 || status === 409 || status === 413 || status === 429) {
    return true;
  }
  if (status !== 400 || body.type !== 'invalid_request_error') return false;
  if (body.payment_intent || body.setup_intent) return false;
  if (body.code === undefined) return body.param !== undefined;
  return body.code.startsWith('parameter_') || VALIDATION_CODES.has(body.code);
}

/**
 * 400 `invalid_request_error`, rolled back. `validation` as in `StripeError`: set it where the body
 * does not tell, e.g. `true` for two parameters of which only one may be given.
 */
export function invalidRequest(
  message: string,
  options: {
    code?: string;
    param?: string;
    status?: number;
    setup_intent?: object;
    payment_intent?: object;
    validation?: boolean;
  } = {},
): StripeError {
  const { status = 400, validation, ...body } = options;
  return new StripeError(
    status,
    { type: 'invalid_request_error', message, ...body },
    false,
    validation,
  );
}

/** `No such <noun>: 'id'` with `resource_missing`: 404 for an id in the path, 400 for most in a body. */
export function noSuch(noun: string, id: string, param: string, status = 404): StripeError {
  return invalidRequest(`No such ${noun}: '${id}'`, { code: 'resource_missing', param, status });
}

/** `parameter_missing` for what must be given. */
export function missingParameter(param: string): StripeError {
  return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}
