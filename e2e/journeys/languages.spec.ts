import { expect, test } from '@playwright/test';
import { Footer } from '../pages/footer';
import { goods, plans, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { complaintsOf, expectWellMade } from '../support/well-made';
import { signedUp } from '../support/people';
import { press } from '../support/press';

test('a language chosen in the footer is kept over pages, and with who signs in', async ({
  page,
  browser,
}) => {
  const complaints = complaintsOf(page);
  const person = await signedUp(page);
  await page.goto('/products/speckled-mug');
  await new Footer(page).choose('Français');
  await expect(page).toHaveURL(/\/products\/speckled-mug$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await page.getByRole('button', { name: 'Ajouter au panier' }).click();
  await expect(page.getByText('Ajouté au panier').first()).toBeAttached();
  await page.goto('/cart');
  await expect(page.getByRole('heading', { level: 1, name: 'Votre panier' })).toBeVisible();
  await expect(page.getByText(/28,00\s\$US/).first()).toBeVisible();
  expect(complaints).toEqual([]);

  const elsewhere = await browser.newContext({ locale: 'en-US' });
  const other = await elsewhere.newPage();
  await other.goto('/sign-in');
  await other.getByLabel('E-mail').fill(person.email);
  await other.getByLabel('Password').fill(person.password);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByRole('link', { name: 'Portefeuille' })).toBeVisible();
  await elsewhere.close();
});

test('without script a language can be chosen as well', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto('/search?q=mug');
  await new Footer(page).choose('日本語');
  await expect(page).toHaveURL(/\/search\?q=mug$/);
  await expect(page.getByRole('heading', { level: 1, name: '「mug」の検索結果' })).toBeVisible();
  await context.close();
});

test('a browser that prefers French is spoken to in French, at the desks in English', async ({
  browser,
}) => {
  const context = await browser.newContext({ locale: 'fr-CA' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('petites boutiques');
  await page.goto('/lab');
  await expect(page.getByRole('heading', { level: 1, name: 'The lab' })).toBeVisible();
  await expect(page.locator('[lang="en"][dir="ltr"] h1')).toBeVisible();
  await context.close();
});

const foreign = [
  { name: 'French', own: 'Français', locale: 'fr', direction: 'ltr', wanted: 'confitures' },
  { name: 'Japanese', own: '日本語', locale: 'ja', direction: 'ltr', wanted: 'ジャム' },
  { name: 'Arabic', own: 'العربية', locale: 'ar', direction: 'rtl', wanted: 'مربى' },
] as const;

for (const { name, locale, direction, wanted } of foreign) {
  test(`${name} pages run their own way and are well made, and a search finds what it is asked for`, async ({
    browser,
  }) => {
    test.setTimeout(240_000);
    const context = await browser.newContext({ locale });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    const pages = [
      '/',
      '/products/speckled-mug',
      `/search?q=${encodeURIComponent(wanted)}`,
      '/cart',
      // Where words run the other way, more can go wrong than that they are long.
      ...(direction === 'rtl' ? ['/sellers/kumo-house', '/plus', '/sign-in', '/no-such-page'] : []),
    ];
    for (const path of pages) {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('dir', direction);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      if (path.startsWith('/search')) {
        await expect(page.getByRole('link', { name: /Hedgerow jam/ })).toBeVisible();
      }
      await expectWellMade(page, `${path} in ${name}`);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });
}

test(
  'a buyer pays in Arabic, from right to left, and reads on in every language; all is well made',
  { tag: '@whole' },
  async ({ page }) => {
    test.setTimeout(600_000);
    await signedUp(page);
    await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
    await new Shop(page).add(goods.bowl, goods.lavender, plans.incense);
    const complaints = complaintsOf(page);
    await page.goto('/wallet');
    await new Footer(page).choose('العربية');
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(page.getByRole('article').first()).toBeVisible();
    await expectWellMade(page, 'the wallet in Arabic');
    await page.goto('/checkout');
    const pay = page.getByRole('button', { name: /^ادفع / });
    await expect(pay).toBeVisible();
    await expectWellMade(page, 'the checkout in Arabic');
    await press(pay);
    await page.waitForURL(/\/orders\/ord_/);
    for (const { seller } of [goods.bowl, goods.lavender]) {
      const leg = page.getByRole('region', { name: seller, exact: true });
      await expect(leg.getByText('مدفوع', { exact: true }).first()).toBeVisible();
    }
    await expectWellMade(page, 'an order in Arabic');

    const { pathname } = new URL(page.url());
    const hrefOf = (path: string) => page.locator(`main a[href*="${path}"]`).first();
    const receipt = await hrefOf('/receipts/').getAttribute('href');
    // Until its plan has begun the list leads to the order.
    await expect(async () => {
      await page.goto('/subscriptions');
      await expect(hrefOf('/subscriptions/sub_')).toBeVisible({ timeout: 2_000 });
    }).toPass();
    const plan = await hrefOf('/subscriptions/sub_').getAttribute('href');
    for (const { name, own, direction } of foreign) {
      await page.goto('/orders');
      await new Footer(page).choose(own);
      // From right to left all of them; where only words differ, each page in one of both.
      const paths = {
        French: [receipt, plan, '/details', '/wallet'],
        Japanese: ['/orders', '/subscriptions', '/plus', pathname],
        Arabic: ['/orders', receipt, '/subscriptions', plan, '/plus', '/details'],
      };
      for (const path of paths[name]) {
        await page.goto(path ?? 'none');
        await expect(page.locator('html')).toHaveAttribute('dir', direction);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectWellMade(page, `${path} in ${name}`);
      }
    }
    expect(complaints).toEqual([]);
  },
);
