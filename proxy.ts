import { NextResponse, type NextRequest } from 'next/server';
import { config as environment } from './lib/config/config';
import { deskHeader, isDesk } from './lib/language/desks';
import { isForeignPost } from './lib/security/guard-write';
import { commonHeaders, contentSecurityPolicy, isPayingPath } from './lib/security/page-policy';

/**
 * Headers and nonces, and no pages for what another site sends: who may see what is decided where it is
 * read. See `lib/security/page-policy.ts` for the policy.
 */
export function proxy(request: NextRequest): NextResponse {
  const settings = environment();
  const { pathname } = request.nextUrl;
  if (startsPayingSoftly(request)) {
    const headers = { ...commonHeaders(settings), 'Cache-Control': 'no-store' };
    return new NextResponse(null, { status: 204, headers });
  }
  const isApi = pathname.startsWith('/api/');
  if (!isApi && isForeignPost(request)) {
    const page = new URL('/not-done?why=foreign_origin', settings.appUrl);
    return NextResponse.redirect(page, { status: 303, headers: commonHeaders(settings) });
  }
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = isApi
    ? "default-src 'none'; frame-ancestors 'none'"
    : contentSecurityPolicy(pathname, nonce, settings);
  const headers = new Headers(request.headers);
  // Next puts the nonce of this header on every script it writes. A client's own is overwritten.
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  if (isDesk(pathname)) headers.set(deskHeader, '1');
  else headers.delete(deskHeader);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  for (const [name, value] of Object.entries(commonHeaders(settings))) {
    response.headers.set(name, value);
  }
  return response;
}

/**
 * A document keeps the policy it was loaded with, also when Next swaps its content on the client. So
 * the step from a page that does not pay to one that does has to load a document: Next does that by
 * itself when the answer to its own fetch is not one of its payloads. (Next hides its own headers
 * from here; the browser's `Sec-Fetch-Dest` tells a fetch from a navigation.) A browser that keeps its
 * `Referer` to itself counts as paying already: else each refresh of such a page would load it anew.
 */
function startsPayingSoftly(request: NextRequest): boolean {
  if (!isPayingPath(request.nextUrl.pathname) || request.method !== 'GET') return false;
  if (request.headers.get('sec-fetch-dest') !== 'empty') return false;
  try {
    return !isPayingPath(new URL(request.headers.get('referer') ?? '').pathname);
  } catch {
    return false;
  }
}

export const config = { matcher: ['/((?!_next/static|_next/image).*)'] };
