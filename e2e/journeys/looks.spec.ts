import { expect, test } from '@playwright/test';
import { AfterSale, OperatorDesk } from '../pages/after-sale';
import { BankAccountForm, Verification } from '../pages/bank-account';
import { Checkout } from '../pages/checkout';
import { OperatorPages } from '../pages/operator-pages';
import { PlusPage } from '../pages/plus';
import { SellerDesk } from '../pages/seller-desk';
import { goods, Shop } from '../pages/shop';
import { Underneath } from '../pages/underneath';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { appUrl } from '../support/environment';
import { expectLoading } from '../support/loading';
import { signedUp } from '../support/people';
import { complaintsOf, expectWellMade } from '../support/well-made';

test('every page of a guest is well made, says nothing in the console and breaks no policy', async ({
  page,
}) => {
  test.setTimeout(420_000);
  const complaints = complaintsOf(page);
  for (const path of [
    '/',
    '/search?q=linnen',
    '/search?q=nothing-like-it',
    '/products/speckled-mug',
    '/products/wood-fired-teapot',
    '/products/incense-of-the-month',
    '/search?category=kitchen',
    '/sellers/kumo-house',
    '/cart',
    '/plus',
    '/lab',
    '/lab/compare',
    '/lab/clone-and-charge',
    '/sign-in',
    '/sign-up',
    '/sell',
    '/no-such-page',
    '/offline',
    '/not-done?why=foreign_origin',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('[data-skeleton]')).toHaveCount(0);
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
  await page.goto('/subscriptions');
  await expect(page.getByRole('heading', { level: 1, name: 'Subscriptions' })).toBeVisible();
  await expectWellMade(page, 'subscriptions, empty');
  await page.goto('/details');
  await expect(page.getByRole('heading', { level: 1, name: 'Your details' })).toBeVisible();
  await expectWellMade(page, 'details');
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
  const calls = await new Underneath(page).lookAtSection();
  await calls.locator('summary', { hasText: 'POST /v1/' }).last().click();
  await expect(calls.getByRole('region', { name: /^Answer of call/ })).toBeVisible();
  await expectWellMade(page, 'order, a call to Stripe open');
  const receipt = page.getByRole('link', { name: `Receipt of ${goods.bowl.seller}` });
  const { id } = await order.read();
  await expectLoading(page, receipt, 'receipt');
  await page.goto(`/orders/${id}`);
  await receipt.click();
  await expect(page.getByRole('heading', { level: 1, name: /^Receipt / })).toBeVisible();
  await expectWellMade(page, 'receipt');
  await expectLoading(page, page.getByRole('main').getByRole('link', { name: /SK-/ }), 'order');
  await page.goto(`/products/${goods.bowl.slug}`);
  await expectWellMade(page, 'product, to be reviewed');
  await page.goto('/orders');
  await expectWellMade(page, 'orders');
  expect(complaints).toEqual([]);
});

test('what the platform sells itself is well made, before and after it is paid', async ({
  page,
}) => {
  test.setTimeout(420_000);
  const complaints = complaintsOf(page);
  await signedUp(page);
  const plus = new PlusPage(page);
  await plus.open();
  await plus.payWithNewCard({ number: cards.declined });
  await expect(plus.problem.first()).toBeVisible();
  await expectWellMade(page, 'plus, declined');
  await plus.payWithNewCard({ number: cards.visa });
  await plus.expectMember('Visa ending in 4242');
  await plus.membership.getByText('Look underneath').click();
  await expectWellMade(page, 'plus, a member');
  expect(complaints).toEqual([]);
});

test('what follows a payment, and an account to be verified, are well made for buyer and operator', async ({
  page,
  browser,
}) => {
  test.setTimeout(420_000);
  const complaints = complaintsOf(page);
  await signedUp(page);
  const wallet = new Wallet(page);
  await wallet.save({ number: cards.visa }, 'Visa ending in 4242');
  await wallet.save({ number: cards.disputed }, 'Visa ending in 0259');
  await wallet.openForm();
  await new BankAccountForm(page).type();
  await wallet.pressSave();
  const { form } = new Verification(page, 'US bank account ending in 6789');
  await form.getByRole('button', { name: 'Verify account' }).click();
  await expect(form.getByRole('alert')).toBeFocused();
  await expectWellMade(page, 'wallet, an account to be verified');

  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.lavender);
  await shop.openCheckout();
  const checkout = new Checkout(page);
  await checkout.card('Visa ending in 4242').check();
  await checkout.payOneWith(goods.lavender.seller, 'Visa ending in 0259');
  const order = await checkout.pay();
  await new AfterSale(page, order, goods.lavender.seller).comesToSay(/^Disputed/);
  const refund = new AfterSale(page, order, goods.bowl.seller);
  await refund.form.click();
  await refund.leg.getByRole('radio', { name: 'A part' }).check();
  await expect(refund.leg.getByLabel(/^Amount in USD/)).toBeVisible();
  await expectWellMade(page, 'order, refund form open and a dispute');
  // The form stands open already.
  await refund.leg.getByRole('radio', { name: /^All of it/ }).check();
  await refund.leg.getByRole('button', { name: 'Ask for refund' }).click();
  await expect(refund.says('Refund asked for')).toBeVisible();

  const operator = await (await browser.newContext()).newPage();
  complaintsOf(operator, complaints);
  const desk = await OperatorDesk.open(operator);
  const { number } = await order.read();
  const asked = desk.item(number, goods.bowl.seller);
  await expect(asked.getByRole('link', { name: number })).toHaveAttribute(
    'href',
    `/operator/orders/${order.id}`,
  );
  await expectWellMade(operator, 'refunds and disputes');
  expect(complaints).toEqual([]);
});

