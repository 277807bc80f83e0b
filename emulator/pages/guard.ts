import type { Context, MiddlewareHandler } from 'hono';

const THIS_MACHINE = /^((\w[\w-]*\.)*localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Keeps the dashboard to people at this machine. Pages of other origins cannot frame or read it, and
 * a form is taken only from its own pages; a name that merely resolves to this machine is refused.
 */
export const guard: MiddlewareHandler = async (c, next) => {
  if (!THIS_MACHINE.test(hostOf(c))) {
    return c.text('The dashboard is only for names of this machine.', 403);
  }
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    // Browsers send it with every form; what doesn't may use the control API.
    const origin = c.req.header('origin');
    if (origin !== `http://${hostOf(c)}`) {
      return c.text('This form belongs to the dashboard’s own pages.', 403);
    }
  }
  await next();
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
};

function hostOf(c: Context): string {
  return c.req.header('host') ?? new URL(c.req.url).host;
}

const headers: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // Forms need to say where they come from, and other sites need not know.
  'Referrer-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};
