/** What does not come over the line, and what is left of the page. */
import { expect, test, type Page } from '@playwright/test';
import { OperatorPages } from '../pages/operator-pages';
import { goods, Shop } from '../pages/shop';
import { Underneath } from '../pages/underneath';
import { press } from '../support/press';
import { expectWellMade } from '../support/well-made';

const scripts = '**/_next/static/chunks/**';

/** From now on no script comes that has not come yet, as after a change of the shop, or in a tunnel. */
const loseScripts = (page: Page) => page.route(scripts, (route) => route.abort());

const findScripts = (page: Page) => page.unrouteAll();

test('a page whose script does not come says what is kept, and is shown once it comes', async ({
  page,
  browser,
}) => {
  await new Shop(page).add(goods.bowl);
  await page.goto('/sign-in', { waitUntil: 'networkidle' });
  await loseScripts(page);
  await new Shop(page).cartLink.click();
  const fault = page.getByRole('heading', { level: 1, name: 'This page could not be shown' });
  await expect(fault).toBeFocused();
  const main = page.getByRole('main');
  await expect(main).toContainText('your cart is kept, and nothing was charged or changed by this');
  await expect(main.getByRole('link', { name: 'To the shops' })).toHaveAttribute('href', '/');
  await expectWellMade(page, 'a page that could not be shown');
  await findScripts(page);
  await main.getByRole('button', { name: 'Load the page again' }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Your cart' })).toBeVisible();
  await expect(main.getByText(goods.bowl.name).first()).toBeVisible();

  const desk = await OperatorPages.open(await (await browser.newContext()).newPage());
  const operator = desk.page;
  await operator.waitForLoadState('networkidle');
  await loseScripts(operator);
  await operator.getByRole('link', { name: 'Test data' }).click();
  await expect(operator.getByRole('main')).toContainText('nothing was charged or changed by this');
  await expect(operator.getByRole('navigation', { name: 'Operator’s desk' })).toBeVisible();
  await findScripts(operator);
  await operator.getByRole('button', { name: 'Load the page again' }).press('Enter');
  await expect(operator.getByRole('button', { name: 'Make a dispute' })).toBeVisible();
});

test('a page goes on without what comes late: toasts, and the inspector, which is asked for again', async ({
  page,
}) => {
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  let lost = false;
  page.once('load', () => (lost = true));
  await page.route(scripts, (route) => (lost ? route.abort() : route.fallback()));
  const toasts = page.waitForEvent('requestfailed', (request) => /\/chunks\//.test(request.url()));
  await page.goto('/cart');
  // The first that is fetched when all is still.
  await toasts;
  const underneath = new Underneath(page);
  await expect(underneath.button).not.toHaveAttribute('aria-disabled');
  const cart = page.getByRole('heading', { level: 1, name: 'Your cart' });
  const missing = page.getByText('The calls could not be loaded.');
  await page.keyboard.press('u');
  await expect(missing).toBeVisible();
  await expect(cart).toBeVisible();
  lost = false;
  await page.getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(underneath.drawer).toBeVisible();
  await expect(missing).toHaveCount(0);
  await expect(cart).toBeVisible();
  expect(faults).toEqual([]);
});

test('without a network nothing is put into the cart, what was chosen stays, and it can be pressed again', async ({
  page,
  context,
}) => {
  const shop = new Shop(page);
  await page.goto(`/products/${goods.bowl.slug}`, { waitUntil: 'networkidle' });
  await page.getByLabel('Quantity').fill('2');
  await context.setOffline(true);
  await press(page.getByRole('button', { name: 'Add to cart' }));
  const main = page.getByRole('main');
  await expect(main.getByText('We could not reach Souk. Check your connection')).toBeVisible();
  await expect(page.getByLabel('Quantity')).toHaveValue('2');
  await context.setOffline(false);
  await press(page.getByRole('button', { name: 'Add to cart' }));
  await expect(main.getByText('Added to cart')).toBeVisible();
  await expect(shop.cartLink).toHaveAccessibleName(/2/);
});
