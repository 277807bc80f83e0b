import type { FrameLocator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import {
  eventually,
  mountPayment,
  paymentFrame,
  useStage,
  type MountOptions,
  type ShopWindow,
} from './stage';

const stage = useStage();
const deferred = { mode: 'setup', currency: 'usd' } as const;

async function mounted(
  options: Partial<MountOptions> = {},
  path = '/',
): Promise<{ page: Page; frame: FrameLocator }> {
  const page = await stage.open({ path });
  const frame = await mountPayment(page, { elements: deferred, ...options });
  return { page, frame };
}

describe('the frame on the page', () => {
  it('is found by every selector that public test suites use', async () => {
    const { page, frame } = await mounted();
    const found = [
      'iframe[title="Secure payment input frame"]',
      'iframe[name^="__privateStripeFrame"]',
      'iframe[src*="elements-inner-payment"]',
      'iframe[src*="elements-inner-accessory-target"]',
      'iframe[src*="componentName=payment"]',
      '#payment.StripeElement > .__PrivateStripeElement > iframe:visible',
    ];
    for (const selector of found) expect(await page.locator(selector).count(), selector).toBe(1);
    const fields = [
      'input[name="number"]#payment-numberInput[autocomplete="cc-number"][inputmode="numeric"]',
      'input[name="number"][type="text"][dir="ltr"][maxlength="20"][aria-required="true"]',
      'input[name="cvc"][maxlength="3"]',
      'input[name="expiry"]#payment-expiryInput[autocomplete="cc-exp"]',
      'input[name="cvc"]#payment-cvcInput[autocomplete="cc-csc"]',
      'select[name="country"]#payment-countryInput',
      'input[name="postalCode"]#payment-postalCodeInput',
      '.p-CardForm .p-Field[data-field="number"] > label.p-FieldLabel.Label',
      'input.p-Input-input.Input.p-CardNumberInput-input',
      '.p-CardBrandIcons',
    ];
    for (const selector of fields) expect(await frame.locator(selector).count(), selector).toBe(1);
    for (const label of [
      'Card number',
      'Expiration date',
      'Security code',
      'Country',
      'ZIP code',
    ]) {
      expect(await frame.getByLabel(label, { exact: true }).count(), label).toBe(1);
    }
    for (const placeholder of ['1234 1234 1234 1234', 'MM / YY', 'CVC', '12345']) {
      expect(await frame.getByPlaceholder(placeholder, { exact: true }).count()).toBe(1);
    }
    expect(await frame.locator('[data-testid="card"], [data-value="card"]').count()).toBe(0);
    expect(await frame.getByRole('checkbox').count()).toBe(0);
  });

  it('gives the inputs their older ids when asked', async () => {
    const { frame } = await mounted({}, '/?stripe=%3Fgeneration%3D2022');
    expect(await frame.locator('#Field-numberInput').getAttribute('name')).toBe('number');
  });

  it('is of another origin, closed to the page and to pages elsewhere', async () => {
    const { page } = await mounted();
    const iframe = page.locator('iframe[title="Secure payment input frame"]');
    const closed = await iframe.evaluate((node) => (node as HTMLIFrameElement).contentDocument);
    expect(closed).toBeNull();
    const src = (await iframe.getAttribute('src')) ?? '';
    expect(new URL(src).origin).toBe(stage.emulator.urls.frames);
    const policy = (await fetch(src)).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/frame-ancestors http:\/\/localhost:\* http:\/\/127\.0\.0\.1:\*/);
    for (const name of ['*.localhost', '*.test', 'lvh.me', '*.lvh.me']) {
      expect(policy, 'names that suites give to this computer').toContain(` http://${name}:*`);
    }
    expect(policy).toContain(`connect-src ${stage.emulator.urls.api};`);
  });

  it('grows and shrinks with its content', async () => {
    const { page, frame } = await mounted();
    const iframe = page.locator('iframe[title="Secure payment input frame"]');
    const height = async (): Promise<number> => (await iframe.boundingBox())?.height ?? 0;
    await eventually(height).toBeGreaterThan(150);
    const before = await height();
    await page.evaluate(() => (window as unknown as ShopWindow).elements.submit());
    await eventually(height).toBeGreaterThan(before);
    const content = await frame
      .locator('body')
      .evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
    await eventually(height).toBe(content);
  });

  it('takes what the page says while it is still loading', async () => {
    const page = await stage.open();
    const warnings: string[] = [];
    page.on('console', (message) => warnings.push(message.text()));
    await page.evaluate(async () => {
      const shop = window as unknown as ShopWindow;
      const elements = shop.Stripe('pk_test_emulator').elements({ mode: 'setup' });
      const payment = elements.create('payment');
      const ready = new Promise((resolve) => payment.once('ready', resolve));
      payment.mount('#payment');
      payment.update({ business: { name: 'Rocket Rides' } });
      payment.focus();
      await ready;
    });
    const frame = paymentFrame(page);
    await frame.locator('.TermsText', { hasText: 'you allow Rocket Rides to' }).waitFor();
    await eventually(() => frame.locator(':focus').getAttribute('name')).toBe('number');
    expect(warnings.filter((text) => text.includes('[Stripe.js]'))).toEqual([]);
  });

  it('comes again on a node that was emptied, and refuses meanwhile', async () => {
    const { page } = await mounted();
    const refused = await page.evaluate(async () => {
      const { elements, payment } = window as unknown as ShopWindow;
      document.querySelector('#payment')?.replaceChildren();
      await elements.update({ locale: 'fr' });
      const refusal = await elements.submit().catch((error: Error) => String(error));
      const ready = new Promise((resolve) => payment.once('ready', resolve));
      payment.mount('#payment');
      await ready;
      return refusal;
    });
    expect(refused).toMatch(/^IntegrationError: .*mounted Payment Element/);
    const french = page.frameLocator('iframe[title="Cadre sécurisé pour la saisie du paiement"]');
    await french.getByLabel('Numéro de carte').waitFor();
  });

  it('lets nobody wait for a frame that was moved, and lost what was in it', async () => {
    const { page } = await mounted();
    const refused = await page.evaluate(() => {
      document.querySelector('main')?.append(document.querySelector('#payment') ?? '');
      const { elements } = window as unknown as ShopWindow;
      return elements.submit().catch((error: Error) => String(error));
    });
    expect(refused).toMatch(/^IntegrationError: We could not retrieve data/);
  });

  it('is focused by the page’s own label', async () => {
    const { page, frame } = await mounted();
    await page.getByText('Payment details').click();
    await eventually(() => frame.locator(':focus').getAttribute('name')).toBe('number');
  });

  it('carries the state of the form in the container’s classes', async () => {
    const { page, frame } = await mounted();
    const classes = (): Promise<string> =>
      page.locator('#payment').evaluate((node) => node.className);
    expect(await classes()).toBe('StripeElement StripeElement--empty');
    await frame.getByLabel('Card number').fill('4242424242424241');
    await eventually(classes).toContain('StripeElement--invalid');
    await eventually(classes).toContain('StripeElement--focus');
    expect(await classes()).not.toContain('StripeElement--empty');
    await page.evaluate(() => (window as unknown as ShopWindow).payment.unmount());
    expect(await classes()).toBe('');
  });
});

