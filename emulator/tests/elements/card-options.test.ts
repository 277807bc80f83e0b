import type { FrameLocator, Locator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { frameOf, lastChange, mountElements, run, toldOf } from './elements-page';
import { eventually, useStage } from './stage';

const stage = useStage();
let page: Page;
let frame: FrameLocator;
let number: Locator;

async function open(card: object = {}): Promise<void> {
  page = await stage.open();
  await mountElements(page, { elements: { card } });
  frame = frameOf(page, 'card');
  number = frame.locator('[name="cardnumber"]');
}

const classes = async (): Promise<string[]> =>
  ((await page.locator('#the-card').getAttribute('class')) ?? '').split(' ').sort();

describe('options of the Card Element', () => {
  it('dresses the inputs by state, and warns of what is no style', async () => {
    const warnings: string[] = [];
    page = await stage.open();
    page.on('console', (message) => warnings.push(message.text()));
    await mountElements(page, {
      elements: {
        card: {
          style: {
            base: {
              color: 'rgb(1, 2, 3)',
              fontSize: '20px',
              iconColor: 'rgb(9, 9, 9)',
              '::placeholder': { color: 'rgb(4, 5, 6)' },
              ':focus': { textDecoration: 'underline' },
              borderRadius: '4px',
            },
            complete: { color: 'rgb(0, 100, 0)' },
            invalid: { color: 'rgb(200, 0, 0)', iconColor: 'rgb(200, 0, 0)' },
          },
          classes: { base: 'mine is-card', focus: 'mine--focus', invalid: 'mine--bad' },
          iconStyle: 'solid',
        },
      },
    });
    frame = frameOf(page, 'card');
    number = frame.locator('[name="cardnumber"]');
    const style = (name: string, pseudo?: string): Promise<string> =>
      number.evaluate(
        (input, [property, part]) =>
          getComputedStyle(input, part ?? null).getPropertyValue(property ?? ''),
        [name, pseudo],
      );
    expect(await style('color')).toBe('rgb(1, 2, 3)');
    expect(await style('color', '::placeholder')).toBe('rgb(4, 5, 6)');
    expect(await style('font-size')).toBe('20px');
    expect(await style('border-radius')).toBe('0px');
    expect(warnings.filter((text) => text.includes('"borderRadius" is not'))).toHaveLength(1);
    await number.focus();
    expect(await style('text-decoration-line')).toBe('underline');
    await eventually(classes).toEqual(['StripeElement--empty', 'is-card', 'mine', 'mine--focus']);
    await number.fill('4242424242424242');
    expect(await style('color')).toBe('rgb(0, 100, 0)');
    await number.fill('4242424242424241');
    expect(await style('color')).toBe('rgb(200, 0, 0)');
    const icon = frame.locator('.CardBrandIcon--error');
    expect(await icon.evaluate((svg) => getComputedStyle(svg).color)).toBe('rgb(200, 0, 0)');
    await eventually(classes).toContain('mine--bad');
    await run(
      page,
      `made.card.update({ style: { base: { color: 'rgb(7, 8, 9)' } }, classes: {} })`,
    );
    await number.fill('');
    await eventually(() => style('color')).toBe('rgb(7, 8, 9)');
    await eventually(classes).toContain('StripeElement');
  });

  it('brings the fonts of its group, as the forms beside it do', async () => {
    page = await stage.open();
    const asked: string[] = [];
    await page.route('https://fonts.example/**', (route) => {
      asked.push(new URL(route.request().frame().url()).pathname.replace(/-[0-9a-f]+\.html$/, ''));
      return route.abort();
    });
    await mountElements(page, {
      group: { fonts: [{ family: 'Inter', src: 'url(https://fonts.example/inter.woff2)' }] },
      elements: { card: {}, linkAuthentication: {}, address: { mode: 'billing' } },
    });
    await eventually(() => asked.length).toBe(3);
    expect(new Set(asked).size).toBe(3);
  });

  it('starts with a postal code, or asks for none, and can be disabled', async () => {
    await open({ value: { postalCode: '94110' } });
    await number.fill('4242424242424242');
    expect(await frame.locator('[name="postal"]').inputValue()).toBe('94110');
    await run(page, 'made.card.update({ hidePostalCode: true, hideIcon: true })');
    await eventually(() => frame.locator('[name="postal"]').count()).toBe(0);
    expect(await frame.locator('.CardBrandIcon-container').isVisible()).toBe(false);
    await run(page, 'made.card.update({ disabled: true })');
    await eventually(() => number.isDisabled()).toBe(true);
  });

  it('bears the class of what the browser filled in, until that is changed', async () => {
    await open();
    // No browser of tests fills in: what its style sheet starts then is started by hand.
    const started = (animationName: string): Promise<void> =>
      number.evaluate((input, name) => {
        const told = new AnimationEvent('animationstart', { animationName: name, bubbles: true });
        input.dispatchEvent(told);
      }, animationName);
    await started('autofill-start');
    await eventually(classes).toContain('StripeElement--webkit-autofill');
    await started('autofill-end');
    await eventually(classes).not.toContain('StripeElement--webkit-autofill');
  });

  it('tells of a card on two networks', async () => {
    await open();
    await number.fill('4000002500001001');
    await eventually(() => toldOf(page, 'card', 'networkschange')).toEqual([
      { elementType: 'card' },
    ]);
  });

  it('speaks the page’s language, and another when it changes, and keeps what is typed', async () => {
    page = await stage.open();
    await mountElements(page, { stripe: { locale: 'ja' }, elements: { card: {} } });
    const japanese = page.frameLocator('iframe[title="安全なカード支払い入力フレーム"]');
    await japanese.getByLabel('クレジットカードまたはデビットカード番号').fill('4242424242424241');
    await eventually(() => lastChange(page, 'card')).toMatchObject({
      error: { code: 'invalid_number', message: expect.stringMatching(/カード番号/) },
    });
    await run(page, `return elements.update({ locale: 'fr' })`);
    frame = page.frameLocator('iframe[src*="elements-inner-card"]');
    number = frame.getByLabel('Numéro de carte de crédit ou de débit');
    expect(await number.inputValue()).toBe('4242 4242 4242 4241');
    expect(await frame.getByPlaceholder('MM / AA').count()).toBe(1);
    await eventually(() => lastChange(page, 'card')).toMatchObject({
      error: { code: 'invalid_number', message: 'Le numéro de votre carte n’est pas valide.' },
    });
    await number.fill('4000002500001001');
    const choice = frame.locator('[name="network"]');
    await choice.selectOption('visa');
    await run(page, `return elements.update({ locale: 'ar' })`);
    expect(await frame.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await frame.getByLabel('الرمز البريدي').count()).toBe(1);
    expect(await choice.inputValue()).toBe('visa');
    expect(await choice.locator('option').first().textContent()).toMatch(/^اختيار/);
  });
});
