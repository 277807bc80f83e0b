// What benches do in the house that they measure, and how they tell of it.
/** Signs somebody new up in a browser page that belongs to nobody yet. */
export async function signUp(house, page) {
  await send(house, page, 'POST', '/api/session/sign-up', {
    name: 'Bench Buyer',
    email: `bench-${Date.now().toString(36)}${Math.random().toString(36).slice(2)}@example.com`,
    password: 'a long enough secret',
  });
}

/** A JSON call with the page's cookies; throws on any answer but a good one. */
export async function send(house, page, method, path, body) {
  const response = await page.request.fetch(`${house.appUrl}${path}`, {
    method,
    headers: { origin: house.appUrl, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { data: JSON.stringify(body) }),
  });
  if (!response.ok())
    throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
  return response.json();
}

/** Saves Stripe's test Visa the way a browser would; resolves its id in the wallet. */
export async function saveCard(house, page) {
  await page.goto('/wallet');
  const consentVersion = await page
    .locator('[data-consent-version]')
    .first()
    .getAttribute('data-consent-version');
  const { setupId, clientSecret } = await send(house, page, 'POST', '/api/setup-intents', {
    consentVersion,
  });
  const [intent] = clientSecret.split('_secret_');
  const response = await fetch(`${house.emulatorUrl}/v1/setup_intents/${intent}/confirm`, {
    method: 'POST',
    body: new URLSearchParams({
      key: 'pk_test_souk',
      client_secret: clientSecret,
      payment_method: 'pm_card_visa',
      use_stripe_sdk: 'true',
    }),
  });
  if (!response.ok) throw new Error(await response.text());
  const { method } = await send(house, page, 'POST', `/api/setup-intents/${setupId}/finish`, {});
  return method.id;
}

export function median(numbers) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Prints rows under a heading, columns aligned. */
export function table(heading, columns, rows) {
  const cells = [columns, ...rows.map((row) => row.map(String))];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index].length)));
  console.log(`\n${heading}`);
  for (const row of cells) {
    console.log(
      row
        .map((cell, index) => (index ? cell.padStart(widths[index]) : cell.padEnd(widths[index])))
        .join('   '),
    );
  }
}