describe('what is asked', () => {
  it('asks for a postal code where issuers check one', async () => {
    const { frame } = await mounted();
    const country = frame.getByLabel('Country');
    await country.selectOption('GB');
    await frame.getByLabel('Postal code').fill('sw1a 1aa');
    expect(await frame.getByLabel('Postal code').inputValue()).toBe('SW1A 1AA');
    await country.selectOption('FR');
    expect(await frame.locator('[name="postalCode"]').isVisible()).toBe(false);
    await country.selectOption('US');
    expect(await frame.getByLabel('ZIP code').inputValue()).toBe('');
  });

  it('shows terms with the business’s name when the card is kept, unless told not to', async () => {
    const terms = 'By providing your card information, you allow';
    const { frame } = await mounted({ payment: { business: { name: 'Rocket Rides' } } });
    expect(await frame.locator('.TermsText').textContent()).toContain(
      `${terms} Rocket Rides to charge`,
    );
    const never = await mounted({ payment: { terms: { card: 'never' } } });
    expect(await never.frame.getByText(terms).count()).toBe(0);
    const paying = await mounted({ elements: { mode: 'payment', amount: 100, currency: 'usd' } });
    expect(await paying.frame.getByText(terms).count()).toBe(0);
  });

  it('leaves out what the page passes itself, and insists that it does', async () => {
    const { page, frame } = await mounted({
      payment: {
        fields: { billingDetails: { address: { country: 'never', postalCode: 'never' } } },
      },
    });
    expect(await frame.locator('[name="country"], [name="postalCode"]:visible').count()).toBe(0);
    const message = await page.evaluate(async () => {
      const { elements, stripe } = window as unknown as ShopWindow;
      await elements.submit();
      return stripe
        .confirmSetup({ elements, clientSecret: 'seti_1_secret_2', redirect: 'if_required' })
        .catch((error: Error) => `${error.name}: ${error.message}`);
    });
    expect(message).toMatch(/^IntegrationError.*billing_details\.address\.country/);
  });

  it('fills in default values', async () => {
    const { frame } = await mounted({
      payment: {
        defaultValues: { billingDetails: { address: { country: 'CA', postal_code: 'm5t1t4' } } },
      },
    });
    expect(await frame.getByLabel('Country').inputValue()).toBe('CA');
    expect(await frame.getByLabel('Postal code').inputValue()).toBe('M5T1T4');
  });
});

