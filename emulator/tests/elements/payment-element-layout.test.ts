import type { FrameLocator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { eventually, mountPayment, useStage, type MountOptions, type ShopWindow } from './stage';

const stage = useStage();
const deferred = { mode: 'setup', currency: 'usd' } as const;
const many = ['card', 'cashapp', 'klarna', 'affirm', 'alipay', 'paypal', 'wechat_pay'];

/** Methods that the emulator does not offer stand in for those it will. */
async function offering(
  types: string[],
  payment: object,
  options: { width?: number; elements?: MountOptions['elements']; stripe?: object } = {},
): Promise<{ page: Page; frame: FrameLocator }> {
  const viewport = { width: options.width ?? 1280, height: 900 };
  const page = await stage.open({ browser: { viewport } });
  await page.route('**/v1/elements/sessions**', async (route) => {
    const response = await route.fetch();
    const session = await response.json();
    session.payment_method_preference.ordered_payment_method_types = types;
    await route.fulfill({ response, json: session });
  });
  await mountPayment(page, {
    elements: options.elements ?? deferred,
    payment,
    ...(options.stripe ? { stripe: options.stripe } : {}),
  });
  return { page, frame: page.frameLocator('#payment iframe') };
}

const update = (page: Page, changes: object): Promise<void> =>
  page.evaluate((given) => {
    (window as unknown as ShopWindow).payment.update(given);
  }, changes);

const changes = (page: Page): Promise<Record<string, unknown>[]> =>
  page.evaluate(() =>
    (window as unknown as ShopWindow).events
      .filter(([name]) => name === 'change')
      .map(([, payload]) => payload),
  );

describe('the accordion', () => {
  it('keeps the rest behind a button, beyond the count that is visible', async () => {
    const { frame } = await offering(many, {
      layout: { type: 'accordion', visibleAccordionItemsCount: 2 },
    });
    const items = frame.locator('.p-AccordionButton[data-value]');
    expect(await items.allTextContents()).toEqual(['Card', 'Cash App Pay']);
    await frame.getByRole('button', { name: 'More payment methods' }).click();
    expect(await items.count()).toBe(many.length);
    expect(await frame.locator(':focus').getAttribute('data-value')).toBe('klarna');
    const { frame: five } = await offering(many, {});
    expect(await five.locator('.p-AccordionButton[data-value]').count()).toBe(5);
    const { frame: all } = await offering(many, { layout: { visibleAccordionItemsCount: 0 } });
    expect(await all.locator('.p-AccordionButton[data-value]').count()).toBe(many.length);
  });

  it('draws radios, spaces and logos as the page says', async () => {
    const two = ['card', 'cashapp'];
    const { page, frame } = await offering(two, {
      layout: {
        type: 'accordion',
        radios: 'never',
        spacedAccordionItems: true,
        paymentMethodLogoPosition: 'end',
      },
    });
    expect(await frame.locator('.RadioIconOuter').count()).toBe(0);
    expect(await frame.locator('.p-Accordion--spaced').count()).toBe(1);
    const card = frame.locator('[data-value="card"]');
    const [text, logo] = [card.getByText('Card'), card.locator('svg')];
    expect((await logo.boundingBox())?.x).toBeGreaterThan((await text.boundingBox())?.x ?? 0);
    await update(page, { layout: { type: 'accordion', radios: 'if_multiple' } });
    await eventually(() => frame.locator('.RadioIconOuter').count()).toBe(2);
    expect(await frame.locator('.p-Accordion--spaced').count()).toBe(0);
    // The logo's place is not for updates.
    expect((await logo.boundingBox())?.x).toBeGreaterThan((await text.boundingBox())?.x ?? 0);
    await card.click();
    expect(await frame.locator('.RadioIconOuter--checked').count()).toBe(1);
  });

  it('has no inputs while it is collapsed, even with one method', async () => {
    const { page, frame } = await offering(['card'], {
      layout: { type: 'accordion', defaultCollapsed: true },
    });
    expect(await frame.locator('input').count()).toBe(0);
    expect(await frame.locator('.p-PaymentElement').getAttribute('data-is-collapsed')).toBe('true');
    await eventually(() => changes(page)).toEqual([
      expect.objectContaining({ collapsed: true, complete: false, value: { type: '' } }),
    ]);
    const nothing = await page.evaluate(() => (window as unknown as ShopWindow).elements.submit());
    expect(nothing.error).toMatchObject({ type: 'validation_error' });
    await page.evaluate(() => (window as unknown as ShopWindow).payment.focus());
    await eventually(() => frame.locator(':focus').getAttribute('data-value')).toBe('card');
    await frame.locator('[data-value="card"]').press('Enter');
    await frame.getByLabel('Card number').fill('4242');
    const chained = await page.evaluate(() => {
      const { payment } = window as unknown as ShopWindow;
      return payment.collapse() === payment;
    });
    expect(chained).toBe(true);
    await eventually(() => frame.locator('input').count()).toBe(0);
    await frame.getByRole('button', { name: 'Card' }).click();
    expect(await frame.getByLabel('Card number').inputValue()).toBe('4242');
  });
});

describe('tabs', () => {
  it('put into a menu what there is no room for', async () => {
    const { frame } = await offering(many, { layout: 'tabs' }, { width: 400 });
    const tabs = frame.getByRole('tab');
    expect(await tabs.allTextContents()).toEqual(['Card', 'Cash App Pay']);
    const menu = frame.locator('select.p-AdditionalPaymentMethods-menu');
    expect(await menu.locator('option:not([hidden])').allTextContents()).toEqual([
      'Klarna',
      'Affirm',
      'Alipay',
      'PayPal',
      'WeChat Pay',
    ]);
    await menu.selectOption('alipay');
    expect(await tabs.allTextContents()).toEqual(['Card', 'Alipay']);
    expect(await frame.locator('#alipay-tab:focus').getAttribute('aria-selected')).toBe('true');
    await frame.locator('#alipay-tab').press('ArrowLeft');
    expect(await frame.locator('#card-panel').getByLabel('Card number').count()).toBe(1);
  });

  it('make room as the page widens, and are walked the other way from right to left', async () => {
    const { page, frame } = await offering(
      many.slice(0, 4),
      { layout: 'tabs' },
      { width: 400, stripe: { locale: 'ar' } },
    );
    expect(await frame.getByRole('tab').count()).toBe(2);
    await frame.locator('#card-tab').press('ArrowLeft');
    expect(await frame.locator(':focus').getAttribute('id')).toBe('cashapp-tab');
    await page.setViewportSize({ width: 1000, height: 800 });
    await eventually(() => frame.getByRole('tab').count()).toBe(4);
    expect(await frame.locator('select.p-AdditionalPaymentMethods-menu').count()).toBe(0);
  });
});

describe('options', () => {
  it('readOnly closes every control, until it is taken back', async () => {
    const { page, frame } = await offering(['card', 'cashapp'], {
      readOnly: true,
      layout: { type: 'accordion', defaultCollapsed: false },
    });
    const controls = frame.locator('input, select, button');
    expect(await controls.count()).toBe(8);
    for (const control of await controls.all()) expect(await control.isDisabled()).toBe(true);
    await update(page, { readOnly: false });
    await eventually(() => frame.getByLabel('Card number').isEnabled()).toBe(true);
    expect(await frame.getByLabel('Country').isEnabled()).toBe(true);
  });

  it('fields are asked for as told, for all methods and by method', async () => {
    const { page, frame } = await offering(['card'], {
      fields: { billingDetails: { name: 'always', address: 'if_required' } },
      defaultValues: { billingDetails: { name: 'Jenny Rosen' } },
    });
    expect(await frame.getByLabel('Full name').inputValue()).toBe('Jenny Rosen');
    expect(await frame.locator('[name="country"], [name="postalCode"]:visible').count()).toBe(0);
    await frame.getByLabel('Full name').fill('');
    const { error } = await page.evaluate(() =>
      (window as unknown as ShopWindow).elements.submit(),
    );
    expect(error.message).toBe('Please provide your full name.');
    await update(page, {
      fields: { card: { billingDetails: { address: { postalCode: 'never' } } } },
    });
    await eventually(() => frame.getByLabel('Country').count()).toBe(1);
    expect(await frame.locator('[name="postalCode"]:visible').count()).toBe(0);
  });

  it('keep what was typed and where the buyer is, when they change', async () => {
    const { page, frame } = await offering(['card'], {});
    await frame.getByLabel('Card number').fill('4242 4242 42');
    await frame.getByLabel('Country').selectOption('CA');
    await frame.getByLabel('Postal code').fill('m5t');
    await update(page, { terms: { card: 'never' } });
    await eventually(() => frame.locator('.TermsText').count()).toBe(0);
    expect(await frame.locator(':focus').getAttribute('name')).toBe('postalCode');
    expect(await frame.getByLabel('Card number').inputValue()).toBe('4242 4242 42');
    expect(await frame.getByLabel('Postal code').inputValue()).toBe('M5T');
    await page.evaluate(() => (window as unknown as ShopWindow).elements.update({ locale: 'fr' }));
    expect(await frame.getByLabel('Numéro de carte').inputValue()).toBe('4242 4242 42');
    expect(await page.locator('#payment iframe').getAttribute('title')).toMatch(/^Cadre sécurisé/);
  });

  it('that are none are named in a warning, and wrong values in an error', async () => {
    const { page } = await offering(['card'], {});
    const warnings: string[] = [];
    page.on('console', (message) => warnings.push(message.text()));
    const thrown = await page.evaluate(() => {
      const { stripe } = window as unknown as ShopWindow;
      const create = (options: object): string => {
        try {
          stripe.elements({ mode: 'setup' }).create('payment', options);
          return '';
        } catch (error) {
          return `${(error as Error).name}: ${(error as Error).message}`;
        }
      };
      return [
        create({ colour: 'red' }),
        create({ layout: 'grid' }),
        create({ layout: { type: 'accordion', radios: true } }),
        create({ terms: { card: 'sometimes' } }),
        create({ fields: { billingDetails: 'maybe' } }),
        create({ fields: { billingDetails: { name: 'sometimes' } } }),
        create({ fields: { billingDetails: { email: 'always' } } }),
        create({ fields: { billingDetails: { address: { postalCode: 'off' } } } }),
        create({ fields: { us_bank_account: { billingDetails: { name: 'sometimes' } } } }),
        create({ fields: { card: 'never' } }),
        create({ fields: { usBankAccount: { billingDetails: 'never' } } }),
      ];
    });
    expect(thrown[0]).toBe('');
    expect(thrown[1]).toMatch(/^IntegrationError: .*layout.*tabs, accordion, auto/);
    expect(thrown[2]).toMatch(/^IntegrationError: .*layout\.radios.*if_multiple/);
    expect(thrown[3]).toMatch(/^IntegrationError: .*terms\.card.*auto, always, never/);
    expect(thrown[4]).toMatch(/^IntegrationError: .*fields\.billingDetails.*auto, never/);
    expect(thrown[5]).toMatch(/fields\.billingDetails\.name .*auto, never, always.*sometimes/);
    expect(thrown[6]).toMatch(/fields\.billingDetails\.email .*auto, never\./);
    expect(thrown[7]).toMatch(/fields\.billingDetails\.address\.postalCode .*auto, never\./);
    expect(thrown[8]).toMatch(/fields\.us_bank_account\.billingDetails\.name .*sometimes/);
    expect(thrown[9]).toMatch(/fields\.card should be an object/);
    expect(thrown.slice(1, 10).every((text) => text.startsWith('IntegrationError: '))).toBe(true);
    expect(thrown[10]).toBe('');
    expect(warnings.filter((text) => text.includes('colour'))).toHaveLength(1);
    expect(warnings.filter((text) => text.includes('fields.usBankAccount'))).toHaveLength(1);
  });
});
