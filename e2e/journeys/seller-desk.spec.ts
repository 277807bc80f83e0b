import { readFile } from 'node:fs/promises';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { AfterSale } from '../pages/after-sale';
import { Checkout, type OrderPage } from '../pages/checkout';
import { SellerDesk } from '../pages/seller-desk';
import { goods, plans, Shop, type Plan } from '../pages/shop';
import { SubscriptionPage } from '../pages/subscriptions';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { accountOf } from '../support/accounts';
import { appUrl, emulatorUrl } from '../support/environment';
import { expectHarmless, harm } from '../support/harmless';
import { Keyboard } from '../support/keyboard';
import { expectLoading } from '../support/loading';
import { api, signedUp } from '../support/people';
import { complaintsOf, expectWellMade } from '../support/well-made';

const { lavender } = goods;

async function paid(
  page: Page,
  number: string,
  name: string,
  ...plansToo: Plan[]
): Promise<OrderPage> {
  await signedUp(page);
  await new Wallet(page).save({ number }, name);
  const shop = new Shop(page);
  await shop.add(lavender, ...plansToo);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  await order.expectLeg(lavender.seller, 'Paid');
  return order;
}

const deskOf = async (browser: Browser, persona: 'amelie' | 'hana' = 'amelie') =>
  SellerDesk.open(await (await browser.newContext()).newPage(), persona);

test('a seller gives a part back, grants the rest, and has a file of it; others find nothing', async ({
  page,
  browser,
}) => {
  test.setTimeout(420_000);
  const order = await paid(page, cards.visa, 'Visa ending in 4242');
  const { number, legs } = await order.read();
  const desk = await deskOf(browser);
  await desk.openSale(number);
  await expect(desk.page.getByText('Visa ending in 4242')).toBeVisible();
  await desk.giveBack({ amount: '20' });
  await expect(desk.page.getByRole('alert').filter({ hasText: '€12.00 at most' })).toBeFocused();
  await expectWellMade(desk.page, 'desk, a sale with a refund refused');
  await desk.page.getByLabel(/^Amount in /).fill('5');
  await desk.page.getByLabel(/^Words for the buyer/).fill('One sachet was missing.');
  await desk.page.getByRole('button', { name: 'Give back' }).click();
  await expect(desk.refund(1, number)).toContainText('Refunded');
  const complaints = complaintsOf(desk.page);

  await page.reload();
  const afterSale = new AfterSale(page, order, lavender.seller);
  await expect(afterSale.says('One sachet was missing.')).toBeVisible();
  await afterSale.ask();
  await expect(afterSale.says('Refund asked for')).toBeVisible();

  await desk.go('');
  await expectWellMade(desk.page, 'desk, an overview of sales');
  await expect(desk.page.getByRole('rowheader', { name: /^Lavender sachets \d/ })).toBeVisible();
  await desk.page.getByRole('link', { name: '7 days' }).click();
  await expect(desk.page.getByRole('img', { name: /^Sales of the last 7 days/ })).toBeVisible();
  await desk.page.getByRole('link', { name: /refunds? asked for/ }).click();
  await desk.page.getByRole('link', { name: number }).click();
  await desk
    .refund(2, number)
    .getByRole('button', { name: /^Grant €7\.00/ })
    .click();
  await expect(desk.refund(2, number)).toContainText('Refunded');
  await expect(desk.page.getByText('All of it was given back.')).toBeVisible();

  await desk.go('/sales');
  await expectWellMade(desk.page, 'desk, sales');
  await expectLoading(desk.page, desk.page.getByRole('link', { name: number }), 'sale');
  await desk.go('/sales');
  await desk.page.getByRole('link', { name: 'Refunded', exact: true }).click();
  await expect(desk.page.getByRole('table', { name: 'Sales: Refunded' })).toBeVisible();
  const download = desk.page.waitForEvent('download');
  await desk.page.getByRole('link', { name: 'Export as CSV' }).click();
  expect((await download).suggestedFilename()).toMatch(/^sales-atelier-mistral-refunded-/);
  const file = await readFile(await (await download).path(), 'utf8');
  expect(file).toContain(`${number},Lavender sachets,`);
  expect(file).toContain(',12.00,1.20,12.00,EUR,');
  expect(complaints).toEqual([]);

  const other = await deskOf(browser, 'hana');
  const path = `${appUrl}/seller/sales/${legs[0]?.id}`;
  expect((await other.page.goto(path))?.status()).toBe(404);
  expect((await page.goto(`${appUrl}/seller`))?.status()).toBe(404);
  expect((await api(page, 'GET', '/api/sales')).status()).toBe(404);
  await other.go('/sales');
  await expect(other.page.getByRole('link', { name: number })).toHaveCount(0);
});

