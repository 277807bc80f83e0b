import { Hono } from 'hono';
import type { PageDependencies } from '../../server/contract';
import type { ServedOrigins } from '../stripe-js/origins';
import { browserFile } from './browser-files';
import { frameNames } from './frame-names';

/**
 * Serves the Stripe.js drop-in at the paths of js.stripe.com: `/v3`, `/v3/` and one folder for each
 * release train (docs.stripe.com/js/including). The origins of frames and API are put around the
 * script, so that one build serves any port.
 */
export function stripeJsApp(deps: PageDependencies): Hono {
  const app = new Hono();
  const serve = (): Response => {
    const served: ServedOrigins = { ...deps.urls(), frameNames: frameNames() };
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
