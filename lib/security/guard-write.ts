import { config } from '../config/config';
import { problem } from './answer';

/** Largest body we read, in bytes. */
export const bodyLimit = 64 * 1024;

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses a write that did not come from a page of ours: cookies travel with a foreign site's request
 * too. Null when it may pass, else the answer. Checks `Origin` (without one, `Sec-Fetch-Site`), that
 * the body is JSON, and its size (`most` bytes) as far as it is announced.
 */
export function guardWrite(request: Request, most = bodyLimit): Response | null {
  const refusal = ['not_json', 'Send the request as application/json.'] as const;
  return guard(request, most, 'application/json', refusal);
}

/** The same for a plain form, which a page sends before any script has come. */
export function guardForm(request: Request): Response | null {
  const type = 'application/x-www-form-urlencoded';
  return guard(request, bodyLimit, type, ['not_a_form', `Send the request as ${type}.`]);
}

/**
 * Whether a page is sent something from elsewhere. Next reads what its own forms and actions send; it
 * holds `Origin` against `Host` and lets pass what has none, where this holds it against our address.
 */
export function isForeignPost(request: Request): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(request.method) && !isFromOurPage(request);
}

function guard(
  request: Request,
  most: number,
  wanted: string,
  [code, message]: readonly [string, string],
): Response | null {
  if (!isFromOurPage(request)) {
    return problem(403, 'foreign_origin', 'This request did not come from a page of Souk.');
  }
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > most) return problem(413, 'body_too_large', 'The request is too large.');
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  const hasBody = request.method !== 'DELETE' || length > 0;
  if (hasBody && type !== wanted) return problem(415, code, message);
  return null;
}

function isFromOurPage(request: Request): boolean {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') return false;
  if (origin === null) return site === 'same-origin';
  const { appUrl } = config();
  if (origin === appUrl.origin) return true;
  // On this machine the app answers to several names; a page must then write to the very host it
  // was loaded from.
  let from: URL;
  try {
    from = new URL(origin);
  } catch {
    return false;
  }
  return (
    loopback.has(appUrl.hostname) &&
    loopback.has(from.hostname) &&
    from.protocol === appUrl.protocol &&
    from.port === appUrl.port &&
    from.host === request.headers.get('host')
  );
}
