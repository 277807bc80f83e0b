import { expect, test } from '@playwright/test';
import { Checkout } from '../pages/checkout';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { chargesOf, savingCalls } from '../support/expected-calls';
import { somebody } from '../support/people';
import { StripeCalls } from '../support/stripe-calls';
import { press } from '../support/press';
import { expectWellMade } from '../support/well-made';

test('a guest fills a cart, signs up and pays; the cart came along', async ({ page }) => {
  const shop = new Shop(page);
  const calls = await StripeCalls.fromNow();
  await page.goto('/');
  await shop.add(goods.bowl, goods.lavender);
  await shop.openCart();
  await expect(page.getByRole('region', { name: goods.bowl.seller })).toBeVisible();
  await page.getByRole('link', { name: 'Check out' }).click();

  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByRole('link', { name: 'Create an account' }).click();
  const person = somebody('Alex Guest');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible();
  await page.getByRole('radio', { name: 'Another card' }).check();
  await new Wallet(page).element.fill({ number: cards.visa });
  await press(page.getByRole('button', { name: 'Save and use this card' }));
  const checkout = new Checkout(page);
  await expect(checkout.card('Visa ending in 4242')).toBeChecked();
  const order = await checkout.pay();
  await order.expectLeg(goods.bowl.seller, 'Paid');
  await order.expectLeg(goods.lavender.seller, 'Paid');
  await calls.expectExactly([...savingCalls, ...chargesOf(await order.read())]);
});

test('the cart can be changed, and what was removed comes back', async ({ page }) => {
  const shop = new Shop(page);
  await shop.add(goods.bowl, goods.incense);
  await shop.openCart();
  await page.getByRole('button', { name: `One more of ${goods.bowl.name}` }).click();
  const bowls = page.getByRole('region', { name: goods.bowl.seller });
  await expect(bowls.getByText('$84.00').first()).toBeVisible();
  await page.getByRole('button', { name: `Remove ${goods.bowl.name}` }).click();
  await expect(bowls).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(bowls.getByText('$84.00').first()).toBeVisible();
  await page.reload();
  await expect(bowls.getByText('$84.00').first()).toBeVisible();
  await expect(
    page.getByRole('region', { name: goods.incense.seller }).getByText('¥1,500').first(),
  ).toBeVisible();
});

test('a wrong password or a taken e-mail is told, and what was typed stays', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('jenny@souk.example');
  await page.getByLabel('Password').fill('not her password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('main').getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue('jenny@souk.example');
  await expectWellMade(page, 'sign-in, refused');

  await page.goto('/sign-up');
  await page.getByLabel('Name').fill('Jenny Rosen');
  await page.getByLabel('E-mail').fill('jenny@souk.example');
  await page.getByLabel('Password').fill('a long enough secret');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByRole('main').getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expectWellMade(page, 'sign-up, refused');
});

test('Jenny is one click away, and signs out again', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Continue as Jenny Rosen' }).click();
  await expect(page.getByRole('banner').getByText(/Jenny/).first()).toBeVisible();
  await expect(page.getByRole('contentinfo')).toContainText('Souk is a demo');
  await page.getByRole('banner').getByText(/Jenny/).first().click();
  await page
    .getByRole('button', { name: 'Sign out' })
    .or(page.getByRole('menuitem', { name: 'Sign out' }))
    .first()
    .click();
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await page.goto('/wallet');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('goods are found by words and by category', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('searchbox', { name: 'Search goods' }).fill('teapot');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /Wood-fired teapot/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /Hinoki incense/ })).toHaveCount(0);
  await page.goto('/search?category=pantry');
  await expect(page.getByRole('link', { name: /Plum furikake/ })).toBeVisible();
  await expect(page.getByRole('link', { name: /Speckled mug/ })).toHaveCount(0);
  await page.goto('/products/wood-fired-teapot');
  await expect(page.getByRole('button', { name: 'Sold out' })).toBeDisabled();
});
