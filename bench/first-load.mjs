// First-load JavaScript of each kind of page, gzip, against the budgets.
import { gzipSync } from 'node:zlib';
import { newBuyer, table, withHouse } from './house.mjs';

const budgets = [
  ['home', '/', 168],
  ['search', '/search', 168],
  ['product', '/products/speckled-mug', 168],
  ['seller', '/sellers/kumo-house', 168],
  ['sign-in', '/sign-in', 168],
  ['sign-up', '/sign-up', 168],
  ['orders', '/orders', 168],
  ['cart', '/cart', 183],
  ['wallet', '/wallet', 183],
  ['checkout', '/checkout', 183],
];

/** Kilobytes (1,000 bytes) of gzipped scripts that the page's HTML asks for, polyfills not counted. */
async function scriptsOf(page, origin, path) {
  const html = await (await page.request.get(`${origin}${path}`)).text();
  const sources = new Set();
  for (const [tag] of html.matchAll(/<script[^>]*\ssrc="[^"]+"[^>]*>/g)) {
    if (/nomodule/i.test(tag)) continue;
    const source = /\ssrc="([^"]+)"/.exec(tag)?.[1];
    if (source?.startsWith('/')) sources.add(source.replaceAll('&amp;', '&'));
  }
  let bytes = 0;
  for (const source of sources) {
    const script = Buffer.from(await (await fetch(`${origin}${source}`)).arrayBuffer());
    bytes += gzipSync(script, { level: 9 }).length;
  }
  return { kilobytes: bytes / 1_000, files: sources.size };
}

export async function firstLoad() {
  const rows = await withHouse(async (house, browser) => {
    const page = await newBuyer(house, browser);
    await page.goto('/products/noodle-bowl');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByText('Added to cart').first().waitFor({ state: 'attached' });
    const measured = [];
    for (const [name, path, budget] of budgets) {
      const { kilobytes, files } = await scriptsOf(page, house.appUrl, path);
      measured.push([
        name,
        kilobytes.toFixed(1),
        budget,
        files,
        kilobytes <= budget ? 'within' : 'OVER',
      ]);
    }
    return measured;
  });
  table('First-load JavaScript, kB gzip', ['page', 'kB', 'budget', 'files', ''], rows);
}
