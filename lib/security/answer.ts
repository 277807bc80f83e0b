import { newId } from '../store/new-id';

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

/**
 * A refusal: `{error: {code, message, requestId}}`. `message` is a neutral sentence for the person;
 * `requestId` finds it in the log.
 */
export function problem(
  status: number,
  code: string,
  message: string,
  { requestId = newId('req'), retryAfter }: { requestId?: string; retryAfter?: number } = {},
): Response {
  const response = Response.json({ error: { code, message, requestId } }, { status, headers });
  if (retryAfter !== undefined) response.headers.set('Retry-After', String(retryAfter));
  return response;
}

/** The one answer for what does not exist and for what is somebody else's. */
export function notFound(): Response {
  return problem(404, 'not_found', 'There is no such thing here.');
}