test(
  'a seller gives a part of a plan’s payment back, and its buyer asks for the rest',
  { tag: '@whole' },
  async ({ page, browser }) => {
    await signedUp(page);
    await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
    const shop = new Shop(page);
    await shop.add(plans.incense);
    await shop.openCheckout();
    await new Checkout(page).pay();
    const subscription = await SubscriptionPage.open(page, plans.incense);
    await expect(subscription.payments.getByText('Paid', { exact: true })).toBeVisible();
    const { number } = (await subscription.read()).invoices[0] ?? {};

    const desk = await deskOf(browser, 'hana');
    await desk.openSale(String(number));
    await desk.giveBack({ amount: '200', answer: 'Some sticks were broken.' });
    await expect(desk.refund(1, String(number))).toContainText('Refunded');
    await expect(desk.page.getByText('Partly refunded').first()).toBeVisible();

    await page.reload();
    await expect(subscription.payments.getByText('Partly refunded')).toBeVisible();
    await expect(subscription.payments).toContainText('Some sticks were broken.');
    await subscription.askRefund('All of them were.');
    await desk.go('');
    await desk.page.getByRole('link', { name: /refunds? asked for/ }).click();
    await desk.page.getByRole('link', { name: String(number) }).click();
    const asked = desk.refund(2, String(number));
    await expect(asked).toContainText('All of them were.');
    await asked.getByRole('button', { name: /^Grant / }).click();
    await expect(asked).toContainText('Refunded');
    await page.reload();
    await expect(subscription.payments.getByText('All of it was given back.')).toBeVisible();

    const other = await deskOf(browser);
    const path = new URL(desk.page.url()).pathname;
    expect((await other.page.goto(`${appUrl}${path}`))?.status()).toBe(404);
  },
);

test('a seller answers disputes, also about a plan, and the bank decides for them', async ({
  page,
  browser,
}) => {
  test.setTimeout(420_000);
  const order = await paid(page, cards.disputed, 'Visa ending in 0259', plans.soap);
  const { number } = await order.read();
  await new AfterSale(page, order, lavender.seller).comesToSay(/^Disputed/);

  const desk = await deskOf(browser);
  const complaints = complaintsOf(desk.page);
  await desk.go('/disputes');
  await expectWellMade(desk.page, 'desk, disputes');
  // All of the answer by keyboard.
  const keys = new Keyboard(desk.page);
  const press = (name: string, way?: 'Tab' | 'Shift+Tab') =>
    keys.press(desk.page.getByRole('button', { name, exact: true }), way);
  await keys.press(desk.page.getByRole('link', { name: new RegExp(`^${number}`) }));
  await keys.type(desk.page.getByRole('textbox', { name: 'What was bought' }), 'Two sachets');
  const pdf = { name: 'receipt.pdf', mimeType: 'application/pdf', text: '%PDF-1.7' };
  await desk.attach('Receipt', { name: 'a.txt', mimeType: 'text/plain', text: 'no PDF' });
  const refused = desk.page.getByRole('alert').filter({ hasText: 'Choose a PDF, a JPEG or a PNG' });
  await expect(refused).toBeFocused();
  await desk.attach('Receipt', pdf, 'Shift+Tab');
  await expect(desk.page.getByText('receipt.pdf, 1 kB')).toBeVisible();
  await expect(desk.page.getByLabel('Replace: Receipt')).toBeFocused();
  await desk.attach('Any other file', { ...pdf, name: 'other.pdf' });
  await expect(desk.page.getByText('other.pdf')).toBeVisible();
  await press('Remove Any other file', 'Shift+Tab');
  await expect(desk.page.getByText('other.pdf')).toHaveCount(0);
  await press('Keep as draft');
  await expect(desk.page.getByText('Kept. Nobody else has seen it.')).toBeVisible();
  await desk.page.reload();
  await expect(desk.page.getByLabel('What was bought')).toHaveValue('Two sachets');
  await expectWellMade(desk.page, 'desk, a dispute to answer');
  await keys.type(desk.page.getByRole('textbox', { name: /^Anything else/ }), 'winning_evidence');
  await press('Send to the bank');
  await expect(desk.page.getByRole('heading', { name: 'What you answered' })).toBeFocused();
  await desk.page.reload();
  await expect(desk.page.getByText(/^receipt\.pdf, 1 kB file_/)).toBeVisible();
  await expectWellMade(desk.page, 'desk, a dispute that was answered');
  expect(complaints).toEqual([]);
  await new AfterSale(page, order, lavender.seller).comesToSay(/^Decided for the seller/);

  const subscription = await SubscriptionPage.open(page, plans.soap);
  await subscription.paymentsComeToSay('Disputed: €9.00');
  const [invoice] = (await subscription.read()).invoices;
  await desk.go('/disputes');
  await desk.page.getByRole('link', { name: new RegExp(`^${invoice?.number}`) }).click();
  await expect(desk.page.getByText('for the plan “Soap of the month”')).toBeVisible();
  await desk.page.getByLabel(/^Anything else/).fill('winning_evidence');
  await desk.page.getByRole('button', { name: 'Send to the bank' }).click();
  await expect(desk.page.getByRole('heading', { name: 'What you answered' })).toBeVisible();
  await subscription.paymentsComeToSay('Decided for the seller: €9.00');

  const other = await deskOf(browser, 'hana');
  const path = new URL(desk.page.url()).pathname;
  expect((await other.page.goto(`${appUrl}${path}`))?.status()).toBe(404);
});

