import { readFile } from 'node:fs/promises';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { Checkout } from '../pages/checkout';
import { Confirmation } from '../pages/confirmation';
import { OperatorPages } from '../pages/operator-pages';
import { SellerDesk } from '../pages/seller-desk';
import { goods, Shop } from '../pages/shop';
import { Underneath } from '../pages/underneath';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { appUrl, emulatorUrl } from '../support/environment';
import { api, signedUp } from '../support/people';
import { complaintsOf, expectWellMade } from '../support/well-made';

const secret = /(?:sk|rk)_test_\w|whsec_\w|_secret_[A-Za-z0-9]{10}|4242 ?4242 ?4242/;

/** Of what every step opens to, that of the one that is open. */
const shown = (found: Locator) => found.filter({ visible: true });

/** Words as they follow each other, whatever stands between lanes. */
const flat = (text: string | null) => text?.replaceAll(/→|to(?=[A-Z])/g, '') ?? '';

/** Somebody who is about to pay two sellers. */
async function atCheckout(page: Page): Promise<Checkout> {
  await signedUp(page);
  return toCheckout(page);
}

/** The same for somebody who is signed in. */
async function toCheckout(page: Page): Promise<Checkout> {
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender);
  await shop.openCheckout();
  return new Checkout(page);
}

test('an order shows its calls as a sequence, side by side, each with all there is to know', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const order = await (await atCheckout(page)).pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await order.expectLeg(goods.lavender.seller, 'Paid');
  await page.reload();
  const under = new Underneath(page);
  await under.lookAtSection();
  const clones = under.steps(under.section, 'POST /v1/payment_methods');
  await expect(clones).toHaveCount(2);
  await expect(under.steps(under.section, 'POST /v1/payment_intents')).toHaveCount(2);
  await expect(under.section.getByText(/\d calls side by side/).first()).toBeVisible();

  await clones.first().click();
  await expect(shown(under.section.getByText('Made by our line'))).toBeVisible();
  await expect(shown(under.section.getByText(/^lib\/payments\/[a-z-]+\.ts:\d+$/))).toBeVisible();
  await expect(shown(under.section.getByText(/^clone:leg_\w+:1$/))).toBeVisible();
  await expect(
    shown(under.section.getByRole('link', { name: /^Stripe’s page about this call/ })),
  ).toHaveAttribute('href', 'https://docs.stripe.com/connect/direct-charges-multiple-accounts');
  const log = shown(under.section.getByRole('link', { name: /^This call in Stripe’s log/ }));
  await expect(log).toHaveAttribute('href', /req_\w+$/);
  if (emulatorUrl) {
    const there = await page.context().newPage();
    await there.goto((await log.getAttribute('href')) ?? '');
    await expect(there.getByRole('region', { name: 'Request' })).toContainText('payment_methods');
    await there.close();
  }
  await shown(under.section.getByRole('button', { name: /^Copy call \d+ as curl$/ })).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toMatch(/^curl '/);
  const curl = await copied();
  expect(curl).toMatch(/^curl '[^']+\/v1\/payment_methods' \\\n {2}-u "\$STRIPE_SECRET_KEY:"/);
  expect(curl).toMatch(/-H 'Stripe-Account: acct_\w+' \\\n/);
  expect(curl).toMatch(/-H 'Idempotency-Key: clone:leg_\w+:1' \\\n/);
  expect(curl).toMatch(/--data-urlencode 'payment_method=pm_\w+'/);
  expect(curl).not.toMatch(secret);
});

test('filters leave one account, or what went wrong', async ({ page }) => {
  await (await atCheckout(page)).pay();
  await page.waitForURL(/\/orders\/ord_/);
  const under = new Underneath(page);
  await under.lookAtSection();
  await expect(under.steps(under.section, '/v1/').first()).toBeVisible();
  await under.section.getByLabel('Show the steps of').selectOption(goods.bowl.seller);
  await expect(under.steps(under.section, 'POST /v1/payment_methods')).toHaveCount(1);
  await expect(under.section.getByText(/^\d+ of \d+ steps$/)).toBeVisible();
  await under.section.getByLabel('Errors only').check();
  await expect(under.section.getByText('No step went wrong here.')).toBeVisible();
  await under.section.getByLabel('Errors only').uncheck();
  const kind = under.section.getByLabel('Show what kind of steps');
  await kind.selectOption('Deliveries');
  await expect(under.steps(under.section, 'payment_intent.succeeded')).toHaveCount(1);
  await expect(under.steps(under.section, '/v1/')).toHaveCount(0);
  await under.section.getByLabel('Show the steps of').selectOption('Everyone');
  await kind.selectOption('In the browser');
  await expect(
    under.section.getByRole('listitem').filter({ hasText: 'POST /api/checkout' }),
  ).toBeVisible();
  await expect(under.steps(under.section, /./)).toHaveCount(0);
});