describe('several methods', () => {
  /** The emulator offers cards only so far; the picker has to stand ready for more. */
  async function withTwo(payment: object): Promise<{ page: Page; frame: FrameLocator }> {
    const page = await stage.open();
    await page.route('**/v1/elements/sessions**', async (route) => {
      const response = await route.fetch();
      const session = await response.json();
      session.payment_method_preference.ordered_payment_method_types = ['card', 'cashapp'];
      await route.fulfill({ response, json: session });
    });
    return { page, frame: await mountPayment(page, { elements: deferred, payment }) };
  }

  it('lists them in an accordion, closed at first', async () => {
    const { page, frame } = await withTwo({});
    expect(await frame.locator('input[name="number"]').count()).toBe(0);
    const card = frame.locator('[data-value="card"][data-testid="card"]');
    expect(await card.getAttribute('aria-expanded')).toBe('false');
    await frame.getByRole('button', { name: 'Card' }).click();
    expect(await frame.locator('.p-AccordionPanel#card').getByLabel('Card number').count()).toBe(1);
    await frame.getByLabel('Card number').fill('4242');
    await frame.getByRole('button', { name: 'Cash App Pay' }).press('Enter');
    await frame.getByText('you will be redirected').waitFor();
    await frame.getByRole('button', { name: 'Card' }).click();
    expect(await frame.getByLabel('Card number').inputValue()).toBe('4242');
    await page.evaluate(() => (window as unknown as ShopWindow).payment.collapse());
    await eventually(() => frame.locator('.p-PaymentElement.is-collapsed').count()).toBe(1);
  });

  it('lists them as tabs, moved between by arrow keys', async () => {
    const { frame } = await withTwo({ layout: 'tabs', paymentMethodOrder: ['cashapp', 'card'] });
    const list = frame.getByRole('tablist', { name: 'Payment Methods' });
    expect(await list.getByRole('tab').allTextContents()).toEqual(['Cash App Pay', 'Card']);
    expect(await frame.locator('#cashapp-tab').getAttribute('aria-selected')).toBe('true');
    await frame.locator('#cashapp-tab').press('ArrowRight');
    expect(await frame.locator('#card-tab:focus').getAttribute('aria-selected')).toBe('true');
    expect(await frame.locator('#card-panel').getByLabel('Card number').count()).toBe(1);
  });
});
