import { expect, test, type Browser, type Page } from '@playwright/test';
import { AfterSale, OperatorDesk } from '../pages/after-sale';
import { Checkout, type OrderPage } from '../pages/checkout';
import { goods, Shop, type Good } from '../pages/shop';
import { Wallet } from '../pages/wallet';
import { cards } from '../support/cards';
import { crashShop, emulatorUrl } from '../support/environment';
import { api, signedUp } from '../support/people';
import { clearFaults, expectFeeReturned, setFault, StripeCalls } from '../support/stripe-calls';

test.afterEach(clearFaults);

async function paid(
  page: Page,
  bought: readonly Good[],
  card: { number: string; name: string } = { number: cards.visa, name: 'Visa ending in 4242' },
): Promise<OrderPage> {
  await signedUp(page);
  await new Wallet(page).save({ number: card.number }, card.name);
  const shop = new Shop(page);
  await shop.add(...bought);
  await shop.openCheckout();
  const order = await new Checkout(page).pay();
  for (const { seller } of bought) await order.expectLeg(seller, 'Paid');
  return order;
}

async function desk(browser: Browser): Promise<OperatorDesk> {
  return OperatorDesk.open(await (await browser.newContext()).newPage());
}

test('a buyer asks for all of it, the operator grants it, the fee goes back with it', async ({
  page,
  browser,
}) => {
  const order = await paid(page, [goods.bowl]);
  const { number, legs } = await order.read();
  const leg = legs[0];
  const afterSale = new AfterSale(page, order, goods.bowl.seller);
  const calls = await StripeCalls.fromNow();
  await afterSale.ask({ reason: 'It has not arrived', note: 'Three weeks now.' });
  await expect(afterSale.says('Refund asked for')).toBeVisible();
  // Nothing is sent before somebody has decided.
  await calls.expectExactly([]);

  const operator = await desk(browser);
  const item = operator.item(number, goods.bowl.seller);
  await expect(item).toContainText('It has not arrived');
  await expect(item).toContainText('Three weeks now.');
  await operator.decide('Grant', number, goods.bowl.seller, 'Sorry about that.');
  await expect(item).toContainText('Refunded');
  await page.reload();
  await expect(afterSale.says(/\$42\.00 was given back to Visa ending in 4242/)).toBeVisible();
  await expect(afterSale.says('Sorry about that.')).toBeVisible();
  await expect(afterSale.form).toHaveCount(0);
  await order.expectLeg(goods.bowl.seller, 'Paid');
  const [refund] = (await afterSale.read()).refunds;
  await calls.expectExactly([
    { path: '/v1/refunds', account: leg?.accountId ?? '', key: refund?.refundKey ?? '' },
  ]);
  await expectFeeReturned(leg?.accountId ?? '', order.id, leg?.fee.amount ?? 0);
});

test(
  'of three sellers one gives a part back, then the rest; the others keep theirs',
  { tag: '@whole' },
  async ({ page, browser }) => {
    const order = await paid(page, [goods.bowl, goods.lavender, goods.incense]);
    const { number, legs } = await order.read();
    const leg = legs.find(({ seller }) => seller.name === goods.lavender.seller);
    const afterSale = new AfterSale(page, order, goods.lavender.seller);
    const operator = await desk(browser);
    const calls = await StripeCalls.fromNow();

    await afterSale.ask({ amount: '12.01' });
    await expect(afterSale.leg.getByRole('alert')).toContainText('You can ask for €12.00 at most.');
    await afterSale.leg.getByLabel(/^Amount in EUR/).fill('4,50');
    await afterSale.leg.getByRole('button', { name: 'Ask for refund' }).click();
    await expect(afterSale.says('Refund asked for')).toBeVisible();
    await operator.reload();
    await operator.decide('Grant', number, goods.lavender.seller);
    await page.reload();
    await expect(afterSale.says('Partly refunded')).toBeVisible();
    await expectFeeReturned(leg?.accountId ?? '', order.id, 45);

    await afterSale.ask();
    await expect(afterSale.says('Refund asked for')).toBeVisible();
    await operator.reload();
    await operator.decide('Grant', number, goods.lavender.seller);
    await page.reload();
    await expect(afterSale.says(/€7\.50 was given back/)).toBeVisible();
    const read = await afterSale.read();
    expect(read.fact).toBe('refunded');
    await calls.expectExactly(
      read.refunds.map(({ refundKey }) => ({
        path: '/v1/refunds',
        account: leg?.accountId ?? '',
        key: refundKey,
      })),
    );
    await expectFeeReturned(leg?.accountId ?? '', order.id, leg?.fee.amount ?? 0);
    for (const { seller } of [goods.bowl, goods.incense]) {
      expect((await new AfterSale(page, order, seller).read()).fact).toBeNull();
    }
  },
);

test('a declined refund is told with the operator’s words, and may be asked for again', async ({
  page,
  browser,
}) => {
  const order = await paid(page, [goods.cards]);
  const { number } = await order.read();
  const afterSale = new AfterSale(page, order, goods.cards.seller);
  const calls = await StripeCalls.fromNow();
  await afterSale.ask();
  await expect(afterSale.says('Refund asked for')).toBeVisible();
  const operator = await desk(browser);
  await operator.decide('Decline', number, goods.cards.seller, 'They were written on.');
  await page.reload();
  await expect(afterSale.says('Refund declined')).toBeVisible();
  await expect(afterSale.says('They were written on.')).toBeVisible();
  await expect(afterSale.form).toBeVisible();
  await calls.expectExactly([]);
});

