import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/**
 * Answers with `onError` when a body is larger than `maxSize` bytes. A body whose length was
 * announced is judged by its announcement, which Node's parser holds the sender to. Only one of
 * unknown length goes through Hono's own limit, which has to build a whole `Request` to count it:
 * for a call of the API that is a fifth of all the work.
 */
export function limitBody(
  maxSize: number,
  onError: (c: Context) => Promise<Response>,
): MiddlewareHandler {
  const counted = bodyLimit({ maxSize, onError });
  return (c, next) => {
    if (c.req.header('transfer-encoding') !== undefined) return counted(c, next);
    return Number(c.req.header('content-length') ?? 0) > maxSize ? onError(c) : next();
  };
}
