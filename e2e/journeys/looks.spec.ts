import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { Checkout } from '../pages/checkout';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { appUrl } from '../support/environment';
import { signedUp } from '../support/people';

const sizes = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
  { width: 1440, height: 900 },
];

/** No finding of axe, no sideways scrolling, in both themes and all widths. */
async function expectWellMade(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const told = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
      );
      expect(told, `${name}, ${colorScheme}, ${size.width} px`).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${name} scrolls sideways at ${size.width} px`).toBeLessThanOrEqual(0);
    }
  }
}

/** What the browser complains about from now on; a declined card is an answer of 402, and no fault. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      if (!/404 \(Not Found\)|status of 402/.test(message.text())) complaints.push(message.text());
    }
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

test('every page of a guest is well made, says nothing in the console and breaks no policy', async ({
  page,
}) => {
  test.setTimeout(420_000);
  const complaints = complaintsOf(page);
  for (const path of [
    '/',
    '/search?q=linen',
    '/search?q=nothing-like-it',
    '/products/speckled-mug',
    '/products/wood-fired-teapot',
    '/sellers/kumo-house',
    '/cart',
    '/sign-in',
    '/sign-up',
    '/no-such-page',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectWellMade(page, path);
  }
  expect(complaints).toEqual([]);
});

test('every page of a buyer is well made, says nothing in the console and breaks no policy', async ({
  page,
}) => {
  test.setTimeout(420_000);
  const complaints = complaintsOf(page);
  await signedUp(page);
  await page.goto('/orders');
  await expectWellMade(page, 'orders, empty');
  const wallet = new Wallet(page);
  await wallet.openForm();
  await expectWellMade(page, 'wallet, empty');
  await wallet.submit({ number: cards.declined });
  await expect(wallet.problem.first()).toBeVisible();
  await expectWellMade(page, 'wallet, declined');
  await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
  await wallet.save({ number: cards.declinesWhenCharged }, 'Visa ending in 0341');
  await expectWellMade(page, 'wallet, two cards');

  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender, goods.incense);
  await shop.openCart();
  await expectWellMade(page, 'cart');
  await page.getByRole('link', { name: 'Check out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible();
  await expectWellMade(page, 'checkout');
  await new Checkout(page).card('Visa ending in 0341').check();
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.bowl.seller, 'Declined');
  await expectWellMade(page, 'order, declined');
  const leg = order.leg(goods.bowl.seller);
  await leg.getByRole('radio', { name: /Visa ending in 4242/ }).check();
  await leg.getByRole('button', { name: 'Try again' }).click();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await leg.getByText('Look underneath').click();
  await expectWellMade(page, 'order, partly paid');
  const calls = page.getByRole('region', { name: 'Stripe calls' });
  await calls.getByRole('listitem').last().locator('summary').click();
  await expect(calls.getByRole('region', { name: /^Answer of call/ })).toBeVisible();
  await expectWellMade(page, 'order, a call to Stripe open');
  await page.goto('/orders');
  await expectWellMade(page, 'orders');
  expect(complaints).toEqual([]);
});

test('a page that is still loading is well made and says so', async ({ page }) => {
  test.setTimeout(420_000);
  const complaints = complaintsOf(page);
  await signedUp(page);
  for (const [from, name, link] of [
    ['/', 'product', page.locator('a[href^="/products/"]').first()],
    ['/products/speckled-mug', 'seller', page.locator('main a[href^="/sellers/"]').first()],
    ['/', 'search', page.locator('main a[href^="/search?"]').first()],
    ['/', 'cart', page.getByRole('link', { name: /^Cart/ })],
    // Pages that pay are loaded as documents, except from one another.
    ['/wallet', 'orders', page.getByRole('link', { name: 'Orders', exact: true }).first()],
    ['/orders', 'wallet', page.getByRole('link', { name: 'Wallet', exact: true }).first()],
  ] as const) {
    await page.goto(from, { waitUntil: 'networkidle' });
    // The page itself never comes; what Next fetched ahead is what it shows meanwhile.
    const held = (request: { headers(): Record<string, string> }) =>
      'rsc' in request.headers() && !('next-router-prefetch' in request.headers());
    await page.route('**/*', (route) => (held(route.request()) ? undefined : route.fallback()));
    await link.click();
    await expect(page.locator('[data-skeleton]').first(), name).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: /^Loading/ })).toBeAttached();
    await expectWellMade(page, `${name}, loading`);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  }
  expect(complaints).toEqual([]);
});

test('card digits stay in the frame: neither the page nor its requests hold them', async ({
  page,
}) => {
  await signedUp(page);
  const leaked: string[] = [];
  page.on('request', (request) => {
    if (
      request.url().startsWith(appUrl) &&
      `${request.url()} ${request.postData() ?? ''}`.includes('4242424242')
    ) {
      leaked.push(request.url());
    }
  });
  await page.addInitScript(() => {
    window.addEventListener(
      'message',
      (event) => {
        if (
          JSON.stringify(event.data ?? '')
            .replaceAll(/\D/g, '')
            .includes('4242424242424242')
        ) {
          document.documentElement.dataset.leak = 'message';
        }
      },
      true,
    );
  });
  const wallet = new Wallet(page);
  await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
  expect(leaked).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.dataset.leak)).toBeUndefined();
  expect(await page.content()).not.toMatch(/4242\D?4242\D?4242\D?4242/);
  expect(await page.locator('input[autocomplete*="cc-"]').count()).toBe(0);
});
