import { expect, it } from 'vitest';
import { violations } from '../support/axe';
import {
  callStripe,
  eventually,
  makeStripe,
  mountPayment,
  useStage,
  type ShopWindow,
} from './stage';

const stage = useStage();

const group = {
  mode: 'payment',
  amount: 1099,
  currency: 'usd',
  externalPaymentMethodTypes: ['external_paypal', 'external_divido'],
  customPaymentMethods: [
    { id: 'cpmt_123', options: { type: 'static', subtitle: 'At the counter' } },
  ],
};

it('offers what a page takes without Stripe, and tells it what was chosen', async () => {
  const page = await stage.open();
  const frame = await mountPayment(page, {
    elements: group,
    payment: { paymentMethodOrder: ['cpmt_123', 'card'] },
  });
  const items = frame.locator('.p-AccordionButton[data-value]');
  expect(await items.allTextContents()).toEqual([
    'Custom payment methodAt the counter',
    'Card',
    'PayPal',
    'Divido',
  ]);
  for (const type of ['external_divido', 'cpmt_123']) {
    await frame.locator(`[data-value="${type}"]`).click();
    await eventually(() =>
      page.evaluate(
        () => (window as unknown as ShopWindow).events.findLast(([name]) => name === 'change')?.[1],
      ),
    ).toMatchObject({ complete: true, value: { type } });
    const chosen = await page.evaluate(() => (window as unknown as ShopWindow).elements.submit());
    expect(chosen).toEqual({ selectedPaymentMethod: type });
  }
  expect(await violations(page)).toEqual([]);

  // It is the page's to process; nothing is sent to Stripe.
  const { client_secret: clientSecret } = await stage.stripe.paymentIntents.create({
    amount: 1099,
    currency: 'usd',
  });
  const { thrown } = await callStripe(page, 'confirmPayment', {
    clientSecret,
    redirect: 'if_required',
  });
  expect(thrown?.name).toBe('IntegrationError');
  expect(thrown?.message).toContain('cpmt_123 is processed outside of Stripe');

  await page.evaluate(() =>
    (window as unknown as ShopWindow).elements.update({ customPaymentMethods: [] }),
  );
  await eventually(() => items.allTextContents()).toEqual(['Card', 'PayPal', 'Divido']);
});

it.each([
  [{ externalPaymentMethodTypes: ['paypal'] }, /begin with external_.*\["paypal"\]/],
  [{ externalPaymentMethodTypes: 'external_paypal' }, /should be an array/],
  [{ customPaymentMethods: [{ id: 'pm_123' }] }, /begins with cpmt_/],
  [{ customPaymentMethods: [{ id: 'cpmt_1', options: { type: 'other' } }] }, /static, embedded/],
  [
    { customPaymentMethods: [{ id: 'cpmt_1', options: { subtitle: 'x'.repeat(101) } }] },
    /at most 100 characters/,
  ],
  [{ syncAddressCheckbox: 'both' }, /billing, shipping, none/],
])('refuses %j', async (options, says) => {
  const page = await stage.open();
  await makeStripe(page);
  const thrown = await page.evaluate((given) => {
    try {
      (window as unknown as ShopWindow).stripe.elements({ mode: 'setup', ...given });
      return null;
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`;
    }
  }, options);
  expect(thrown).toMatch(/^IntegrationError: /);
  expect(thrown).toMatch(says);
});

it('says which options have no effect, and goes on', async () => {
  const page = await stage.open();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await makeStripe(page);
  for (const options of [
    { syncAddressCheckbox: 'none' },
    { syncAddressCheckbox: 'shipping' },
    { customerOptions: { customer: 'cus_1', ephemeralKey: 'ek_1' } },
    { adaptivePricing: { allowed: true } },
  ]) {
    await page.evaluate((given) => {
      (window as unknown as ShopWindow).stripe.elements({ mode: 'setup', ...given });
    }, options);
  }
  const idle = () => said.flatMap((text) => / (\w+) has no effect/.exec(text)?.[1] ?? []);
  await eventually(idle).toEqual(['syncAddressCheckbox', 'customerOptions', 'adaptivePricing']);
});
