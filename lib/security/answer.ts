import type { Result } from '../model/result';
import type { Told } from '../model/told';
import { newId } from '../store/new-id';

type Refused = Omit<Extract<Result<never>, { ok: false }>, 'ok'>;

const headers = { 'Cache-Control': 'private, no-store' } as const;

/** A JSON answer, never kept by a cache. */
export function answer(
  body: unknown,
  { status = 200, cookies = [] }: { status?: number; cookies?: readonly string[] } = {},
): Response {
  const response = Response.json(body, { status, headers });
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
  return response;
}

/** The answer to who knows already what there is. */
export function nothingNew(): Response {
  return new Response(null, { status: 204, headers });
}

/** Sends a browser on, to a path of ours or to an address that Stripe has just given. */
export function seeOther(address: string): Response {
  return new Response(null, { status: 303, headers: { ...headers, Location: address } });
}

/** A text as a file to be kept, never shown in place and never kept by a cache. */
export function download(name: string, type: string, text: string): Response {
  return new Response(text, {
    headers: {
      ...headers,
      'Content-Type': `${type}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${name}"`,
    },
  });
}

/** The same of parts that are made while they are sent; nobody who leaves is written for any longer. */
export function streamed(name: string, type: string, parts: AsyncGenerator<string>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
  const response = download(name, type, '');
  return new Response(body, { headers: response.headers });
}

interface ProblemDetails {
  readonly requestId?: string;
  /** Seconds. */
  readonly retryAfter?: number;
  /** What the sentence tells, for other languages; a program can read it, too. */
  readonly told?: Told | undefined;
}

/**
 * A refusal: `{error: {code, message, requestId}}`. `message` is a neutral sentence for the person;
 * `requestId` finds it in the log.
 */
export function problem(
  status: number,
  code: string,
  message: string,
  { requestId = newId('req'), retryAfter, told }: ProblemDetails = {},
): Response {
  const error = { code, message, requestId, ...(told ? { told } : {}) };
  const response = Response.json({ error }, { status, headers });
  if (retryAfter !== undefined) response.headers.set('Retry-After', String(retryAfter));
  return response;
}

/** The one answer for what does not exist and for what is somebody else's. */
export function notFound(): Response {
  return problem(404, 'not_found', 'There is no such thing here.');
}

/**
 * The answer for an outcome that a use-case refused: 404 for what is not the asker's, 503 when Stripe
 * could not be asked and the same request may be sent again, else 409, since the state speaks against it.
 */
export function refusal({ reason, message, told }: Refused): Response {
  if (reason === 'not_found') return notFound();
  return problem(reason === 'unreachable' ? 503 : 409, reason, message, { told });
}
