/** What the pages of the simulated bank have in common: how they are set, asked and answered. */
import type { Context as RequestContext } from 'hono';
import type { PageDependencies } from '../../server/contract';
import { languageFor } from '../../pages/microdeposits/language';
import type { Setting } from '../bank/pages';
import { calm, readQuirks, type Quirks } from '../quirks/quirks';
import { browserFile } from './browser-files';
import { LOOPBACK_ANCESTORS } from './security';

/** What the 3D Secure window was told of how this page should behave. */
export function quirksOf(c: RequestContext): Quirks {
  return { ...calm, ...readQuirks(new URL(c.req.url).searchParams) };
}

/** `account=acct_…` in the address says whose objects the source is among. */
export function accountOf(c: RequestContext): string {
  return c.req.query('account') ?? '';
}

/** The buyer's press, taken only from the bank's own page. */
export async function readOutcome(
  c: RequestContext,
  deps: PageDependencies,
): Promise<'authenticate' | 'fail' | undefined> {
  const origin = c.req.header('Origin');
  if (origin !== undefined && origin !== deps.urls().bank) return undefined;
  const { outcome } = await c.req.parseBody();
  return outcome === 'authenticate' || outcome === 'fail' ? outcome : undefined;
}

/** How a page is shown; `whole` when it is not in the 3D Secure window. */
export function settingOf(c: RequestContext, deps: PageDependencies, whole: boolean): Setting {
  const theme = c.req.query('theme');
  const nested = c.req.query('acs') === 'framed';
  return {
    // In a nesting page it is that page which speaks to the window.
    frames: nested ? deps.urls().bank : deps.urls().frames,
    nested,
    hard: quirksOf(c).hardMode !== false,
    script: `/assets/bank-page-${browserFile('bank-page').hash}.js`,
    theme: theme === 'dark' || theme === 'light' ? theme : null,
    whole,
    locale: localeOf(c),
  };
}

/** The window names the language of the form; a page of its own follows the browser's. */
function localeOf(c: RequestContext): string {
  const asked = c.req.query('locale') ?? '';
  return /^[a-z]{2,3}(-[A-Za-z]{2,8})*$/.test(asked)
    ? asked
    : languageFor(c.req.header('Accept-Language')).code;
}

/** A page as it is sent. `back` is where its form may lead. */
export function answer(
  c: RequestContext,
  deps: PageDependencies,
  html: string,
  options: { status?: 400 | 404; back?: string } = {},
): Response | Promise<Response> {
  // Browsers hold a form's redirect to `form-action` too, so the way back is named there.
  const back = options.back ? ` ${new URL(options.back).origin}` : '';
  return c.html(html, options.status ?? 200, {
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "frame-src 'self'",
      "base-uri 'none'",
      `form-action 'self'${back}`,
      `frame-ancestors 'self' ${deps.urls().frames} ${LOOPBACK_ANCESTORS}`,
    ].join('; '),
    'Cache-Control': 'no-store',
    // The address of a redirect holds a secret.
    'Referrer-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
  });
}
