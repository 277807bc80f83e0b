import { expect, test } from '@playwright/test';
import { AfterSale, OperatorDesk } from '../pages/after-sale';
import { Checkout, OrderPage } from '../pages/checkout';
import { goods, Shop } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { api, signedUp } from '../support/people';
import { StripeCalls } from '../support/stripe-calls';

for (const { card, last4, reason, ...details } of [
  { card: cards.disputed, last4: '0259', reason: /made by somebody else/ },
  {
    card: cards.disputedNotReceived,
    last4: '2685',
    reason: /did not arrive/,
    tag: '@whole',
  },
]) {
  test(
    `a dispute (${last4}) is told on the order, and the payment cannot be refunded`,
    details,
    async ({ page, browser }) => {
      await signedUp(page);
      await new Wallet(page).save({ number: card }, `Visa ending in ${last4}`);
      const shop = new Shop(page);
      await shop.add(goods.bowl);
      await shop.openCheckout();
      const order = await new Checkout(page).pay();
      await order.expectLeg(goods.bowl.seller, 'Paid');
      const afterSale = new AfterSale(page, order, goods.bowl.seller);
      await afterSale.comesToSay(/^Disputed: \$42\.00/);
      await expect(afterSale.says(reason)).toBeVisible();
      await expect(afterSale.says(/taken the money back from the seller for now/)).toBeVisible();
      await expect(afterSale.says(/The seller may answer until/)).toBeVisible();
      await expect(afterSale.form).toHaveCount(0);
      // Without script nothing is put in its place after the page has come.
      const storageState = await page.context().storageState();
      const plain = await browser.newContext({ javaScriptEnabled: false, storageState });
      const paper = await plain.newPage();
      await paper.goto(`/orders/${order.id}`);
      const part = new OrderPage(paper).leg(goods.bowl.seller);
      await expect(part.getByText(/^Disputed: \$42\.00/)).toBeVisible();
      await plain.close();
      const { number, legs } = await order.read();
      const calls = await StripeCalls.fromNow();
      const path = `/api/orders/${order.id}/legs/${legs[0]?.id}/refunds`;
      const body = { number: 1, amount: 'all', reason: 'other', note: '' };
      expect((await api(page, 'POST', path, body)).status()).toBe(409);
      await calls.expectExactly([]);

      const desk = await OperatorDesk.open(await (await browser.newContext()).newPage());
      const item = desk.item(number, goods.bowl.seller);
      await expect(item).toContainText('Disputed');
      await expect(item).toContainText(reason);
    },
  );
}

test(
  'an inquiry of the bank takes nothing, and the payment can still be refunded',
  { tag: '@whole' },
  async ({ page, browser }) => {
    await signedUp(page);
    await new Wallet(page).save({ number: cards.inquiry }, 'Visa ending in 1976');
    const shop = new Shop(page);
    await shop.add(goods.bowl);
    await shop.openCheckout();
    const order = await new Checkout(page).pay();
    await order.expectLeg(goods.bowl.seller, 'Paid');
    const afterSale = new AfterSale(page, order, goods.bowl.seller);
    await afterSale.comesToSay(/^The bank is asking about it/);
    await afterSale.ask();
    await expect(afterSale.says('Refund asked for')).toBeVisible();
    const { number } = await order.read();
    const desk = await OperatorDesk.open(await (await browser.newContext()).newPage());
    await desk.decide('Grant', number, goods.bowl.seller);
    await page.reload();
    await expect(afterSale.says(/was given back to Visa ending in 1976/)).toBeVisible();
  },
);

test(
  'of three sellers paid with one disputed card each is told on its own',
  { tag: '@whole' },
  async ({ page }) => {
    await signedUp(page);
    await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
    await new Wallet(page).save({ number: cards.disputed }, 'Visa ending in 0259');
    const shop = new Shop(page);
    await shop.add(goods.bowl, goods.lavender, goods.incense);
    await shop.openCheckout();
    const checkout = new Checkout(page);
    await checkout.card('Visa ending in 4242').check();
    await checkout.payOneWith(goods.lavender.seller, 'Visa ending in 0259');
    const order = await checkout.pay();
    for (const { seller } of [goods.bowl, goods.lavender, goods.incense]) {
      await order.expectLeg(seller, 'Paid');
    }
    await new AfterSale(page, order, goods.lavender.seller).comesToSay(/^Disputed: €12\.00/);
    for (const { seller } of [goods.bowl, goods.incense]) {
      const other = new AfterSale(page, order, seller);
      expect((await other.read()).disputes).toEqual([]);
      await expect(other.form).toBeVisible();
    }
  },
);
