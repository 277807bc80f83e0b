import { Hono } from 'hono';
import type { PageDependencies } from '../../server/contract';
import { browserFile } from './browser-files';
import { frameDocument, isFrameScript } from './frame-names';
import { LOOPBACK_ANCESTORS } from './security';

/**
 * Serves the documents that hold card fields, from an origin of their own. Their policy lets them
 * run our script, call the API and, for 3D Secure, show the bank: nothing else, and only pages on
 * this computer may embed them (docs.stripe.com/security/guide).
 */
export function framesApp(deps: PageDependencies): Hono {
  const app = new Hono();

  app.get('/v3/:file{[\\w-]+-[0-9a-f]+\\.html}', (c) => {
    const found = frameDocument(c.req.param('file'));
    if (!found) return c.notFound();
    const { script, title, showsBank } = found;
    const { api, bank } = deps.urls();
    const code = `<script type="text/javascript" src="/v3/${script}-${browserFile(script).hash}.js" defer></script>`;
    return c.html(
      `<!doctype html>
<html lang="en" data-api="${api}" data-bank="${bank}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
${c.req.query('idle') === undefined ? code : ''}
</head>
<body></body>
</html>
`,
      200,
      {
        'Content-Security-Policy': [
          "default-src 'none'",
          "script-src 'self'",
          `connect-src ${api}`,
          "img-src 'self' data:",
          // The page's own fonts, from wherever it has them.
          'font-src data: https: http://localhost:* http://127.0.0.1:*',
          showsBank ? `frame-src ${bank}` : "frame-src 'none'",
          "base-uri 'none'",
          "form-action 'none'",
          `frame-ancestors ${LOOPBACK_ANCESTORS}`,
        ].join('; '),
        'Cache-Control': 'no-cache',
        'Referrer-Policy': 'no-referrer',
        'X-Content-Type-Options': 'nosniff',
      },
    );
  });

  app.get('/v3/:file{[\\w-]+-[0-9a-f]+\\.js}', (c) => {
    const name = c.req.param('file').replace(/-[0-9a-f]+\.js$/, '');
    if (!isFrameScript(name)) return c.notFound();
    return c.body(browserFile(name).code, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    });
  });

  return app;
}
