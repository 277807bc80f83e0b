import { Hono, type Context as RequestContext } from 'hono';
import { hostedInvoice, type HostedInvoice } from '../../billing/hosted-invoice';
import { browserFile } from '../../elements/serve/browser-files';
import type { PageDependencies } from '../../server/contract';
import { invoicePage, noInvoicePage } from './page';
import { invoicePdf } from './pdf';
import { invoiceStyles } from './styles';

const address = '/invoices/:account/:invoice/:seal';

/**
 * The page that `hosted_invoice_url` leads to, which pays the invoice with a Payment Element, and the
 * PDF beside it (docs.stripe.com/invoicing/hosted-invoice-page).
 */
export function invoicesApp(deps: PageDependencies): Hono {
  const app = new Hono();
  const find = (c: RequestContext): HostedInvoice | undefined => {
    const { account = '', invoice = '', seal = '' } = c.req.param() as Record<string, string>;
    return deps.transaction(account, (context) => hostedInvoice(context, invoice, seal));
  };

  app.get('/assets/invoices.css', (c) =>
    c.body(invoiceStyles, 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'no-cache',
    }),
  );
  app.get('/assets/:file{hosted-invoice-[0-9a-f]+\\.js}', (c) =>
    c.body(browserFile('hosted-invoice').code, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
    }),
  );

  app.get(address, (c) => {
    const view = find(c);
    const { api } = deps.urls();
    const html = view
      ? invoicePage(view, {
          stripe: `${api}/endive/stripe.js`,
          own: `/assets/hosted-invoice-${browserFile('hosted-invoice').hash}.js`,
          pdf: `${c.req.path}/pdf`,
        })
      : noInvoicePage();
    return c.html(html, view ? 200 : 404, {
      'Content-Security-Policy': policy(deps),
      'Cache-Control': 'no-store',
      // The address is as good as a password.
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
    });
  });

  app.get(`${address}/pdf`, (c) => {
    const view = find(c);
    if (!view) return c.html(noInvoicePage(), 404);
    return c.body(invoicePdf(view), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="Invoice-${view.invoice.number ?? ''}.pdf"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
  });

  return app;
}

/** A page with Stripe.js on it, as the README asks for one. */
function policy(deps: PageDependencies): string {
  const { api, frames, bank } = deps.urls();
  return [
    "default-src 'none'",
    `script-src 'self' ${api}`,
    `connect-src ${api}`,
    `frame-src ${frames} ${bank}`,
    "style-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
