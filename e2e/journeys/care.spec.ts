import { expect, test, type Page } from '@playwright/test';
import { Checkout, OrderPage } from '../pages/checkout';
import { OperatorPages } from '../pages/operator-pages';
import { SellerDesk } from '../pages/seller-desk';
import { goods, Shop } from '../pages/shop';
import { Underneath } from '../pages/underneath';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { Keyboard } from '../support/keyboard';
import { api, signedUp } from '../support/people';

test('who has no pointer and does not see the page saves a card and pays two sellers', async ({
  page,
  context,
}) => {
  await signedUp(page);
  const keys = new Keyboard(page);
  const wallet = new Wallet(page);
  await wallet.openForm();
  await keys.type(wallet.element.field('number'), cards.visa);
  await keys.type(wallet.element.field('expiry'), '1234');
  await keys.type(wallet.element.field('cvc'), '123');
  const postal = wallet.element.field('postalCode');
  if (await postal.isVisible()) await keys.type(postal, '10115');
  // Without a network nothing that was typed is lost, and the press can be made again.
  await context.setOffline(true);
  await keys.press(wallet.saveButton);
  await expect(wallet.problem.first()).toContainText('What you typed is still here.');
  await expect(wallet.problem.first()).toBeFocused();
  await context.setOffline(false);
  await keys.press(wallet.saveButton);
  await expect(wallet.method('Visa ending in 4242')).toBeVisible();
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "Wallet" [level=1]
    - article "Visa ending in 4242":
      - heading "Visa ending in 4242" [level=2]
  `);

  const shop = new Shop(page);
  for (const good of [goods.bowl, goods.lavender]) {
    await page.goto(`/products/${good.slug}`);
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    await expect(skip).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    const add = page.getByRole('button', { name: 'Add to cart' });
    await expect(add).not.toHaveAttribute('aria-disabled', 'true');
    await keys.press(add);
    await expect(shop.added).toBeAttached();
  }
  await keys.press(shop.cartLink, 'Shift+Tab');
  await expect(page.getByRole('heading', { level: 1, name: 'Your cart' })).toBeVisible();
  await keys.press(page.getByRole('link', { name: 'Check out' }));

  await expect(page.getByRole('heading', { level: 1, name: 'Checkout' })).toBeVisible();
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "Checkout" [level=1]
    - region "Summary":
      - list:
        - listitem:
          - heading "Linden Clay" [level=3]
        - listitem:
          - heading "Atelier Mistral" [level=3]
    - region "Pay with":
      - radiogroup "Pay with":
        - radio "Visa ending in 4242" [checked]
    - region "If one seller cannot be paid":
      - radiogroup "If one seller cannot be paid":
        - radio "Each seller on its own" [checked]
        - radio "All or nothing"
    - region "Pay":
      - button "Pay 2 sellers $42.00 + €12.00"
  `);
  const checkout = new Checkout(page);
  await expect(checkout.payButton).not.toHaveAttribute('aria-disabled', 'true');
  await keys.goTo(checkout.policy('Each seller on its own'));
  await page.keyboard.press('ArrowDown');
  await expect(checkout.policy('All or nothing')).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await expect(checkout.policy('Each seller on its own')).toBeChecked();

  // Without a network the page says so, where the focus is, and the press can be made again.
  await context.setOffline(true);
  await keys.press(checkout.payButton);
  const problem = page.getByRole('main').getByRole('alert').filter({ hasText: /\S/ });
  await expect(problem).toContainText('We could not reach Souk.');
  await expect(problem).toBeFocused();
  await context.setOffline(false);
  await keys.press(checkout.payButton);
  await page.waitForURL(/\/orders\/ord_/);
  const order = new OrderPage(page);
  for (const { seller } of [goods.bowl, goods.lavender]) await order.expectLeg(seller, 'Paid');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading /^Order SK-/ [level=1]
    - status:
      - paragraph: /2 sellers are paid/
    - region "Linden Clay":
      - heading "Linden Clay" [level=2]
    - region "Atelier Mistral":
      - heading "Atelier Mistral" [level=2]
  `);
});

test('a seller gives a part back and the operator looks into it, both by keyboard alone', async ({
  page,
  browser,
}) => {
  await signedUp(page);
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const shop = new Shop(page);
  await shop.add(goods.lavender);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  await order.expectLeg(goods.lavender.seller, 'Paid');
  const { number } = await order.read();

  const context = await browser.newContext();
  const seller = await context.newPage();
  const desk = await SellerDesk.open(seller);
  const hands = new Keyboard(seller);
  const place = (name: string) => seller.getByRole('link', { name, exact: true });
  await hands.press(place('Sales'));
  await hands.press(seller.getByRole('link', { name: number }));
  await expect(seller.getByRole('heading', { level: 1, name: `Sale ${number}` })).toBeVisible();
  await hands.press(seller.locator('summary', { hasText: 'Give money back' }));
  await hands.goTo(seller.getByRole('radio', { name: /^All that is left/ }));
  await seller.keyboard.press('ArrowDown');
  await expect(seller.getByRole('radio', { name: 'A part' })).toBeChecked();
  await hands.type(seller.getByLabel(/^Amount in EUR/), '4,50');
  await hands.type(seller.getByLabel(/^Words for the buyer/), 'One was torn.');
  await expect(seller.getByRole('main')).toMatchAriaSnapshot(`
    - heading "Sale ${number}" [level=1]
    - region "What was sold":
      - list:
        - listitem: 1 × Lavender sachets €12.00
    - region "Refunds":
      - heading "Refunds" [level=2]
      - group:
        - radiogroup "How much":
          - radio "All that is left, €12.00"
          - radio "A part" [checked]
        - textbox "Amount in EUR": 4,50
        - textbox "Words for the buyer (optional)": One was torn.
        - button "Give back"
  `);
  const give = seller.getByRole('button', { name: 'Give back' });
  await context.setOffline(true);
  await hands.press(give);
  const problem = seller.getByRole('main').getByRole('alert').filter({ hasText: /\S/ });
  await expect(problem).toContainText('We could not reach Souk.');
  await expect(problem).toBeFocused();
  await context.setOffline(false);
  await hands.press(give);
  await expect(desk.refund(1, number)).toContainText('Refunded');
  await expect(seller.getByRole('heading', { name: 'Refunds' })).toBeFocused();

  const operator = await (await browser.newContext()).newPage();
  await OperatorPages.open(operator);
  const keys = new Keyboard(operator);
  await keys.press(operator.getByRole('link', { name: 'Orders', exact: true }).last());
  await keys.press(operator.getByRole('link', { name: number }));
  await expect(operator.getByRole('heading', { level: 1, name: `Order ${number}` })).toBeVisible();
  const under = new Underneath(operator);
  await under.lookAtSection();
  const refunded = under.steps(under.section, 'POST /v1/refunds');
  await keys.press(refunded);
  await expect(under.section.getByRole('region', { name: /^Answer of call/ })).toBeVisible();
  await operator.keyboard.press('u');
  await expect(under.drawer).toBeVisible();
  await expect(under.drawer).toMatchAriaSnapshot(`
    - dialog "Look underneath":
      - heading "Look underneath" [level=2]
      - button "Close"
      - checkbox "The key u opens and closes this" [checked]
  `);
  await keys.goTo(under.drawer.getByRole('checkbox', { name: /^The key u/ }));
  await operator.keyboard.press('Escape');
  await expect(under.drawer).toBeHidden();
  await expect(refunded).toBeFocused();
});

test(
  'at twice the size nothing is lost, and for who wants it still nothing moves',
  { tag: '@whole' },
  async ({ browser }) => {
    // What is left of a laptop's window when its page is twice as large.
    const context = await browser.newContext({
      viewport: { width: 640, height: 400 },
      deviceScaleFactor: 2,
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await signedUp(page);
    await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
    const shop = new Shop(page);
    await shop.add(goods.bowl);
    await shop.openCheckout();
    const order = await new Checkout(page).pay();
    await order.expectLeg(goods.bowl.seller, 'Paid');
    // The page goes on.
    const { id, legs } = await order.read();
    await shop.add(goods.bowl);
    await expectAllThere(page, [
      '/',
      `/products/${goods.bowl.slug}`,
      '/sellers/kumo-house',
      '/cart',
      '/checkout',
      '/wallet',
      '/orders',
      `/orders/${id}`,
      `/orders/${id}/receipts/${legs[0]?.id}`,
      '/subscriptions',
      '/plus',
      '/details',
      '/search?q=mug',
      '/sell',
      '/lab/clone-and-charge',
    ]);
    await api(page, 'POST', '/api/session/demo', { persona: 'hana' });
    await expectAllThere(page, [
      '/seller',
      '/seller/sales',
      '/seller/goods',
      '/seller/goods/new',
      '/seller/disputes',
      '/seller/payouts',
    ]);
    await api(page, 'POST', '/api/session/demo', { persona: 'olu' });
    await expectAllThere(page, [
      '/operator',
      '/operator/accounts',
      `/operator/orders/${id}`,
      '/operator/jobs',
      '/operator/fees',
      '/operator/events',
      '/operator/audit',
      '/operator/refunds',
    ]);
    await context.clearCookies();
    await expectAllThere(page, ['/sign-in']);
    // And who wants nothing still sees that something moves.
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.goto('/');
    expect((await moving(page)).length).toBeGreaterThan(0);
  },
);

/** On none of these pages anything is out of sight, or moves. */
async function expectAllThere(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('[data-skeleton]')).toHaveCount(0);
    expect(await lost(page), `${path}, out of sight`).toEqual([]);
    expect(await moving(page), `${path}, in motion`).toEqual([]);
  }
}

/** What one presses or types into that begins or ends beyond the sides of the page, or makes it wider. */
function lost(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const all = [...document.querySelectorAll<HTMLElement>('a, button, input, select, summary')];
    // A row that scrolls by itself shows the rest of it.
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (element.scrollWidth > element.clientWidth + 1 &&
      /auto|scroll/.test(getComputedStyle(element).overflowX)
        ? true
        : scrolls(element.parentElement));
    const out = all.filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 1 && (left < -1 || right > wide + 1) && !scrolls(element.parentElement);
    });
    const sideways =
      document.documentElement.scrollWidth > wide ? ['the page scrolls sideways'] : [];
    return [...sideways, ...out.map(({ outerHTML }) => outerHTML.slice(0, 120))];
  });
}

/** What would take longer than a blink to change. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const longest = (times: string) =>
      Math.max(
        ...times.split(', ').map((time) => parseFloat(time) * (/ms$/.test(time) ? 1 : 1_000)),
      );
    return [...document.querySelectorAll('body *')]
      .filter((element) => {
        const style = getComputedStyle(element);
        const runs = style.animationName !== 'none' && longest(style.animationDuration) > 1;
        return runs || longest(style.transitionDuration) > 1;
      })
      .map(({ outerHTML }) => outerHTML.slice(0, 120));
  });
}
