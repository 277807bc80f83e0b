import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { Checkout } from '../pages/checkout';
import { OperatorPages } from '../pages/operator-pages';
import { goods, Shop } from '../pages/shop';
import { Underneath } from '../pages/underneath';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { appUrl } from '../support/environment';
import { signedUp } from '../support/people';
import { complaintsOf, expectWellMade } from '../support/well-made';

test('the operator finds an order by its buyer, and all there is to know of it; nobody else does', async ({
  page,
  browser,
}) => {
  test.setTimeout(420_000);
  const { email } = await signedUp(page);
  await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
  const shop = new Shop(page);
  await shop.add(goods.lavender, goods.incense);
  await shop.openCheckout();
  const { number } = await (await new Checkout(page).pay()).read();

  const desk = await OperatorPages.open(await (await browser.newContext()).newPage());
  await expect(desk.page.getByRole('row', { name: /^EUR/ })).toBeVisible();
  await expectWellMade(desk.page, 'operator, an overview of sales');
  await desk.find(email);
  await desk.page.getByRole('link', { name: number }).click();
  await expect(desk.page.getByRole('heading', { level: 1, name: `Order ${number}` })).toBeVisible();
  const leg = desk.page.getByRole('article', { name: goods.lavender.seller });
  await expect(leg).toContainText('Paid');
  await leg.getByText('Look underneath').click();
  await expect(leg.getByText('Visa ending in 4242')).toBeVisible();
  const under = new Underneath(desk.page);
  await expect(await under.lookAtSection()).toContainText('POST /v1/payment_intents');

  for (const path of ['/operator', '/operator/accounts', '/operator/orders']) {
    expect((await page.goto(`${appUrl}${path}`))?.status(), path).toBe(404);
  }
});

test(
  'the operator has a dispute made, and finds its order, its events and who made it',
  { tag: '@whole' },
  async ({ page }) => {
    test.setTimeout(420_000);
    const complaints = complaintsOf(page);
    const desk = await OperatorPages.open(page);
    await desk.go('/test-data');
    await page.getByRole('button', { name: 'Make a dispute' }).click();
    const run = page.getByRole('article', { name: 'A dispute' }).first();
    await expect(run).toContainText('Made', { timeout: 60_000 });
    await run.getByRole('link', { name: 'Order 1' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Order SK-/ })).toBeVisible();
    await expectWellMade(page, 'operator, an order');

    await desk.go('/audit?kind=test_data_made');
    await expect(page.getByText('Olu Adeyemi, operator').first()).toBeVisible();
    await expectWellMade(page, 'operator, the audit log');
    await desk.go('/events?type=payment_intent');
    await expect(page.getByRole('main')).toContainText('payment_intent.succeeded');
    await expectWellMade(page, 'operator, events');
    await desk.go('/jobs');
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.getByText(/^\d{4}-\d\d-\d\d was compared: /)).toBeVisible({
      timeout: 120_000,
    });
    await desk.go('/fees');
    await expectWellMade(page, 'operator, fees');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export as CSV' }).click();
    expect(await readFile(await (await download).path(), 'utf8')).toMatch(
      /^From \(UTC\),To \(UTC\),Seller,Account,Currency,Sales,Taken,Given back,Left\r\n/,
    );
    expect(complaints).toEqual([]);
  },
);
