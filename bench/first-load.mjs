// First-load JavaScript and CSS of each kind of page, gzip, against the budgets.
import { gzipSync } from 'node:zlib';
import { newBuyer, saveCard, send, table, withHouse } from './house.mjs';

const cssBudget = 20;
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
  ['order', '/orders/:id', 183],
];

/** Addresses of ours in an attribute of the tags that `pattern` finds, each once. */
function addressesIn(html, pattern, attribute) {
  const found = new Set();
  for (const [tag] of html.matchAll(pattern)) {
    const address = new RegExp(`\\s${attribute}="([^"]+)"`).exec(tag)?.[1];
    if (address?.startsWith('/')) found.add(address.replaceAll('&amp;', '&'));
  }
  return [...found];
}

/** Kilobytes (1,000 bytes) of these files, each gzipped. */
async function weigh(origin, addresses) {
  let bytes = 0;
  for (const address of addresses) {
    const file = Buffer.from(await (await fetch(`${origin}${address}`)).arrayBuffer());
    bytes += gzipSync(file, { level: 9 }).length;
  }
  return bytes / 1_000;
}

/** What the page's HTML asks for, polyfills not counted. */
async function firstLoadOf(page, origin, path) {
  const html = await (await page.request.get(`${origin}${path}`)).text();
  const scripts = addressesIn(html, /<script(?![^>]*nomodule)[^>]*\ssrc="[^"]+"[^>]*>/gi, 'src');
  const styles = addressesIn(html, /<link[^>]*rel="stylesheet"[^>]*>/g, 'href');
  return {
    files: scripts.length,
    scripts: await weigh(origin, scripts),
    styles: await weigh(origin, styles),
  };
}

/** Somebody with a cart that is not empty, and an order behind them. */
async function orderOnce(house, page) {
  const savedMethodId = await saveCard(house, page);
  const add = async () => {
    await page.goto('/products/noodle-bowl');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByText('Added to cart').first().waitFor({ state: 'attached' });
  };
  await add();
  await page.goto('/checkout');
  const quote = await page.locator('[data-quote]').getAttribute('data-quote');
  const { orderId } = await send(house, page, 'POST', '/api/checkout', { quote, savedMethodId });
  await add();
  return orderId;
}

export async function firstLoad() {
  const rows = await withHouse(async (house, browser) => {
    const page = await newBuyer(house, browser);
    const orderId = await orderOnce(house, page);
    const measured = [];
    for (const [name, path, budget] of budgets) {
      const address = path.replace(':id', orderId);
      const { scripts, styles, files } = await firstLoadOf(page, house.appUrl, address);
      const within = scripts <= budget && styles <= cssBudget && styles > 0;
      measured.push([
        name,
        scripts.toFixed(1),
        budget,
        files,
        styles.toFixed(1),
        cssBudget,
        within ? 'within' : 'OVER',
      ]);
    }
    return measured;
  });
  table('First load, kB gzip', ['page', 'JS', 'budget', 'files', 'CSS', 'budget', ''], rows);
}
