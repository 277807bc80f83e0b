// Somebody who buys, without a browser: a client that costs next to nothing itself, so that what is
// measured is the shop. What a page would send, it sends.
let serial = 0;

/** The wording that whoever saves a card agrees to, as the wallet's page hands it to its script. */
export function consentVersionOf(page) {
  const [, version] = /\\"consent\\":\{\\"version\\":\\"([^"\\]+)/.exec(page) ?? [];
  if (!version) throw new Error('The wallet asks for no consent.');
  return version;
}

/** Signs up at `url` and saves Stripe's test Visa. */
export async function newBuyer(url, emulatorUrl) {
  const buyer = { url, cookie: '', card: '', seen: [] };
  serial += 1;
  const { response } = await call(buyer, 'POST', '/api/session/sign-up', {
    name: 'Bench Buyer',
    email: `bench-${process.pid}-${serial}@example.com`,
    password: 'a long enough secret',
  });
  buyer.cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  buyer.card = await saveCard(buyer, emulatorUrl, 'pm_card_visa');
  return buyer;
}

/** Saves one of Stripe's test cards, as a browser would; answers with its id in the wallet. */
export async function saveCard(buyer, emulatorUrl, testMethod) {
  const page = await read(buyer, '/wallet');
  const consentVersion = consentVersionOf(page);
  const { body: setup } = await call(buyer, 'POST', '/api/setup-intents', { consentVersion });
  const confirmed = await fetch(
    `${emulatorUrl}/v1/setup_intents/${setup.clientSecret.split('_secret_')[0]}/confirm`,
    {
      method: 'POST',
      body: new URLSearchParams({
        key: 'pk_test_souk',
        client_secret: setup.clientSecret,
        payment_method: testMethod,
        use_stripe_sdk: 'true',
      }),
    },
  );
  if (!confirmed.ok) throw new Error(await confirmed.text());
  const saved = await call(buyer, 'POST', `/api/setup-intents/${setup.setupId}/finish`, {});
  return saved.body.method.id;
}

/** Puts one of each into the cart: what the last order held by one call, the rest by its pages' forms. */
export async function fillCart(buyer, slugs) {
  if (buyer.lastOrder) await call(buyer, 'POST', `/api/orders/${buyer.lastOrder}/cart`, {});
  for (const slug of slugs) {
    if (!buyer.seen.includes(slug)) await addByForm(buyer, slug);
  }
  buyer.seen = slugs;
}

/** The request that pays what is in the cart now. */
export async function checkoutOf(buyer) {
  const page = await read(buyer, '/checkout');
  const [, quote] = /data-quote="([^"]+)"/.exec(page) ?? [];
  return { quote, savedMethodId: buyer.card };
}

/** Pays at `url`, which may be another process than the buyer's own; answers in how many ms. */
export async function pay(buyer, checkout, url = buyer.url) {
  const began = performance.now();
  const { body } = await call({ ...buyer, url }, 'POST', '/api/checkout', checkout);
  const ms = performance.now() - began;
  if (body.status !== 'paid') throw new Error(await whyNotPaid(buyer, body));
  buyer.lastOrder = body.orderId;
  return ms;
}

async function whyNotPaid(buyer, { orderId, status }) {
  const { order } = JSON.parse(await read(buyer, `/api/orders/${orderId}`));
  const unpaid = order.legs.filter(({ state }) => state !== 'paid');
  const legs = unpaid.map(({ state, problem }) => `${state} (${problem?.message ?? 'no answer'})`);
  return `an order is ${status}: of ${order.legs.length} legs ${[...new Set(legs)].join(', ')}`;
}

/** One JSON call with the buyer's cookie; throws on any answer but a good one. */
export async function call(buyer, method, path, body) {
  const response = await fetch(`${buyer.url}${path}`, {
    method,
    headers: { origin: buyer.url, 'content-type': 'application/json', cookie: buyer.cookie },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return { response, body: JSON.parse(text) };
}

/** The text of a page, or of what an API answers. */
export async function read(buyer, path) {
  const response = await fetch(`${buyer.url}${path}`, { headers: { cookie: buyer.cookie } });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.text();
}

/** Sends the form of a product's page as a browser without script does. */
export async function addByForm(buyer, slug) {
  const page = await read(buyer, `/products/${slug}`);
  const [form] = /<form\b(?:(?!<\/form>).)*name="variantId".*?<\/form>/s.exec(page) ?? [];
  if (!form) throw new Error(`${slug} has no form`);
  const data = new FormData();
  for (const [input] of form.matchAll(/<input\b[^>]*>/g)) {
    const [, name] = /\bname="([^"]*)"/.exec(input) ?? [];
    const isRadio = /type="radio"/.test(input);
    if (!name || (isRadio && !/\bchecked/.test(input))) continue;
    data.append(name, unescaped(/\bvalue="([^"]*)"/.exec(input)?.[1] ?? ''));
  }
  const response = await fetch(`${buyer.url}/products/${slug}`, {
    method: 'POST',
    headers: { origin: buyer.url, cookie: buyer.cookie },
    body: data,
  });
  await response.text();
  if (!response.ok) throw new Error(`adding ${slug}: ${response.status}`);
}

const unescaped = (text) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