test('events that Stripe delivered stand on the same time line', async ({ page }) => {
  const order = await (await atCheckout(page)).pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  const under = new Underneath(page);
  await under.open();
  const events = under.steps(under.drawer, 'payment_intent.succeeded');
  await expect(events).toHaveCount(2, { timeout: 30_000 });
  await events.first().click();
  await expect(shown(under.drawer.getByText('POST /api/webhooks/connect'))).toBeVisible();
  await expect(shown(under.drawer.getByText(/^evt_/))).toBeVisible();
});

test('the drawer opens by one key on any page, gives focus back, and the key can be switched off', async ({
  page,
}) => {
  await signedUp(page);
  await page.goto('/cart');
  const under = new Underneath(page);
  await expect(under.button).toHaveAttribute('aria-keyshortcuts', 'u');
  await expect(under.button).toBeEnabled();
  await under.button.focus();
  await page.keyboard.press('u');
  await expect(under.drawer).toBeVisible();
  await expect(under.drawer.getByText('None yet.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(under.drawer).toBeHidden();
  await expect(under.button).toBeFocused();

  const search = page.getByRole('searchbox').first();
  await search.fill('m');
  await search.press('u');
  await expect(search).toHaveValue('mu');
  await expect(under.drawer).toBeHidden();

  await under.open();
  await under.drawer.getByRole('checkbox', { name: /The key u/ }).uncheck();
  await under.drawer.getByRole('button', { name: 'Close' }).click();
  await expect(under.button).toBeFocused();
  await page.keyboard.press('u');
  await expect(under.drawer).toBeHidden();
  await page.reload();
  await under.open();
  await expect(under.drawer.getByRole('checkbox', { name: /The key u/ })).not.toBeChecked();
});

test('while a checkout runs its calls come by themselves, from the browser on', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const checkout = await atCheckout(page);
  const under = new Underneath(page);
  await under.open();
  await checkout.pay();
  await expect(under.drawer).toBeVisible();
  await expect(under.steps(under.drawer, 'POST /v1/payment_intents')).toHaveCount(2, {
    timeout: 30_000,
  });
  await expect(
    under.drawer.getByRole('listitem').filter({ hasText: 'POST /api/checkout' }),
  ).toBeVisible();
});

test('what Stripe.js does for the page has arrows of its own, and keeps no secret', async ({
  page,
}) => {
  await signedUp(page);
  const wallet = new Wallet(page);
  await wallet.saveWithChallenge({ number: cards.alwaysAuthenticate }, 'Visa ending in 3184');
  const under = new Underneath(page);
  await under.open();
  const arrow = (label: string) => under.drawer.getByRole('listitem').filter({ hasText: label });
  for (const [label, words] of [
    ["elements.create('payment')", /BrowserPlatform.*ready, \d+ ms/],
    ['stripe.confirmSetup()', /BrowserPlatform.*succeeded, \d+ ms, seti_/],
    ['3D Secure', /BrowserPlatform.*answered, \d+ ms, seti_/],
  ] as const) {
    await expect(arrow(label).first()).toContainText(label);
    expect(flat(await arrow(label).last().textContent())).toMatch(words);
  }
  expect(await under.drawer.textContent()).not.toMatch(secret);
  await under.drawer.getByRole('button', { name: 'Close' }).click();

  const shop = new Shop(page);
  await shop.add(goods.bowl);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.bowl.seller, 'Confirm with your bank');
  const confirmation = new Confirmation(page, order.leg(goods.bowl.seller));
  await confirmation.open();
  await confirmation.bank.fail();
  await order.expectLeg(goods.bowl.seller, 'Declined');
  await under.open();
  const failed = arrow('stripe.handleNextAction()').last();
  await expect(failed).toContainText('authentication failure');
  expect(flat(await failed.textContent())).toMatch(/BrowserLinden Clay.*, \d+ ms, pi_/);
  await under.drawer.getByLabel('Errors only').check();
  await expect(failed).toBeVisible();
  expect(await under.drawer.textContent()).not.toMatch(secret);
});

test('what is shown can be taken along as a file, without a secret, and by its owner alone', async ({
  page,
  browser,
}) => {
  const order = await (await atCheckout(page)).pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  const under = new Underneath(page);
  const files: Record<string, string> = {};
  await under.lookAtSection();
  for (const kind of ['HTML', 'JSON'] as const) {
    const download = await under.file(under.section, kind);
    expect(download.suggestedFilename()).toMatch(/^souk-orders-ord-\w+-calls\.(html|json)$/);
    files[kind] = await readFile(await download.path(), 'utf8');
    expect(files[kind]).not.toMatch(secret);
    expect(files[kind]).toContain('/v1/payment_intents');
    // What only this browser knows.
    expect(files[kind]).toContain('POST /api/checkout');
  }
  expect(JSON.parse(files.JSON ?? '')).toHaveProperty('calls.0.idempotencyKey');

  // Opened by a colleague, who is not even online.
  const colleague = await (await browser.newContext({ offline: true })).newPage();
  const complaints = complaintsOf(colleague);
  await colleague.setContent(files.HTML ?? '');
  await expect(colleague.getByRole('heading', { level: 1 })).toContainText(`/orders/${order.id}`);
  await colleague.locator('summary').filter({ hasText: '/v1/payment_intents' }).first().click();
  await expect(shown(colleague.getByText('$STRIPE_SECRET_KEY'))).toBeVisible();
  await expectWellMade(colleague, 'the calls of an order as a file');
  expect(complaints).toEqual([]);

  const path = `/api/underneath?page=/orders/${order.id}`;
  expect((await api(page, 'GET', path)).status()).toBe(200);
  const stranger = await (await browser.newContext()).newPage();
  expect((await api(stranger, 'GET', path)).status()).toBe(401);
  await signedUp(stranger);
  expect((await api(stranger, 'GET', path)).status()).toBe(404);
  for (const as of ['html', 'json']) {
    const asked = await stranger.request.post(`${appUrl}/api/underneath/files`, {
      headers: { origin: appUrl },
      form: { page: `/orders/${order.id}`, as },
    });
    expect(asked.status()).toBe(404);
  }
});

