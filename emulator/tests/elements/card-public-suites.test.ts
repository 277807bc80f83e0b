import type { FrameLocator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { mountElements, run } from './elements-page';
import { challenge, eventually, useStage } from './stage';

const stage = useStage();

/** How public suites type into the Card Element: frames, fields and ways to type. */
const shapes: [who: string, fill: (page: Page, number: string) => Promise<void>][] = [
  [
    'stripe-samples/accept-a-payment: names, filled',
    async (page, number) => {
      const frame = page.frameLocator('form iframe[title*="Secure card payment"]');
      await frame.locator('[name="cardnumber"]').fill(number);
      await frame.locator('[name="exp-date"]').fill('12 / 33');
      await frame.locator('[name="cvc"]').fill('123');
      await frame.locator('[name="postal"]').fill('10000');
    },
  ],
  [
    'woocommerce/woocommerce-gateway-stripe: any frame of Stripe’s, typed',
    async (page, number) => {
      const frame = page.frameLocator('#the-card iframe[name^="__privateStripeFrame"]');
      await frame.locator('input[name="cardnumber"]').pressSequentially(number);
      await frame.locator('input[name="exp-date"]').pressSequentially('1233');
      await frame.locator('input[name="cvc"]').pressSequentially('123');
      await frame.locator('input[name="postal"]').pressSequentially('10000');
    },
  ],
  [
    'getdokan/dokan: labels',
    async (page, number) => {
      const frame = page.frameLocator('iframe[title="Secure card payment input frame"]');
      await frame.getByLabel('Credit or debit card number').fill(number);
      await frame.getByLabel('Credit or debit card expiration date').fill('12/33');
      await frame.getByLabel('Credit or debit card CVC/CVV').fill('123');
      await frame.getByRole('textbox', { name: 'ZIP' }).fill('10000');
    },
  ],
  [
    'webkom/lego-webapp: all from the keyboard',
    async (page, number) => {
      await page.frameLocator('#the-card iframe').getByPlaceholder('Card number').click();
      await page.keyboard.type(`${number}1233123`);
      await page.keyboard.type('10000');
    },
  ],
  [
    'cypress-plugin-stripe-elements: stable names',
    async (page, number) => {
      const frame = page.frameLocator('#the-card iframe');
      const field = (name: string) => frame.locator(`[data-elements-stable-field-name="${name}"]`);
      await field('cardNumber').fill(number);
      await field('cardExpiry').fill('1233');
      await field('cardCvc').fill('123');
      await field('postalCode').fill('10000');
    },
  ],
  [
    'a press on the card’s mark, all from the keyboard',
    async (page, number) => {
      await page.locator('#the-card iframe').click({ position: { x: 4, y: 4 } });
      await page.keyboard.type(`${number}123312310000`);
    },
  ],
  [
    'TestCafe: the places around the fields',
    async (page, number) => {
      const frame = page.frameLocator('#the-card iframe');
      for (const [place, text] of [
        ['.CardField-number', number],
        ['.CardField-expiry', '1233'],
        ['.CardField-cvc', '123'],
        ['.CardField-postalCode', '10000'],
      ] as const) {
        await frame.locator(place).click();
        await page.keyboard.type(text);
      }
    },
  ],
];

async function pays(page: Page): Promise<void> {
  const intent = await stage.stripe.paymentIntents.create({ amount: 1099, currency: 'usd' });
  const paid = run(
    page,
    'return stripe.confirmCardPayment(given, { payment_method: { card: made.card ?? made.cardNumber } })',
    intent.client_secret,
  );
  await challenge(page).bank.getByRole('button', { name: 'Complete' }).click();
  expect(await paid).toMatchObject({ paymentIntent: { status: 'succeeded' } });
}

describe('public suites of the Card Element', () => {
  it.each(shapes)('%s', async (_who, fill) => {
    const page = await stage.open();
    await mountElements(page, { elements: { card: {} } });
    await fill(page, '4000000000003220');
    await pays(page);
  });

  it.each(['generation=2022', 'hard=1'])('work with ?%s', async (query) => {
    const page = await stage.open({ path: `/?stripe=${encodeURIComponent(`?${query}`)}` });
    await mountElements(page, { elements: { card: {} } });
    const frame = page.frameLocator('iframe[title="Secure card payment input frame"]:visible');
    const number = frame.locator('[name="cardnumber"]');
    if (query.startsWith('hard')) {
      // The first keys are lost, as robust suites expect.
      await number.fill('4');
      await eventually(() => number.inputValue()).toBe('');
    }
    await number.fill('4242424242424242');
    await frame.locator('[name="exp-date"]').fill('12 / 33');
    await frame.locator('[name="cvc"]').fill('123');
    await frame.locator('[name="postal"]').fill('10000');
    const made = await run(
      page,
      `return stripe.createPaymentMethod({ type: 'card', card: made.card })`,
    );
    expect(made).toMatchObject({ paymentMethod: { card: { last4: '4242' } } });
  });

  it('guardian/support-frontend: one frame for each field', async () => {
    const page = await stage.open();
    await mountElements(page, { elements: { cardNumber: {}, cardExpiry: {}, cardCvc: {} } });
    const frame = (title: string): FrameLocator =>
      page.frameLocator(`iframe[title="Secure ${title} input frame"]`);
    await frame('card number').locator('input[name="cardnumber"]').fill('4000000000003220');
    await frame('expiration date').locator('input[name="exp-date"]').fill('01/50');
    await frame('CVC').locator('input[name="cvc"]').fill('123');
    await pays(page);
  });
});

describe('public suites of the Address Element', () => {
  it('find the ids of 2022', async () => {
    const page = await stage.open({ path: '/?stripe=%3Fgeneration%3D2022' });
    await mountElements(page, { elements: { address: { mode: 'shipping' } } });
    const frame = page.frameLocator('[title="Secure address input frame"]:visible');
    await frame.locator('#Field-nameInput').fill('Jenny Rosen');
    await frame.locator('#Field-countryInput').selectOption('United States');
    await frame.locator('#Field-addressLine1Input').pressSequentially('134 Eldridge Street');
    await frame.locator('#Field-localityInput').fill('New York');
    await frame.locator('#Field-administrativeAreaInput').selectOption('Alaska');
    await frame.locator('input[autocomplete="shipping postal-code"]').fill('99501');
    expect(await run(page, 'return made.address.getValue()')).toMatchObject({
      complete: true,
      value: { name: 'Jenny Rosen', address: { state: 'AK', postal_code: '99501' } },
    });
  });
});