test('a seller puts something into the shop, changes its price, and hides it', async ({
  page,
  browser,
}) => {
  const desk = await deskOf(browser);
  // Nothing here needs a pointer.
  const keys = new Keyboard(desk.page);
  const field = (label: string | RegExp) => desk.page.getByLabel(label);
  const button = (label: string) => desk.page.getByRole('button', { name: label });
  const name = `Fig soap </script><script>window.harm=1</script> ${Date.now().toString(36)}`;
  const open = () => keys.press(desk.page.getByRole('link', { name }));
  await desk.go('/goods/new');
  await keys.type(field('Name'), name);
  // What a seller writes is text, wherever it is shown.
  await keys.type(field('What it is'), `Green soap. ${harm}`);
  await keys.type(field('Price in EUR'), '7,50');
  const chooser = desk.page.waitForEvent('filechooser');
  await keys.press(field('Bring pictures of your own'));
  const photographs = ['any-512', 'maskable-512'].map(async (icon) => ({
    ...{ name: `無花果 🫒 ${icon}.png`, mimeType: 'image/png' },
    buffer: await readFile(`public/icons/${icon}.png`),
  }));
  await (await chooser).setFiles(await Promise.all(photographs));
  await expect(desk.page.getByText('Your 2 pictures are here and chosen.')).toBeVisible();
  await keys.press(desk.page.locator('summary', { hasText: 'Souk’s drawings' }));
  await keys.tick(desk.page.getByRole('checkbox', { name: 'animal of the season' }));
  await keys.press(button('Put first animal of the season'), 'Shift+Tab');
  await expect(desk.page.getByText('First now: animal of the season.')).toBeVisible();
  await expect(button('Remove animal of the season')).toBeFocused();
  await desk.page.keyboard.press('Enter');
  await expect(button('Remove your picture').first()).toBeFocused();
  await keys.type(field(/^What it shows/).last(), 'A stall with a green roof');
  await keys.press(button('Put into the shop'));
  await open();
  await keys.replace(field('Price in EUR'), '8');
  await keys.press(button('Keep changes'));
  await open();
  await expect(field('Price in EUR')).toHaveValue('8.00');
  await expectWellMade(desk.page, 'desk, something in the shop');
  await keys.press(button('Add a kind'));
  await expect(field('Name of the kind so far')).toBeFocused();
  await desk.page.keyboard.type('Green');
  await keys.type(field('Name of the new kind'), 'Black');
  await keys.type(field('Price of Black in EUR'), '9');
  await keys.press(button('Keep changes'));
  await open();
  await expect(field('Price of Black in EUR')).toHaveValue('9.00');
  await keys.replace(field('Name of Green'), 'Leaf');
  await keys.tick(field(/^Hide Black/));
  await keys.press(button('Keep changes'));
  await open();
  await expect(field('Name of Leaf')).toBeVisible();
  await page.goto('/sellers/atelier-mistral');
  await expect(page.getByRole('link', { name: new RegExp(name) })).toContainText('€8.00');
  await expect(page.locator('img[src^="/pictures/"]').first()).toHaveJSProperty(
    'naturalWidth',
    800,
  );

  await expectHarmless(page);
  await page.getByRole('link', { name: new RegExp(name) }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText(`Green soap. ${harm}`)).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Leaf' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Black' })).toHaveCount(0);
  const shown = (which: number) => page.getByRole('img', { name: `picture ${which} of 2` });
  const second = page.getByRole('link', { name: 'A stall with a green roof' });
  const described = page.getByRole('img', { name: 'A stall with a green roof' });
  await expect(shown(1)).toBeVisible();
  await new Keyboard(page).press(second);
  await expect(described).toBeVisible();
  await expect(second).toBeFocused();
  await expect(second).toHaveAttribute('aria-current', 'true');
  await expectWellMade(page, 'a product with several pictures');
  await expectHarmless(page);
  await expect(described).toBeVisible();
  const scriptless = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await scriptless.goto(page.url());
  await scriptless.getByRole('link', { name: 'Picture 1 of 2' }).click();
  await expect(scriptless.getByRole('img', { name: 'Picture 1 of 2' })).toBeVisible();
  // The form stands in its place, before what comes after it.
  const adds = scriptless.getByRole('button', { name: 'Add to cart' });
  await expect(adds.locator('xpath=following::h2[.="Reviews"]')).toBeVisible();
  await adds.click();
  await expect(scriptless.getByRole('heading', { name: 'Your cart' })).toBeVisible();
  await expect(scriptless.getByRole('link', { name })).toBeVisible();
  await scriptless.goBack();
  await scriptless.getByLabel('Quantity').fill('99');
  await adds.click();
  await expect(scriptless.getByText('Only 99 left, and 1 of them in your cart.')).toBeVisible();
  await page.goto('/sellers/atelier-mistral');

  await keys.tick(field(/^Hide it/));
  await keys.press(button('Keep changes'));
  await expect(desk.page.getByText('Hidden', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('link', { name: new RegExp(name) })).toHaveCount(0);
});

