import { StripeError, type ErrorBody } from './contract';

/** A finished answer. `body` is JSON text, kept byte for byte for idempotent replays. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly error: ErrorBody | null;
  /** The `id` of the answered object, for the request log. */
  readonly objectId: string | null;
}

/** 200 with an object. */
export function objectAnswer(object: object): Answer {
  const id = 'id' in object && typeof object.id === 'string' ? object.id : null;
  return { status: 200, body: JSON.stringify(object, null, 2), error: null, objectId: id };
}

/** An answer kept under an idempotency key, as it was. */
export function replayedAnswer(status: number, body: string): Answer {
  const parsed = JSON.parse(body) as { error?: ErrorBody; id?: string };
  return { status, body, error: parsed.error ?? null, objectId: parsed.id ?? null };
}

/** Errors that Stripe answers without a link to its request log. */
const UNLOGGED = new Set([401, 403]);

/** Codes without a page of their own. */
const UNDOCUMENTED = new Set(['property_expansion_max_depth']);

/**
 * Stripe's error body: with a link to the request, and one to the documentation when there is a
 * code (docs.stripe.com/api/errors).
 */
export function errorAnswer(
  error: Pick<StripeError, 'status' | 'body'>,
  platform: string | null,
  request: string,
): Answer {
  const { status, body } = error;
  const wire = {
    ...body,
    ...(body.code && !UNDOCUMENTED.has(body.code)
      ? { doc_url: `https://stripe.com/docs/error-codes/${body.code.replaceAll('_', '-')}` }
      : {}),
    ...(platform && !UNLOGGED.has(status)
      ? {
          request_log_url: `https://dashboard.stripe.com/${platform}/test/workbench/logs?object=${request}`,
        }
      : {}),
  };
  return { status, body: JSON.stringify({ error: wire }, null, 2), error: body, objectId: null };
}

/** 404 for a path that Stripe doesn't have; one that ends in a slash has lost its id. */
export function unrecognizedUrl(method: string, path: string): StripeError {
  const advice = path.endsWith('/')
    ? ' If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code.'
    : '';
  return new StripeError(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}).${advice} Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`,
  });
}

/** 400 for an endpoint that Stripe has and this emulator hasn't; the sentence is our own. */
export function notEmulated(method: string, path: string): StripeError {
  return new StripeError(400, {
    type: 'invalid_request_error',
    message: `The endpoint ${method} ${path} exists at Stripe but is not emulated here yet.`,
  });
}

/**
 * 500 for a mistake of the emulator. The reason goes to the log, without parameters, which may hold
 * what nobody should read.
 */
export function internalError(error: unknown, request: string, method: string, path: string) {
  const trace = error instanceof Error ? error.stack : String(error);
  console.error(`${request} ${method} ${path} failed unexpectedly:\n${trace ?? ''}`);
  return new StripeError(500, {
    type: 'api_error',
    message: `The emulator failed on this request. The reason is in its output, under ${request}.`,
  });
}
