import { beforeEach, describe, expect, it } from 'vitest';
import type { FrameLocator, Page } from 'playwright';
import { fillCardLine, frameOf, mountElements } from './elements-page';
import { useStage } from './stage';

const stage = useStage();
let page: Page;
let frame: FrameLocator;

beforeEach(async () => {
  page = await stage.open();
  await mountElements(page, { elements: { card: {} } });
  frame = frameOf(page, 'card');
});

describe('the Card Element', () => {
  it('has the names, labels and places of the real one', async () => {
    const outer = page.locator('#the-card > .__PrivateStripeElement > iframe');
    expect(await outer.getAttribute('name')).toMatch(/^__privateStripeFrame\d{4,5}$/);
    expect(await outer.getAttribute('src')).toMatch(
      /\/v3\/elements-inner-card-[0-9a-f]+\.html#componentName=card&/,
    );
    expect(await page.locator('input.__PrivateStripeElement-input').getAttribute('maxlength')).toBe(
      '1',
    );
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
});
