import { Hono, type Context as RequestContext } from 'hono';
import type { PageDependencies } from '../../server/contract';
import { stripeJsFor } from '../../server/stripe-js-settings';
import { readQuirks } from '../quirks/quirks';
import type { ServedOrigins } from '../stripe-js/origins';
import { browserFile } from './browser-files';
import { frameNames } from './frame-names';

/**
 * Serves the Stripe.js drop-in at the paths of js.stripe.com: `/v3`, `/v3/` and one folder for each
 * release train (docs.stripe.com/js/including), whose name decides what is still there. The origins
 * of frames and API are put around the script, so that one build serves any port; and its switches,
 * which the address may overrule for one page: `/v3/?generation=2022&hard=1&acs=nested`. With
 * `?namespace=w1` the page's keys belong to that platform, whatever they are.
 */
export function stripeJsApp(deps: PageDependencies): Hono {
  const app = new Hono();
  const serve = (c: RequestContext): Response => {
    const asked = readQuirks(new URL(c.req.url).searchParams);
    const quirks = (namespace: string) => ({ ...stripeJsFor(deps.settings, namespace), ...asked });
    const served: ServedOrigins = {
      ...deps.urls(),
      frameNames: frameNames(),
      train: c.req.param('train') ?? 'v3',
      namespace: readNamespace(c.req.query('namespace')),
      quirks: quirks(''),
      quirksOf: Object.fromEntries(
        Object.keys(deps.settings.stripeJsOf).map((name) => [name, quirks(name)]),
      ),
    };
    const script = `(function(EMULATOR){${browserFile('stripe').code}\n})(${JSON.stringify(served)});\n`;
    return new Response(script, {
      headers: {
        'Content-Type': 'text/javascript; charset=utf-8',
        'Cache-Control': 'no-cache',
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'X-Content-Type-Options': 'nosniff',
      },
    });
  };
  app.get('/v3', serve);
  app.get('/v3/', serve);
  app.get('/:train{[a-z][a-z0-9]*}/stripe.js', serve);
  return app;
}

/** Letters and digits, which fit into a key; anything else is no namespace. */
function readNamespace(asked: string | undefined): string | null {
  return asked !== undefined && /^[A-Za-z0-9]+$/.test(asked) ? asked : null;
}
