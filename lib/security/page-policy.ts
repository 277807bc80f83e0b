/** Security headers of pages: what they may load, and from where. */
import type { Config } from '../config/config';

/** Only these pages load Stripe.js. */
const payingPaths = ['/checkout', '/wallet', '/orders', '/subscriptions', '/plus', '/lab/runs'];

export function isPayingPath(pathname: string): boolean {
  return payingPaths.some((path) => pathname === path || pathname.startsWith(`${path}/`));
}

type Settings = Pick<Config, 'stripe' | 'development' | 'appUrl'>;

/**
 * The Content-Security-Policy of one answer. Scripts run by the nonce of that answer, and what such
 * a script loads; nothing inline. Stripe's (or the emulator's) hosts are there on pages that pay.
 * https://docs.stripe.com/security/guide#content-security-policy
 */
export function contentSecurityPolicy(
  pathname: string,
  nonce: string,
  { stripe, development, appUrl }: Settings,
): string {
  const hosts = isPayingPath(pathname)
    ? stripe.cspOrigins
    : { script: [], frame: [], connect: [], image: [] };
  const directives: Record<string, readonly string[]> = {
    'default-src': ["'self'"],
    'script-src': [
      "'self'",
      `'nonce-${nonce}'`,
      "'strict-dynamic'",
      // For browsers that do not know 'strict-dynamic'; the others pass over hosts.
      ...hosts.script,
      // React's development tools rebuild stacks with eval.
      ...(development ? ["'unsafe-eval'"] : []),
    ],
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:', ...hosts.image],
    'font-src': ["'self'"],
    'connect-src': ["'self'", ...hosts.connect, ...(development ? ['ws:'] : [])],
    'frame-src': hosts.frame.length > 0 ? hosts.frame : ["'none'"],
    // The one that says when there is no network.
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...(appUrl.protocol === 'https:' ? { 'upgrade-insecure-requests': [] } : {}),
  };
  return Object.entries(directives)
    .map(([name, values]) => [name, ...values].join(' '))
    .join('; ');
}

/** The headers that every answer carries. */
export function commonHeaders({ stripe, appUrl }: Settings): Record<string, string> {
  const payers = ['self', ...stripe.cspOrigins.frame.filter((host) => !host.includes('*'))]
    .map((host) => (host === 'self' ? host : `"${host}"`))
    .join(' ');
  return {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    'Permissions-Policy': `payment=(${payers}), camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()`,
    ...(appUrl.protocol === 'https:'
      ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' }
      : {}),
  };
}
