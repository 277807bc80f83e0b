import type { FrameLocator, Locator, Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { violations } from '../support/axe';
import { fillCardLine, frameOf, lastChange, mountElements, run, toldOf } from './elements-page';
import { eventually, useStage } from './stage';

const stage = useStage();
let page: Page;
let frame: FrameLocator;
let number: Locator;

const focusedName = (): Promise<string | null> => frame.locator(':focus').getAttribute('name');
const classes = async (): Promise<string[]> =>
  ((await page.locator('#the-card').getAttribute('class')) ?? '').split(' ').sort();

describe('the Card Element', () => {
  beforeEach(async () => {
    page = await stage.open();
    await mountElements(page, { elements: { card: {} } });
    frame = frameOf(page, 'card');
    number = frame.locator('[name="cardnumber"]');
  });

  it('has the names, labels and places of the real one', async () => {
    const outer = page.locator('#the-card > .__PrivateStripeElement > iframe');
    expect(await outer.getAttribute('name')).toMatch(/^__privateStripeFrame\d{4,5}$/);
    expect(await outer.getAttribute('src')).toMatch(
      /\/v3\/elements-inner-card-[0-9a-f]+\.html#componentName=card&/,
    );
    const helper = page.locator('input.__PrivateStripeElement-input');
    expect(await helper.getAttribute('maxlength')).toBe('1');
    await fillCardLine(frame, '4242424242424242');
    const inputs = await frame
      .locator('form.ElementsApp input')
      .evaluateAll((all) =>
        all.map((input) => [
          input.getAttribute('name'),
          input.getAttribute('data-elements-stable-field-name'),
          input.getAttribute('aria-label'),
          input.getAttribute('placeholder'),
          input.getAttribute('autocomplete'),
          input.classList.contains('InputElement'),
        ]),
      );
    expect(inputs).toEqual([
      ['cardnumber', 'cardNumber', 'Credit or debit card number', 'Card number', 'cc-number', true],
      ['exp-date', 'cardExpiry', 'Credit or debit card expiration date', 'MM / YY', 'cc-exp', true],
      ['cvc', 'cardCvc', 'Credit or debit card CVC/CVV', 'CVC', 'cc-csc', true],
      ['postal', 'postalCode', 'ZIP', 'ZIP', 'billing postal-code', true],
    ]);
    for (const place of [
      '.CardNumberField-input-wrapper input[name="cardnumber"]',
      '.CardField-expiry > span > span > input',
      '.CardField-cvc > span > span > input',
      '.CardField-postalCode > span > span > input',
    ]) {
      expect(await frame.locator(place).count(), place).toBe(1);
    }
  });

  it('passes the focus on by itself, and tells of brand, completeness and postal code', async () => {
    await eventually(classes).toEqual(['StripeElement', 'StripeElement--empty']);
    await number.focus();
    await page.keyboard.type('4242424242424242');
    expect(await focusedName()).toBe('exp-date');
    await eventually(classes).toEqual(['StripeElement', 'StripeElement--focus']);
    await page.keyboard.type('1234');
    expect(await focusedName()).toBe('cvc');
    await page.keyboard.type('123');
    expect(await focusedName()).toBe('postal');
    await eventually(() => lastChange(page, 'card')).toMatchObject({ complete: false });
    await page.keyboard.type('12345');
    await eventually(() => lastChange(page, 'card')).toEqual({
      elementType: 'card',
      empty: false,
      complete: true,
      error: null,
      brand: 'visa',
      value: { postalCode: '12345' },
    });
    expect(await number.inputValue()).toBe('4242 4242 4242 4242');
    expect(await frame.locator('[name="exp-date"]').inputValue()).toBe('12 / 34');
    await eventually(classes).toContain('StripeElement--complete');
    await eventually(() => toldOf(page, 'card', 'focus')).toHaveLength(1);
  });

  it('takes the same by fill and by paste as by typing', async () => {
    await fillCardLine(frame, '5555-5555-5555-4444', { expiry: '3/29', postal: '94110-12' });
    await eventually(() => lastChange(page, 'card')).toMatchObject({
      complete: true,
      brand: 'mastercard',
      value: { postalCode: '94110' },
    });
    expect(await number.inputValue()).toBe('5555 5555 5555 4444');
    expect(await frame.locator('[name="exp-date"]').inputValue()).toBe('03 / 29');
    await number.fill('');
    await number.evaluate((input) => {
      const data = new DataTransfer();
      data.setData('text', '3782 8224 6310 005');
      input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, cancelable: true }));
    });
    expect(await number.inputValue()).toBe('3782 822463 10005');
    await frame.locator('[name="cvc"]').fill('12345');
    expect(await frame.locator('[name="cvc"]').inputValue()).toBe('1234');
  });

  it('tells at once what is wrong, and what is unfinished when it is left', async () => {
    await number.fill('4242424242424241');
    await eventually(() => lastChange(page, 'card')).toMatchObject({
      error: {
        type: 'validation_error',
        code: 'invalid_number',
        message: 'Your card number is invalid.',
      },
    });
    await eventually(classes).toContain('StripeElement--invalid');
    expect(await number.getAttribute('aria-invalid')).toBe('true');
    await number.fill('4242');
    await eventually(() => lastChange(page, 'card')).toMatchObject({ error: null });
    await frame.locator('[name="exp-date"]').focus();
    await eventually(() => lastChange(page, 'card')).toMatchObject({
      error: { code: 'incomplete_number', message: 'Your card number is incomplete.' },
    });
    await number.fill('');
    await eventually(() => lastChange(page, 'card')).toMatchObject({ empty: true, error: null });
    await eventually(classes).not.toContain('StripeElement--invalid');
  });

  it.each([
    ['4242424242424242', 'ZIP', '1234x5', '12345'],
    ['4000001240000000', 'Postal code', 'k1a 0b1', 'K1A 0B1'],
    ['4000003440000004', null, '', ''],
  ])('asks for the postal code of the card %s', async (digits, label, typed, shown) => {
    const postal = frame.locator('[name="postal"]');
    expect(await postal.count()).toBe(0);
    await number.fill(digits);
    await frame.locator('[name="exp-date"]').fill('1234');
    await frame.locator('[name="cvc"]').fill('123');
    if (label === null) {
      expect(await postal.count()).toBe(0);
    } else {
      expect(await postal.getAttribute('aria-label')).toBe(label);
      await postal.fill(typed);
      expect(await postal.inputValue()).toBe(shown);
    }
    await eventually(() => lastChange(page, 'card')).toMatchObject({ complete: true });
  });

  it('is focused by its label, blurred, cleared, and passes Enter and Escape on', async () => {
    await page.getByText('Label of card').click();
    await eventually(() => toldOf(page, 'card', 'focus')).toHaveLength(1);
    expect(await focusedName()).toBe('cardnumber');
    await page.keyboard.type('42');
    await page.keyboard.press('Escape');
    await eventually(() => toldOf(page, 'card', 'escape')).toEqual([{ elementType: 'card' }]);
    await page.keyboard.press('Enter');
    await eventually(() => toldOf(page, 'form', 'submit')).toHaveLength(1);
    await run(page, 'made.card.blur()');
    await eventually(() => toldOf(page, 'card', 'blur')).toHaveLength(1);
    await run(page, 'made.card.clear()');
    await eventually(() => lastChange(page, 'card')).toMatchObject({ empty: true, error: null });
    expect(await number.inputValue()).toBe('');
  });

  it('keeps the digits from the page', async () => {
    await fillCardLine(frame, '4242424242424242');
    await eventually(() => lastChange(page, 'card')).toMatchObject({ complete: true });
    const seen = await page.evaluate(() =>
      [
        document.documentElement.outerHTML,
        JSON.stringify((window as unknown as { told: object }).told),
      ].join(),
    );
    expect(seen).not.toMatch(/4242/);
  });

  it('fits a phone: the number gives way to what follows it', async () => {
    await page.setViewportSize({ width: 320, height: 600 });
    await number.focus();
    await page.keyboard.type('4242424242424242');
    const last = frame.locator('.CardField-number-fakeNumber');
    await last.waitFor();
    expect(await last.textContent()).toBe('4242');
    for (const [name, text] of [
      ['exp-date', '1234'],
      ['cvc', '123'],
      ['postal', '12345'],
    ] as const) {
      expect(await focusedName()).toBe(name);
      await page.keyboard.type(text);
    }
    await eventually(() => lastChange(page, 'card')).toMatchObject({ complete: true });
    const inside = await frame.locator('input').evaluateAll((all) =>
      all.slice(1).map((input) => {
        const { left, right } = input.getBoundingClientRect();
        return left >= 0 && right <= window.innerWidth + 1;
      }),
    );
    expect(inside).toEqual([true, true, true]);
    await number.click();
    expect(await focusedName()).toBe('cardnumber');
    await last.waitFor({ state: 'hidden' });
  });

  it('shows all of a card where there is room', async () => {
    await fillCardLine(frame, '4242424242424242');
    const boxes = await frame.locator('input').evaluateAll((all) =>
      all.map((input) => {
        const { left, right, width } = input.getBoundingClientRect();
        return { left, right, width };
      }),
    );
    expect(boxes[0]?.width).toBeGreaterThan(150);
    for (const [index, { left, right }] of boxes.entries()) {
      expect(left).toBeGreaterThanOrEqual(boxes[index - 1]?.right ?? 0);
      expect(right).toBeLessThanOrEqual(520);
    }
    expect(await frame.locator('.CardField-number-fakeNumber').isVisible()).toBe(false);
  });

  it('passes axe, empty and with a mistake', async () => {
    await number.fill('4242424242424241');
    expect(await violations(page)).toEqual([]);
  });
});
