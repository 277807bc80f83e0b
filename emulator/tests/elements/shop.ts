import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A merchant's site of one page, on an origin of its own. */
export interface Shop {
  url: string;
  close(): Promise<void>;
}

/** Serves a page that loads Stripe.js by a tag; `script` runs after it. */
export async function startShop(
  api: string,
  scripts: Record<string, string> = {},
  release = 'endive',
): Promise<Shop> {
  const server: Server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const script = scripts[pathname.slice(1)];
    if (script !== undefined) {
      response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(script);
      return;
    }
    const own = searchParams.get('script');
    const query = searchParams.get('stripe') ?? '';
    const train = searchParams.get('train') ?? release;
    const address = train === 'v3' ? '/v3/' : `/${train}/stripe.js`;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<style>body { font-family: sans-serif; max-width: 520px; margin: 0 auto; padding: 20px }</style>
<script src="${api}${address}${query}"></script>
</head><body><main><h1>Shop</h1><label for="payment">Payment details</label>
<div id="payment"></div><button id="pay">Pay</button></main>
${own ? `<script src="/${own}"></script>` : ''}</body></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