test(
  'a seller looks under their own sale, the operator under all of it, and nobody under another’s',
  { tag: '@whole' },
  async ({ page, browser }) => {
    await signedUp(page);
    await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
    const shop = new Shop(page);
    await shop.add(goods.lavender, goods.incense);
    await shop.openCheckout();
    const order = await new Checkout(page).pay();
    await order.expectLeg(goods.lavender.seller, 'Paid');
    const { number, legs } = await order.read();
    // The page goes on to the receipt.
    const { id } = order;
    await page
      .getByRole('link', { name: /^Receipt/ })
      .first()
      .click();
    await page.waitForURL(/\/receipts\//);
    const buyers = new Underneath(page);
    await buyers.open();
    await expect(buyers.drawer.getByText('This order.')).toBeVisible();
    await expect(buyers.steps(buyers.drawer, 'POST /v1/payment_intents')).toHaveCount(2);

    const newPage = async () => (await browser.newContext()).newPage();
    const desk = await SellerDesk.open(await newPage());
    await desk.openSale(number);
    const sellers = new Underneath(desk.page);
    await sellers.open();
    await expect(sellers.steps(sellers.drawer, 'POST /v1/payment_intents')).toHaveCount(1);
    await expect(sellers.drawer).toContainText(goods.lavender.seller);
    await expect(sellers.drawer).not.toContainText(goods.incense.seller);
    await expect(sellers.drawer.getByRole('button', { name: /^Handle again/ })).toHaveCount(0);
    expect(await sellers.drawer.textContent()).not.toMatch(secret);
    const hana = await SellerDesk.open(await newPage(), 'hana');
    const lavender = legs.find(({ seller }) => seller.name === goods.lavender.seller);
    const path = (where: string) => `/api/underneath?page=${where}`;
    expect((await api(desk.page, 'GET', path(`/seller/sales/${lavender?.id}`))).status()).toBe(200);
    for (const where of [`/seller/sales/${lavender?.id}`, `/operator/orders/${id}`]) {
      expect((await api(hana.page, 'GET', path(where))).status(), where).toBe(404);
      expect((await api(page, 'GET', path(where))).status(), where).toBe(404);
    }

    const olu = await OperatorPages.open(await newPage());
    await olu.go(`/orders/${id}`);
    const all = new Underneath(olu.page);
    await all.lookAtSection();
    await expect(all.steps(all.section, 'POST /v1/payment_intents')).toHaveCount(2);
    expect(await readFile(await (await all.file(all.section, 'JSON')).path(), 'utf8')).toContain(
      '/v1/payment_intents',
    );
    const event = all.steps(all.section, 'payment_intent.succeeded').first();
    await expect(event).toContainText('handled', { timeout: 30_000 });
    await event.click();
    await shown(all.section.getByRole('button', { name: /^Handle again: payment_intent/ })).click();
    await expect(event).toContainText(/handled at try \d/);
  },
);

test('the drawer is well made on a phone and a laptop, light and dark', async ({ page }) => {
  test.setTimeout(420_000);
  const complaints = complaintsOf(page);
  const under = new Underneath(page);
  await signedUp(page);
  await page.goto('/cart');
  await under.open();
  await expect(under.drawer.getByText('None yet.')).toBeVisible();
  await expectWellMade(page, 'the drawer, empty');
  const order = await (await toCheckout(page)).pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await under.open();
  await under.steps(under.drawer, 'POST /v1/payment_intents').first().click();
  await expect(under.drawer.getByRole('region', { name: /^Answer of call/ })).toBeVisible();
  await expectWellMade(page, 'the drawer, a call open');
  const event = under.steps(under.drawer, 'payment_intent.succeeded').first();
  await expect(event).toBeVisible({ timeout: 30_000 });
  await event.click();
  await expect(shown(under.drawer.getByText('POST /api/webhooks/connect'))).toBeVisible();
  await expectWellMade(page, 'the drawer, a delivery open');
  expect(complaints).toEqual([]);
});
