import type { FrameLocator, Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { violations } from '../support/axe';
import { eventually, mountPayment, useStage, type ShopWindow } from './stage';

const stage = useStage();

async function dressed(
  appearance: object,
  options: { payment?: object; types?: string[]; loader?: string } = {},
): Promise<{ page: Page; frame: FrameLocator; warnings: string[] }> {
  const page = await stage.open();
  const { types } = options;
  if (types) {
    await page.route('**/v1/elements/sessions**', async (route) => {
      const response = await route.fetch();
      const session = await response.json();
      session.payment_method_preference.ordered_payment_method_types = types;
      await route.fulfill({ response, json: session });
    });
  }
  const warnings: string[] = [];
  page.on('console', (message) => warnings.push(message.text()));
  const elements = {
    mode: 'setup',
    appearance,
    ...(options.loader ? { loader: options.loader } : {}),
  };
  const frame = await mountPayment(page, { elements, payment: options.payment ?? {} });
  return { page, frame, warnings };
}

const style = (element: Locator, property: string): Promise<string> =>
  element.evaluate((node, name) => getComputedStyle(node).getPropertyValue(name), property);

const restyle = (page: Page, appearance: object): Promise<void> =>
  page.evaluate(
    (given) => (window as unknown as ShopWindow).elements.update({ appearance: given }),
    appearance,
  );

describe('appearance', () => {
  it('takes variables by either name, referring to each other, and names unknown ones', async () => {
    const { frame, warnings } = await dressed(
      {
        variables: {
          colorPrimary: '#aa0011',
          gridRowSpacing: '31px',
          spacingGridColumn: '13px',
          labelColorText: 'var(--colorPrimary)',
          labelFontSize: '19px',
          fontSizeBase: '17px',
          accordionItemLabelSelectedColorText: '#00aa22',
          accordionItemTriggerSelectedColor: '#0000aa',
          colorHeading: '#123456',
          fontFamily: 'a { } b',
        },
      },
      {
        types: ['card', 'cashapp'],
        payment: { layout: { type: 'accordion', defaultCollapsed: false } },
      },
    );
    expect(await style(frame.locator('.p-Grid'), 'row-gap')).toBe('31px');
    expect(await style(frame.locator('.p-Grid'), 'column-gap')).toBe('13px');
    const label = frame.locator('label[for="payment-numberInput"]');
    expect(await style(label, 'color')).toBe('rgb(170, 0, 17)');
    expect(await style(label, 'font-size')).toBe('19px');
    expect(await style(frame.getByLabel('Card number'), 'font-size')).toBe('17px');
    expect(await style(frame.locator('[data-value="card"]'), 'color')).toBe('rgb(0, 170, 34)');
    expect(await style(frame.locator('.RadioIconInner--checked'), 'background-color')).toBe(
      'rgb(0, 0, 170)',
    );
    expect(warnings.filter((text) => text.includes('appearance.variables'))).toEqual([
      '[Stripe.js] appearance.variables.colorHeading is not a supported variable.',
      '[Stripe.js] appearance.variables.fontFamily has an unsupported value.',
    ]);
  });

  it('takes rules for states, for pickers, and for several classes at once', async () => {
    const { frame, warnings } = await dressed(
      {
        disableAnimations: true,
        rules: {
          '.Tab, .Input': { backgroundColor: 'rgb(1, 2, 3)' },
          '.Tab--selected': { backgroundColor: 'rgb(4, 5, 6)' },
          '.Input--invalid': { borderColor: 'rgb(7, 8, 9)' },
          '.Input:focus': { boxShadow: 'none' },
          '.Input::placeholder': { color: 'rgb(10, 11, 12)' },
          '.TermsText': { fontWeight: '700' },
          '.Tab, .p-Grid': { color: 'red' },
          input: { color: 'red' },
        },
      },
      { types: ['card', 'cashapp'], payment: { layout: 'tabs' } },
    );
    expect(await style(frame.locator('#cashapp-tab'), 'background-color')).toBe('rgb(1, 2, 3)');
    expect(await style(frame.locator('#card-tab'), 'background-color')).toBe('rgb(4, 5, 6)');
    const number = frame.getByLabel('Card number');
    expect(await style(number, 'background-color')).toBe('rgb(1, 2, 3)');
    await number.fill('4242424242424241');
    expect(await style(number, 'border-color')).toBe('rgb(7, 8, 9)');
    expect(await style(number, 'box-shadow')).toBe('none');
    expect(await style(frame.locator('.TermsText'), 'font-weight')).toBe('700');
    expect(warnings.filter((text) => text.includes('appearance.rules'))).toHaveLength(2);
  });

  it('lets labels float over what is typed and rest where nothing is', async () => {
    const { page, frame } = await dressed({
      labels: 'floating',
      disableAnimations: true,
      rules: { '.Label--resting': { fontWeight: '700' }, '.Label--floating': { opacity: '0.5' } },
    });
    const label = frame.locator('label[for="payment-cvcInput"]');
    const cvc = frame.getByLabel('Security code');
    const rests = async (): Promise<boolean> => (await style(label, 'font-weight')) === '700';
    expect(await rests()).toBe(true);
    const low = (await label.boundingBox())?.y ?? 0;
    await cvc.focus();
    expect(await rests()).toBe(false);
    expect((await label.boundingBox())?.y).toBeLessThan(low);
    await cvc.fill('123');
    await cvc.blur();
    expect(await rests()).toBe(false);
    expect(await style(label, 'opacity')).toBe('0.5');
    await restyle(page, { labels: 'above', rules: { '.Label--floating': { opacity: '0.5' } } });
    await eventually(() => style(label, 'opacity')).toBe('1');
    expect((await label.boundingBox())?.y).toBeLessThan((await cvc.boundingBox())?.y ?? 0);
  });

  it('lets fields touch, round at the corners of the whole', async () => {
    const { frame } = await dressed({ inputs: 'condensed', variables: { borderRadius: '8px' } });
    const corners = async (name: string): Promise<string> =>
      style(frame.locator(`[name="${name}"]`), 'border-radius');
    expect(await corners('number')).toBe('8px 8px 0px 0px');
    expect(await corners('expiry')).toBe('0px');
    expect(await corners('country')).toBe('0px 0px 0px 8px');
    expect(await corners('postalCode')).toBe('0px 0px 8px');
    const box = (name: string): ReturnType<Locator['boundingBox']> =>
      frame.locator(`[name="${name}"]`).boundingBox();
    const [expiry, cvc] = [await box('expiry'), await box('cvc')];
    expect((expiry?.x ?? 0) + (expiry?.width ?? 0)).toBeCloseTo((cvc?.x ?? 0) + 1, 0);
    await frame.getByLabel('Country').selectOption('FR');
    expect(await corners('country')).toBe('0px 0px 8px 8px');
  });

  it('brings the page’s fonts into the frame', async () => {
    const page = await stage.open();
    const asked: string[] = [];
    await page.route('https://fonts.example/**', (route) => {
      const { pathname, href } = new URL(route.request().url());
      if (pathname === '/own/css') {
        const body = `
          @import url(https://fonts.example/more.css);
          .Input { display: none }
          @font-face { font-family: 'Own Sans'; src: url(../own.woff2) format('woff2'); font-weight: 700 }`;
        const headers = { 'access-control-allow-origin': '*', 'content-type': 'text/css' };
        return route.fulfill({ body, headers });
      }
      if (pathname.endsWith('.woff2')) asked.push(href);
      return route.abort();
    });
    const warnings: string[] = [];
    page.on('console', (message) => warnings.push(message.text()));
    const frame = await mountPayment(page, {
      elements: {
        mode: 'setup',
        fonts: [
          { family: 'Inter', src: 'url(https://fonts.example/inter.woff2)', weight: '500' },
          { cssSrc: 'https://fonts.example/own/css' },
          { cssSrc: 'https://fonts.example/none' },
        ],
        appearance: { variables: { fontFamily: 'Inter, sans-serif' } },
      },
    });
    await eventually(() => asked.toSorted()).toEqual([
      'https://fonts.example/inter.woff2',
      'https://fonts.example/own.woff2',
    ]);
    expect(await frame.locator('.Input').first().isVisible()).toBe(true);
    await eventually(() => warnings.filter((text) => text.includes('fonts:')).sort()).toEqual([
      '[Stripe.js] fonts: Inter could not be loaded.',
      '[Stripe.js] fonts: Own Sans could not be loaded.',
      '[Stripe.js] fonts: https://fonts.example/none could not be loaded.',
    ]);
  });

  it('shows grey bars while it loads, unless told not to', async () => {
    const told = (on: Page): Promise<string[]> =>
      on.evaluate(() => (window as unknown as ShopWindow).events.map(([name]) => name));
    for (const loader of ['always', 'never']) {
      const page = await stage.open();
      const bars = page.locator('.__PrivateStripeElementLoader');
      let go = (): void => undefined;
      const held = new Promise<void>((resolve) => (go = resolve));
      await page.route('**/v1/elements/sessions**', async (route) => {
        await held;
        await route.continue();
      });
      const asked = page.waitForRequest('**/v1/elements/sessions**');
      const mounted = mountPayment(page, { elements: { mode: 'setup', loader } });
      await asked;
      expect(await bars.count()).toBe(loader === 'always' ? 1 : 0);
      if (loader === 'always') {
        await eventually(() => told(page)).toEqual(['loaderstart']);
        expect((await bars.boundingBox())?.height).toBeGreaterThan(200);
        expect(await style(bars.locator('div > div').first(), 'background-color')).toBe(
          'rgba(128, 132, 150, 0.2)',
        );
      }
      go();
      await mounted;
      expect(await bars.count()).toBe(0);
      expect((await told(page)).includes('loaderstart')).toBe(loader === 'always');
    }
  });

  it.each(['stripe', 'night'])('passes axe with saved cards and tabs in %s', async (theme) => {
    const { id: jenny } = await stage.stripe.customers.create();
    const { id } = await stage.stripe.paymentMethods.attach('pm_card_visa', { customer: jenny });
    await stage.stripe.paymentMethods.update(id, { allow_redisplay: 'always' });
    const session = await stage.stripe.customerSessions.create({
      customer: jenny,
      components: {
        payment_element: {
          enabled: true,
          features: {
            payment_method_redisplay: 'enabled',
            payment_method_remove: 'enabled',
            payment_method_save: 'enabled',
            payment_method_save_usage: 'off_session',
          },
        },
      },
    });
    const page = await stage.open({ browser: { viewport: { width: 400, height: 900 } } });
    await page.route('**/v1/elements/sessions**', async (route) => {
      const response = await route.fetch();
      const json = await response.json();
      json.payment_method_preference.ordered_payment_method_types = ['card', 'cashapp', 'paypal'];
      await route.fulfill({ response, json });
    });
    if (theme === 'night') {
      await page.addStyleTag({ content: 'html { background: #15161c; color: #fff }' });
    }
    const frame = await mountPayment(page, {
      elements: {
        mode: 'setup',
        customerSessionClientSecret: session.client_secret,
        appearance: { theme, disableAnimations: true },
      },
      payment: { layout: 'tabs' },
    });
    await frame.getByRole('button', { name: 'Edit Visa •••• 4242' }).click();
    await frame.getByRole('button', { name: 'Remove Visa •••• 4242' }).click();
    await frame.getByRole('radio', { name: 'New payment method' }).check();
    await frame.getByLabel('Card number').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
