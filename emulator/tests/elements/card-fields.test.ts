import type { FrameLocator, Locator, Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { eventually, mountPayment, useStage } from './stage';

const stage = useStage();
let page: Page;
let frame: FrameLocator;
let number: Locator;
let expiry: Locator;
let cvc: Locator;

beforeEach(async () => {
  page = await stage.open();
  frame = await mountPayment(page, { elements: { mode: 'setup', currency: 'usd' } });
  number = frame.locator('[name="number"]');
  expiry = frame.locator('[name="expiry"]');
  cvc = frame.locator('[name="cvc"]');
});

async function problem(field: string): Promise<string | null> {
  const error = frame.locator(`#Field-${field}Error`);
  return (await error.count()) ? error.textContent() : null;
}

async function paste(field: Locator, text: string): Promise<void> {
  await field.focus();
  await field.evaluate((input, pasted) => {
    const data = new DataTransfer();
    data.setData('text', pasted);
    input.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

const focusedName = (): Promise<string | null> => frame.locator(':focus').getAttribute('name');

describe('number', () => {
  const numbers: [given: string, shown: string, brand: string][] = [
    ['4242424242424242', '4242 4242 4242 4242', 'Visa'],
    ['5555-5555-5555-4444', '5555 5555 5555 4444', 'Mastercard'],
    ['378282246310005', '3782 822463 10005', 'American Express'],
    ['36227206271667', '3622 720627 1667', 'Diners Club'],
    ['6011111111111117', '6011 1111 1111 1117', 'Discover'],
    ['3566002020360505', '3566 0020 2036 0505', 'JCB'],
    ['6205500000000000004', '6205 5000 0000 0000 004', 'UnionPay'],
    ['42424242424242429999', '4242 4242 4242 4242', 'Visa'],
  ];
  const ways: [name: string, enter: (given: string) => Promise<void>][] = [
    ['filled', (given) => number.fill(given)],
    ['pasted', (given) => paste(number, given)],
    ['typed', (given) => number.pressSequentially(given.replace(/9999$/, ''))],
  ];
  it.each(ways)('is grouped by its brand when %s', async (_name, enter) => {
    for (const [given, shown, brand] of numbers) {
      await number.fill('');
      await enter(given);
      expect(await number.inputValue()).toBe(shown);
      await frame.getByRole('img', { name: brand, exact: true }).waitFor();
      expect(await problem('number')).toBeNull();
    }
  });

  it('may be as long as Stripe’s, and longer where a brand has more digits', async () => {
    const lengths = [];
    for (const given of ['', '4242', '62', '37', '']) {
      await number.fill(given);
      lengths.push(await number.getAttribute('maxlength'));
    }
    expect(lengths).toEqual(['20', '20', '23', '20', '20']);
  });

  it('says at once that a full number is wrong, and takes it back when it is edited', async () => {
    await number.fill('4242424242424241');
    expect(await problem('number')).toBe('Your card number is invalid.');
    expect(await number.getAttribute('aria-invalid')).toBe('true');
    expect(await number.getAttribute('aria-describedby')).toBe('Field-numberError');
    expect(await frame.getByRole('alert').count()).toBe(1);
    await number.press('Backspace');
    expect(await problem('number')).toBeNull();
    expect(await number.getAttribute('aria-invalid')).toBe('false');
  });

  it('says that it is unfinished when left, and nothing when left empty', async () => {
    await number.focus();
    await cvc.focus();
    expect(await problem('number')).toBeNull();
    await number.fill('424242');
    expect(await problem('number')).toBeNull();
    await cvc.focus();
    expect(await problem('number')).toBe('Your card number is incomplete.');
  });

  it('keeps the caret while editing within', async () => {
    await number.fill('4242 4242 424');
    await number.evaluate((input: HTMLInputElement) => input.setSelectionRange(5, 5));
    await page.keyboard.press('Backspace');
    expect(await number.inputValue()).toBe('4244 2424 24');
    await page.keyboard.type('1');
    expect(await number.inputValue()).toBe('4241 4242 424');
  });

  it('is emptied by as many Backspaces as it has characters', async () => {
    await number.fill('4242424242424242');
    await number.focus();
    await page.keyboard.press('End');
    for (let left = 19; left > 0; left -= 1) await page.keyboard.press('Backspace');
    expect(await number.inputValue()).toBe('');
  });
});

describe('expiry', () => {
  const values: [given: string, shown: string][] = [
    ['1234', '12 / 34'],
    ['12/34', '12 / 34'],
    ['12 / 34', '12 / 34'],
    ['12/2034', '12 / 34'],
    ['134', '01 / 34'],
    ['9', '09 / '],
    ['1/34', '01 / 34'],
  ];
  it('is shown as month and year, however it is written', async () => {
    for (const [given, shown] of values) {
      await expiry.fill(given);
      expect(await expiry.inputValue(), given).toBe(shown);
      await expiry.fill('');
      await paste(expiry, given);
      expect(await expiry.inputValue(), given).toBe(shown);
    }
  });

  const wrong: [given: string, message: string][] = [
    ['0020', 'Your card’s expiration month is invalid.'],
    ['1220', 'Your card’s expiration year is in the past.'],
    ['1299', 'Your card’s expiration year is invalid.'],
  ];
  it('says at once what is wrong', async () => {
    for (const [given, message] of wrong) {
      await expiry.fill(given);
      expect(await problem('expiry'), given).toBe(message);
    }
  });

  it('knows a month of this year that is over', async () => {
    const other = await stage.open({ apart: true });
    await other.clock.setFixedTime('2030-06-15T12:00:00Z');
    const later = await mountPayment(other, { elements: { mode: 'setup', currency: 'usd' } });
    const field = later.locator('[name="expiry"]');
    await field.fill('0530');
    expect(await later.locator('#Field-expiryError').textContent()).toBe(
      'Your card’s expiration date is in the past.',
    );
    await field.fill('0630');
    expect(await later.getByRole('alert').count()).toBe(0);
  });

  it('lets go of its separator when deleted', async () => {
    await expiry.pressSequentially('12');
    expect(await expiry.inputValue()).toBe('12 / ');
    await expiry.press('Backspace');
    expect(await expiry.inputValue()).toBe('1');
    await expiry.press('0');
    expect(await expiry.inputValue()).toBe('10 / ');
  });
});

describe('the fields together', () => {
  it('passes the focus on as each is complete', async () => {
    await number.focus();
    await page.keyboard.type('4242424242424242');
    expect(await focusedName()).toBe('expiry');
    await page.keyboard.type('1234');
    expect(await focusedName()).toBe('cvc');
    await page.keyboard.type('123');
    expect(await cvc.inputValue()).toBe('123');
    expect(await expiry.inputValue()).toBe('12 / 34');
  });

  it('keeps the focus on a number that is wrong', async () => {
    await number.focus();
    await page.keyboard.type('4242424242424241');
    expect(await focusedName()).toBe('number');
  });

  it('wants four digits of security code from American Express alone', async () => {
    await cvc.fill('12345');
    expect(await cvc.inputValue()).toBe('123');
    await number.fill('378282246310005');
    await cvc.fill('12345');
    expect(await cvc.inputValue()).toBe('1234');
    await number.fill('4242424242424242');
    expect(await cvc.inputValue()).toBe('123');
  });

  it('shows all that is missing on submit and focuses the first', async () => {
    await number.fill('4242424242424242');
    const result = await page.evaluate(() =>
      (window as unknown as { elements: { submit(): Promise<object> } }).elements.submit(),
    );
    expect(result).toEqual({
      error: {
        type: 'validation_error',
        code: 'incomplete_expiry',
        message: 'Your card’s expiration date is incomplete.',
      },
    });
    expect(await problem('number')).toBeNull();
    expect(await problem('cvc')).toBe('Your card’s security code is incomplete.');
    expect(await problem('postalCode')).toBe('Your ZIP code is incomplete.');
    expect(await focusedName()).toBe('expiry');
    await page.evaluate(() =>
      (window as unknown as { payment: { clear(): void } }).payment.clear(),
    );
    await eventually(() => number.inputValue()).toBe('');
    expect(await frame.getByRole('alert').count()).toBe(0);
    expect(await frame.locator('[aria-invalid="true"]').count()).toBe(0);
  });
});
