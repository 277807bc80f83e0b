// Round trips of a checkout: every answer of Stripe takes 150 ms; how long does an order take, over
// the floor of two answers one after the other (clone, then charge)? The line is slow, not Stripe: a
// call is executed when it arrives, and its answer takes that long.
import { median, newBuyer, saveCard, table, withHouse } from './house.mjs';

const delayMs = 150;
const rounds = 7;
const oneOfEach = [
  'noodle-bowl',
  'lavender-sachets',
  'hinoki-incense',
  'fog-tea',
  'thank-you-cards',
  'bread-board',
  'dark-maple-syrup',
  'drought-garden-seeds',
  'dipped-candles',
  'chore-coat-pattern',
];

async function fillCart(page, slugs) {
  for (const slug of slugs) {
    await page.goto(`/products/${slug}`);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByText('Added to cart').first().waitFor({ state: 'attached' });
  }
}

async function fault(house, body) {
  await fetch(`${house.emulatorUrl}/_emulator/faults`, { method: 'DELETE' });
  if (!body) return;
  const response = await fetch(`${house.emulatorUrl}/_emulator/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** The call that pays, by a client that costs next to nothing itself. */
async function prepare(house, page, body) {
  const cookies = await page.context().cookies();
  const request = {
    method: 'POST',
    headers: {
      origin: house.appUrl,
      'content-type': 'application/json',
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    },
    body: JSON.stringify(body),
  };
  return async () => {
    const response = await fetch(`${house.appUrl}/api/checkout`, request);
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return response.json();
  };
}

/** Wall times in ms of `rounds` orders from `sellers` sellers. */
async function measure(house, page, savedMethodId, sellers) {
  const times = [];
  for (let round = 0; round < rounds + 1; round += 1) {
    await fillCart(page, oneOfEach.slice(0, sellers));
    // A buyer reads the page before paying: what it fetches beside itself is there by then.
    await page.goto('/checkout', { waitUntil: 'networkidle' });
    const quote = await page.locator('[data-quote]').getAttribute('data-quote');
    await fault(house, { path: '/v1/*', action: 'slow_answer', delay_ms: delayMs, times: 0 });
    const pay = await prepare(house, page, { quote, savedMethodId });
    const began = performance.now();
    const { status } = await pay();
    times.push(performance.now() - began);
    await fault(house);
    if (status !== 'paid') throw new Error(`order of ${sellers} sellers is ${status}`);
  }
  return times.slice(1); // the first warms connections and code
}

export async function checkout() {
  const rows = await withHouse(
    async (house, browser) => {
      const page = await newBuyer(house, browser);
      const savedMethodId = await saveCard(house, page);
      const measured = [];
      for (const sellers of [1, 3, 10]) {
        const times = await measure(house, page, savedMethodId, sellers);
        const middle = median(times);
        measured.push([
          sellers,
          middle.toFixed(0),
          Math.min(...times).toFixed(0),
          Math.max(...times).toFixed(0),
          (middle / (2 * delayMs)).toFixed(2),
        ]);
      }
      return measured;
    },
    { env: { RELAXED_DURABILITY: '' } },
  );
  table(
    `Checkout, every answer of Stripe delayed by ${delayMs} ms, ${rounds} orders each (aim: ratio ≤ 1.2)`,
    ['sellers', 'median ms', 'min', 'max', `÷ ${2 * delayMs} ms`],
    rows,
  );
}