test('two operators press at once: one refund', { tag: '@whole' }, async ({ page, browser }) => {
  const order = await paid(page, [goods.bowl]);
  const { number, legs } = await order.read();
  const afterSale = new AfterSale(page, order, goods.bowl.seller);
  await afterSale.ask({ amount: '10' });
  await expect(afterSale.says('Refund asked for')).toBeVisible();
  const [refund] = (await afterSale.read()).refunds;
  const [one, other] = [await desk(browser), await desk(browser)];
  const calls = await StripeCalls.fromNow();
  await Promise.all([
    one.decide('Grant', number, goods.bowl.seller),
    api(other.page, 'POST', `/api/refunds/${refund?.id}/decision`, {
      decision: 'grant',
      answer: '',
    }),
  ]);
  const late = await api(other.page, 'POST', `/api/refunds/${refund?.id}/decision`, {
    decision: 'decline',
    answer: '',
  });
  expect(late.status()).toBe(409);
  await calls.expectExactly([
    { path: '/v1/refunds', account: legs[0]?.accountId ?? '', key: refund?.refundKey ?? '' },
  ]);
});

test(
  'a refund on its way is told as such until it has arrived',
  { tag: '@whole' },
  async ({ page, browser }) => {
    const order = await paid(page, [goods.bowl], {
      number: cards.refundPends,
      name: 'Visa ending in 7726',
    });
    const { number } = await order.read();
    const afterSale = new AfterSale(page, order, goods.bowl.seller);
    await afterSale.ask();
    await expect(afterSale.says('Refund asked for')).toBeVisible();
    await (await desk(browser)).decide('Grant', number, goods.bowl.seller);
    await afterSale.comesToSay(/was given back to Visa ending in 7726/);
  },
);

test(
  'a refund that the bank sends back is told, and can be asked for again',
  { tag: '@whole' },
  async ({ page, browser }) => {
    const order = await paid(page, [goods.bowl], {
      number: cards.refundFails,
      name: 'Visa ending in 5126',
    });
    const { number } = await order.read();
    const afterSale = new AfterSale(page, order, goods.bowl.seller);
    await afterSale.ask();
    await expect(afterSale.says('Refund asked for')).toBeVisible();
    const operator = await desk(browser);
    await operator.decide('Grant', number, goods.bowl.seller);
    await afterSale.comesToSay('Refund failed');
    await expect(afterSale.says(/could not be given back/)).toBeVisible();
    await expect(afterSale.form).toBeVisible();
    expect((await afterSale.read()).fact).toBeNull();
    await operator.reload();
    await expect(operator.item(number, goods.bowl.seller)).toContainText('Refund failed');
  },
);

test(
  'the shop dies while it gives money back: given back once',
  { tag: '@whole' },
  async ({ page, browser }) => {
    const order = await paid(page, [goods.bowl]);
    const { legs } = await order.read();
    const afterSale = new AfterSale(page, order, goods.bowl.seller);
    await afterSale.ask({ amount: '12.50' });
    await expect(afterSale.says('Refund asked for')).toBeVisible();
    const [refund] = (await afterSale.read()).refunds;
    const operator = await desk(browser);
    const calls = await StripeCalls.fromNow();
    // Stripe gives it back; its answer comes too late for whoever asked.
    if (emulatorUrl) {
      const fault = { action: 'delay', delay_ms: 8_000, times: 1 };
      await setFault({ method: 'POST', path: '/v1/refunds', ...fault });
    }
    const press = api(operator.page, 'POST', `/api/refunds/${refund?.id}/decision`, {
      decision: 'grant',
      answer: '',
    }).catch(() => null);
    await expect.poll(async () => (await afterSale.read()).refunds[0]?.state).not.toBe('requested');
    await crashShop();
    await press;
    await clearFaults();
    await expect
      .poll(async () => (await afterSale.read()).refunds[0]?.state, { timeout: 45_000 })
      .toBe('succeeded');
    const sent = await calls.writes('/v1/refunds');
    expect(new Set(sent.map((call) => call.idempotency_key)).size).toBe(emulatorUrl ? 1 : 0);
    await expectFeeReturned(legs[0]?.accountId ?? '', order.id, 125);
  },
);

test('nobody but the operator may see or decide, and nobody else may ask', async ({
  page,
  browser,
}) => {
  const order = await paid(page, [goods.bowl]);
  const { legs } = await order.read();
  const afterSale = new AfterSale(page, order, goods.bowl.seller);
  await afterSale.ask();
  await expect(afterSale.says('Refund asked for')).toBeVisible();
  const [refund] = (await afterSale.read()).refunds;
  expect((await page.goto('/operator/refunds'))?.status()).toBe(404);
  const stranger = await (await browser.newContext()).newPage();
  await signedUp(stranger);
  const calls = await StripeCalls.fromNow();
  const grant = { decision: 'grant', answer: '' };
  for (const who of [page, stranger]) {
    const decided = await api(who, 'POST', `/api/refunds/${refund?.id}/decision`, grant);
    expect(decided.status()).toBe(404);
  }
  const asked = await api(stranger, 'POST', `/api/orders/${order.id}/legs/${legs[0]?.id}/refunds`, {
    number: 1,
    amount: 'all',
    reason: 'other',
    note: '',
  });
  expect(asked.status()).toBe(404);
  await calls.expectExactly([]);
});
