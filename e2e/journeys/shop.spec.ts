import { expect, test } from '@playwright/test';
import { OperatorDesk } from '../pages/after-sale';
import { Checkout } from '../pages/checkout';
import { Footer } from '../pages/footer';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { expectHarmless, harm } from '../support/harmless';
import { signedUp, somebody } from '../support/people';
import { expectWellMade } from '../support/well-made';

test('a search forgives, says what it looked for, and offers something in place of nothing', async ({
  page,
}) => {
  await page.goto('/');
  await page.getByRole('searchbox', { name: 'Search goods' }).fill('speckeld mugs');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Showing results for “speckled mugs”')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: /Speckled mug/ })).toBeVisible();
  await page.goto('/search?q=zzyzx');
  await expect(page.getByRole('heading', { name: 'Nothing like that here' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Perhaps one of these' })).toBeVisible();
});

test('what is saved for later comes back, and goes along when a guest signs up', async ({
  page,
}) => {
  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.incense);
  await shop.openCart();
  const later = page.getByRole('region', { name: 'Saved for later' });
  await page.getByRole('button', { name: `Save for later: ${goods.bowl.name}` }).click();
  await expect(later.getByText(goods.bowl.name)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('region', { name: goods.bowl.seller })).toBeVisible();
  await expect(later).toHaveCount(0);
  const kept = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/cart'),
  );
  await page.getByRole('button', { name: `Save for later: ${goods.bowl.name}` }).click();
  await expect(later.getByText(goods.bowl.name)).toBeVisible();
  // The page says so before the server does.
  await kept;
  await expectWellMade(page, 'cart, something saved for later');
  await signedUp(page);
  await shop.openCart();
  await later.getByRole('button', { name: `Move to cart: ${goods.bowl.name}` }).click();
  await expect(page.getByRole('region', { name: goods.bowl.seller })).toBeVisible();
});

test('who has paid gets a receipt and an e-mail, and may review', async ({ page, browser }) => {
  test.setTimeout(420_000);
  const person = await signedUp(page, somebody(`Robin ${harm}`));
  await page.goto(`/products/${goods.cards.slug}`);
  await expect(page.getByText(/Reviews come from people who have bought it/)).toBeVisible();
  const wallet = new Wallet(page);
  await wallet.openForm();
  await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
  const shop = new Shop(page);
  await shop.add(goods.cards);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.cards.seller, 'Paid');

  await page.getByRole('link', { name: `Receipt of ${goods.cards.seller}` }).click();
  const receipt = page.getByRole('region', { name: 'Receipt' });
  await expect(receipt.getByText('Visa ending in 4242')).toBeVisible();
  await expect(receipt.getByText(person.email)).toBeVisible();
  const print = page.getByRole('button', { name: 'Print receipt' });
  await expect(print).toBeVisible();
  // On paper stands the receipt, and nothing that can only be pressed; dark pages are printed light.
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const none of [print, page.getByRole('banner'), page.getByRole('contentinfo')]) {
    await expect(none).toBeHidden();
  }
  await expect(receipt.getByText('Visa ending in 4242')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: /^Receipt SK-/ })).toBeVisible();
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await page.emulateMedia({ media: null, colorScheme: null });

  await page.goto(`/products/${goods.cards.slug}`);
  const form = page.getByRole('region', { name: 'Your review' });
  await form.getByRole('radio', { name: '4 stars' }).check();
  const words = `<b>Thick</b> paper${harm}, ${person.email.split('@')[0]}`;
  await form.getByLabel('In your words').fill(words);
  await form.getByRole('button', { name: 'Post review' }).click();
  const reviews = page.getByRole('region', { name: 'Reviews' });
  await expect(reviews.getByRole('listitem').getByText(words)).toBeVisible();
  await expectWellMade(page, 'product, reviewed');
  await expectHarmless(page);
  await expect(reviews.getByRole('listitem').getByText(words)).toBeVisible();
  await form.getByRole('button', { name: 'Delete' }).click();
  await expect(reviews.getByRole('listitem').getByText(words)).toHaveCount(0);

  const desk = await (await browser.newContext()).newPage();
  await OperatorDesk.open(desk);
  await expect(async () => {
    await desk.goto('/operator/mails');
    await expect(desk.getByText(person.email)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectWellMade(desk, 'operator, e-mails');
  await desk.getByRole('listitem').filter({ hasText: person.email }).getByRole('link').click();
  const mail = desk.frameLocator('iframe[title="The e-mail"]');
  await expect(mail.getByText('Visa ending in 4242').first()).toBeVisible();
  await expectWellMade(desk, 'operator, an e-mail');
  await desk.close();
});

test('links carry pictures, and search engines are told what there is', async ({
  page,
  request,
}) => {
  await page.goto(`/products/${goods.bowl.slug}`);
  const picture = await page.locator('meta[property="og:image"]').getAttribute('content');
  const canonical = await page.locator('link[rel="canonical"]').getAttribute('href');
  expect(canonical).toMatch(new RegExp(`^http.*/products/${goods.bowl.slug}$`));
  const drawn = await request.get(new URL(picture ?? '').pathname);
  expect(drawn.headers()['content-type']).toBe('image/png');
  // What brings no picture of its own carries Souk's.
  for (const path of ['/plus', '/lab', '/search?q=mug']) {
    await page.goto(path);
    const souks = await page.locator('meta[property="og:image"]').getAttribute('content');
    expect(new URL(souks ?? '').pathname, path).toBe('/opengraph-image');
  }
  expect((await request.get('/opengraph-image')).headers()['content-type']).toBe('image/png');
  const map = await (await request.get('/sitemap.xml')).text();
  expect(map).toContain(canonical);
  const robots = await (await request.get('/robots.txt')).text();
  expect(robots).toContain('Disallow: /orders');
  // By prefix: the desk is shut, the shops are not.
  expect(robots.split('\n').filter((line) => line.includes('/seller'))).toEqual([
    'Disallow: /seller$',
    'Disallow: /seller/',
  ]);
});

test.describe('with its worker', () => {
  test.use({ serviceWorkers: 'allow' });

  test('Souk can be installed, says when there is no network, and keeps nothing of anybody', async ({
    page,
    context,
    request,
  }) => {
    const manifest = (await (await request.get('/manifest.webmanifest')).json()) as {
      icons: { src: string }[];
    };
    for (const { src } of manifest.icons) expect((await request.get(src)).ok()).toBe(true);
    await signedUp(page);
    await page.goto('/');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.goto('/orders');
    await page.goto('/cart');
    const kept = () =>
      page.evaluate(async () => {
        const names = await caches.keys();
        const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
        return all.flat().map(({ url }) => url.replace(location.origin, ''));
      });
    await expect.poll(kept).toEqual(['/offline?language=en']);
    await context.setOffline(true);
    await page.goto('/orders');
    await expect(page.getByRole('heading', { name: 'We cannot reach Souk' })).toBeVisible();
    await context.setOffline(false);
    await page.getByRole('link', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { name: 'Orders', exact: true })).toBeVisible();

    await new Footer(page).choose('العربية');
    await expect.poll(kept).toEqual(['/offline?language=ar']);
    await context.setOffline(true);
    await page.goto('/cart');
    await expect(page.getByRole('heading', { name: 'تعذّر الوصول إلى Souk' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await context.setOffline(false);
  });
});