// The others, where something stands on them: `seller-desk.spec.ts`.
test('every page of a seller’s desk is well made', async ({ page }) => {
  test.setTimeout(420_000);
  const complaints = complaintsOf(page);
  const desk = await SellerDesk.open(page, 'hana');
  for (const path of ['/goods', '/goods/new', '/subscribers', '/payouts', '/shop'] as const) {
    await desk.go(path);
    await expectWellMade(page, `desk${path}`);
  }
  expect(complaints).toEqual([]);
});

// The others, where something stands on them: `operator-desk.spec.ts`.
test('every page of the operator’s desk is well made', async ({ page }) => {
  test.setTimeout(420_000);
  const complaints = complaintsOf(page);
  const desk = await OperatorPages.open(page);
  for (const path of ['/accounts', '/orders', '/jobs', '/mirrors', '/test-data'] as const) {
    await desk.go(path);
    await expectWellMade(page, `operator${path}`);
  }
  await desk.openAccount('Kumo House');
  await expectWellMade(page, 'operator, an account');
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
    ['/lab', 'way', page.getByRole('region', { name: 'All ways' }).getByRole('link').first()],
    // Pages that pay are loaded as documents, except from one another.
    ['/wallet', 'orders', page.getByRole('link', { name: 'Orders', exact: true }).first()],
    ['/orders', 'wallet', page.getByRole('link', { name: 'Wallet', exact: true }).first()],
  ] as const) {
    await page.goto(from, { waitUntil: 'networkidle' });
    await expectLoading(page, link, name);
  }
  expect(complaints).toEqual([]);
});

test('so is a desk that is still loading', { tag: '@whole' }, async ({ page, browser }) => {
  test.setTimeout(420_000);
  const complaints = complaintsOf(page);
  const seller = await SellerDesk.open(page, 'hana');
  await seller.go('');
  await expectLoading(page, seller.link('Sales'), 'sales');
  const other = await (await browser.newContext()).newPage();
  complaintsOf(other, complaints);
  const operator = await OperatorPages.open(other);
  for (const name of ['Refunds and disputes', 'Fees']) {
    await operator.go('/accounts');
    await expectLoading(other, operator.link(name), name.toLowerCase());
  }
  await operator.go('/accounts');
  const account = other.getByRole('main').getByRole('link', { name: 'Kumo House' });
  await expectLoading(other, account, 'account');
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
