import { expect, test } from '@playwright/test';
import { SellerDesk } from '../pages/seller-desk';
import { HostedOnboarding, SellPage, StripeAccountPage } from '../pages/selling';
import { goods, Shop } from '../pages/shop';
import { changeAccountOf } from '../support/accounts';
import { appUrl, emulatorUrl } from '../support/environment';
import { api, signedUp } from '../support/people';
import { complaintsOf, expectWellMade } from '../support/well-made';

test('a buyer opens a shop, tells Stripe half, comes back, tells the rest, and can be paid', async ({
  page,
}) => {
  const complaints = complaintsOf(page);
  await signedUp(page);
  const sell = new SellPage(page);
  const account = new StripeAccountPage(page);
  const stripe = new HostedOnboarding(page);
  await sell.open();
  await expectWellMade(page, 'sell');
  const name = `Prints ${Date.now().toString(36)}`;
  await sell.apply({
    name,
    sells: 'Lino prints of birds',
    place: 'Portland',
    country: 'United States',
  });
  // Away from Souk: Stripe's own page, or the emulator's.
  await page.waitForURL((url) => url.origin !== appUrl && url.pathname.startsWith('/setup/'));

  if (!emulatorUrl) {
    await account.open();
    await account.expectState('Stripe does not know you yet');
    return;
  }
  const used = page.url();
  await stripe.fillWithTestData();
  await stripe.write('Account number or IBAN', '');
  await stripe.leaveForLater();
  await page.waitForURL('**/seller/onboarding');
  await account.expectState(
    'Stripe does not know you yet',
    'A bank account for your payouts',
    'Your consent to Stripe’s terms',
  );
  await expectWellMade(page, 'onboarding, under way');
  await page.goto(`/sellers/${name.toLowerCase().replace(' ', '-')}`);
  await expect(page.getByText('No goods yet')).toBeVisible();
  await expect(page.getByText(/still being set up/)).toBeVisible();

  // The first link was used: Stripe sends its visitor to the refresh address, and that to a new one.
  await page.goto(used.split('/').slice(0, -1).join('/'));
  await page.waitForURL((url) => url.pathname.startsWith('/setup/') && url.href !== used);
  await stripe.fillWithTestData();
  await stripe.submit();
  await page.waitForURL('**/seller/onboarding');
  await account.expectState('You can sell and be paid out');
  await page.goto('/sell');
  await page.waitForURL('**/seller');
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  const desk = new SellerDesk(page);
  for (const path of ['/sales', '/disputes', '/goods', '/subscribers'] as const) {
    await desk.go(path);
    await expectWellMade(page, `desk${path}, empty`);
  }
  expect(complaints).toEqual([]);
});

// Only of an emulator can it be told what it wants of an account of ours.
if (emulatorUrl) {
  // The journeys that come after buy from this seller.
  test.afterEach(async ({ request }) => {
    await changeAccountOf('atelier-mistral', {
      'individual[address][line1]': 'address_full_match',
    });
    const shop = async () => (await request.get(`/products/${goods.lavender.slug}`)).text();
    await expect.poll(shop).not.toContain('Atelier Mistral cannot take payments');
  });

  test('what Stripe wants of a seller closes their goods, until they have told it', async ({
    page,
    browser,
  }) => {
    await signedUp(page);
    const shop = new Shop(page);
    await shop.add(goods.lavender);
    await changeAccountOf('atelier-mistral', {
      'individual[address][line1]': 'address_no_match',
    });
    const product = `/products/${goods.lavender.slug}`;
    const closed = page.getByText('Atelier Mistral cannot take payments at the moment.');
    // The account's event comes when it comes; from then on every page says so.
    await expect(async () => {
      await page.goto(product);
      await expect(closed.first()).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expect(page.getByRole('button', { name: 'Add to cart' })).toBeDisabled();
    await expectWellMade(page, 'product, a seller who is closed');
    for (const path of ['/sellers/atelier-mistral', '/cart', '/checkout']) {
      await page.goto(path);
      await expect(closed.first(), path).toBeVisible();
      await expectWellMade(page, `${path}, a seller who is closed`);
    }
    const tile = page.getByRole('main').getByRole('link', { name: goods.lavender.name });
    await page.goto('/search?q=lavender');
    await expect(tile.getByText('Shop closed')).toBeVisible();

    const seller = await (await browser.newContext()).newPage();
    expect((await api(seller, 'POST', '/api/session/demo', { persona: 'amelie' })).ok()).toBe(true);
    const account = new StripeAccountPage(seller);
    await seller.goto('/seller');
    await expect(seller.getByText('Buyers cannot pay you at the moment')).toBeVisible();
    await expectWellMade(seller, 'desk, an overview of a shop that is shut');
    await seller.getByRole('link', { name: 'Stripe needs: Your address' }).click();
    await account.expectState('Buyers cannot pay you at the moment', 'Your address');
    await expectWellMade(seller, 'onboarding, restricted');
    await account.goOn();
    const stripe = new HostedOnboarding(seller);
    await stripe.write('Street address', 'address_full_match');
    await stripe.submit();
    await seller.waitForURL('**/seller/onboarding');
    await account.expectState('You can sell and be paid out');
    await seller.goto('/seller');
    await expect(seller.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(seller.getByText('Buyers cannot pay you')).toHaveCount(0);

    await page.goto(product);
    await expect(page.getByRole('button', { name: 'Add to cart' })).toBeEnabled();
    await page.goto('/cart');
    await expect(page.getByRole('link', { name: 'Check out' })).toBeVisible();
  });
}