test.describe('a plan of a seller’s own making', () => {
  const name = `Rosemary soap ${Date.now().toString(36)}`;
  let made = false;
  // What is hidden is in no other journey's way.
  test.afterEach(async ({ browser }) => {
    if (made) await (await deskOf(browser)).hide(name);
  });

  test('is subscribed to, and its subscriber has a page with every payment', async ({
    page,
    browser,
  }) => {
    test.setTimeout(420_000);
    const desk = await deskOf(browser);
    await desk.go('/goods/new');
    await desk.page.getByLabel('Name').fill(name);
    await desk.page.getByLabel('What it is').fill('A bar of soap, by post.');
    await desk.page.getByLabel('Paid').selectOption({ label: 'every month, as a plan' });
    await desk.page.getByLabel('Price in EUR').fill('6,50');
    await desk.page.getByRole('button', { name: 'Put into the shop' }).click();
    await expect(desk.page.getByRole('link', { name })).toBeVisible();
    made = true;

    await signedUp(page);
    await new Wallet(page).save({ number: cards.visa }, 'Visa ending in 4242');
    await page.goto('/sellers/atelier-mistral');
    await page.getByRole('link', { name: new RegExp(name) }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    // Its Price is made on the account by a job.
    const add = page.getByRole('button', { name: 'Add to cart' });
    await expect(async () => {
      await page.reload();
      await expect(add).toBeEnabled({ timeout: 2_000 });
    }).toPass();
    await add.click();
    await expect(new Shop(page).added).toBeAttached();
    await new Shop(page).openCheckout();
    const order = await new Checkout(page).pay();
    await order.expectPlan({ name, seller: lavender.seller }, 'Active');
    const [subscription] = (await order.read()).subscriptions;

    await desk.go('/subscribers');
    await expectWellMade(desk.page, 'desk, subscribers');
    const row = desk.page.getByRole('row').filter({ hasText: name });
    await row.getByRole('link').click();
    await expect(desk.page.getByText('Visa ending in 4242').first()).toBeVisible();
    await desk.page.getByText('For engineers').click();
    const id = String(subscription?.accountSubscriptionId);
    await expect(desk.page.getByText(id, { exact: true })).toBeVisible();
    await expectWellMade(desk.page, 'desk, a subscriber');
    const path = new URL(desk.page.url()).pathname;
    const payments = desk.page.getByRole('table', { name: /^Payments/ });
    await payments.getByRole('link').click();
    await expect(desk.page.getByRole('heading', { level: 1, name: /^Sale / })).toBeVisible();
    await expect(desk.page.getByText('€6.50').first()).toBeVisible();

    const other = await deskOf(browser, 'hana');
    expect((await other.page.goto(`${appUrl}${path}`))?.status()).toBe(404);
  });
});

test.describe('how a seller is called on statements', () => {
  test.afterEach(async ({ browser }) => (await deskOf(browser)).changeStatementName(''));

  test('is theirs to change, and both the buyer and Stripe are told', async ({ page, browser }) => {
    const desk = await deskOf(browser);
    await desk.changeStatementName('savon 13');
    await expectWellMade(desk.page, 'desk, the shop');
    if (emulatorUrl) {
      const prefix = async () =>
        (await accountOf('atelier-mistral')).settings.card_payments.statement_descriptor_prefix;
      await expect.poll(prefix, { timeout: 30_000 }).toBe('SAVON 13');
    }
    const order = await paid(page, cards.visa, 'Visa ending in 4242');
    await expect(order.leg(lavender.seller).getByText(/SAVON 13/)).toBeVisible();
  });
});
