import type { Locator, Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { frameOf, lastChange, mountElements, run, toldOf } from './elements-page';
import { eventually, useStage } from './stage';

const stage = useStage();
let page: Page;
let number: Locator;
let expiry: Locator;
let cvc: Locator;

async function open(options: Record<string, object> = {}): Promise<void> {
  page = await stage.open();
  const elements = { cardNumber: {}, cardExpiry: {}, cardCvc: {}, ...options };
  await mountElements(page, { elements });
  number = frameOf(page, 'cardNumber').locator('[name="cardnumber"]');
  expiry = frameOf(page, 'cardExpiry').locator('[name="exp-date"]');
  cvc = frameOf(page, 'cardCvc').locator('[name="cvc"]');
}

beforeEach(() => open());

describe('split card Elements', () => {
  it('have the names and placeholders of the real ones, one frame each', async () => {
    const seen = await Promise.all(
      [number, expiry, cvc].map((field) =>
        field.evaluate((input) => [
          input.getAttribute('data-elements-stable-field-name'),
          input.getAttribute('placeholder'),
          input.getAttribute('aria-label'),
        ]),
      ),
    );
    expect(seen).toEqual([
      ['cardNumber', '1234 1234 1234 1234', 'Credit or debit card number'],
      ['cardExpiry', 'MM / YY', 'Credit or debit card expiration date'],
      ['cardCvc', 'CVC', 'Credit or debit card CVC/CVV'],
    ]);
  });

  it('tell each of its own, and leave the focus where it is', async () => {
    await number.focus();
    await page.keyboard.type('378282246310005');
    await eventually(() => lastChange(page, 'cardNumber')).toEqual({
      elementType: 'cardNumber',
      empty: false,
      complete: true,
      error: null,
      brand: 'amex',
    });
    expect(await number.evaluate((input) => input === document.activeElement)).toBe(true);
    await expiry.fill('1220');
    await eventually(() => lastChange(page, 'cardExpiry')).toEqual({
      elementType: 'cardExpiry',
      empty: false,
      complete: false,
      error: {
        type: 'validation_error',
        code: 'invalid_expiry_year_past',
        message: 'Your card’s expiration year is in the past.',
      },
    });
    await eventually(() => page.locator('#the-cardExpiry').getAttribute('class')).toContain(
      'StripeElement--invalid',
    );
  });

  it('know the code’s length by the number in the other frame', async () => {
    await cvc.fill('1234');
    expect(await cvc.inputValue()).toBe('1234');
    await number.fill('4242424242424242');
    await eventually(() => cvc.inputValue()).toBe('123');
    await number.fill('378282246310005');
    await eventually(() => lastChange(page, 'cardCvc')).toMatchObject({ complete: false });
    await cvc.fill('1234');
    await eventually(() => lastChange(page, 'cardCvc')).toMatchObject({ complete: true });
  });

  it('make one card together', async () => {
    await number.fill('5555555555554444');
    await expiry.fill('11/32');
    await cvc.fill('321');
    const { paymentMethod } = await run(
      page,
      `return stripe.createPaymentMethod({
        type: 'card', card: made.cardNumber,
        billing_details: { name: 'Jenny Rosen', address: { postal_code: '94110' } },
      })`,
    );
    expect(paymentMethod).toMatchObject({
      card: { brand: 'mastercard', last4: '4444', exp_month: 11, exp_year: 2032 },
      billing_details: { name: 'Jenny Rosen', address: { postal_code: '94110' } },
    });
    const ofElement = await run(
      page,
      'return stripe.createPaymentMethod({ element: made.cardNumber })',
    );
    expect(ofElement).toMatchObject({ paymentMethod: { card: { last4: '4444', exp_year: 2032 } } });
    const { token } = await run(page, 'return stripe.createToken(made.cardCvc)');
    expect(token).toMatchObject({ type: 'card', card: { last4: '4444' } });
  });

  it('answer the first problem of the card, wherever it is, and show all', async () => {
    await number.fill('4242424242424242');
    expect(await run(page, 'return stripe.createToken(made.cardNumber)')).toEqual({
      error: {
        type: 'validation_error',
        code: 'incomplete_expiry',
        message: 'Your card’s expiration date is incomplete.',
      },
    });
    await eventually(() => lastChange(page, 'cardCvc')).toMatchObject({
      error: { code: 'incomplete_cvc' },
    });
  });

  it('have placeholders and icons of the page’s choice', async () => {
    await open({
      cardNumber: { placeholder: 'Number', showIcon: true },
      cardCvc: { placeholder: '•••', disabled: true },
    });
    expect(await number.getAttribute('placeholder')).toBe('Number');
    await number.fill('4242');
    await frameOf(page, 'cardNumber').getByRole('img', { name: 'Visa' }).waitFor();
    expect(await cvc.isDisabled()).toBe(true);
    await run(page, `made.cardCvc.update({ placeholder: 'Code', disabled: false })`);
    await eventually(() => cvc.getAttribute('placeholder')).toBe('Code');
    expect(await cvc.isDisabled()).toBe(false);
  });

  it('lend their code to a saved card', async () => {
    const { token: nothing } = await run(
      page,
      `return stripe.createToken('cvc_update', made.cardCvc)`,
    );
    expect(nothing).toBeUndefined();
    await cvc.fill('123');
    const { token } = await run(page, `return stripe.createToken('cvc_update', made.cardCvc)`);
    expect(token).toMatchObject({ type: 'cvc_update', id: expect.stringMatching(/^cvctok_/) });
    const customer = await stage.stripe.customers.create();
    const method = await stage.stripe.paymentMethods.attach('pm_card_visa', {
      customer: customer.id,
    });
    const intent = await stage.stripe.paymentIntents.create({
      amount: 1500,
      currency: 'usd',
      customer: customer.id,
      payment_method: method.id,
      payment_method_options: { card: { require_cvc_recollection: true } },
    });
    const pay = (options: string): Promise<object> =>
      run(
        page,
        `return stripe.confirmCardPayment(given[0], { payment_method: given[1] ${options} })`,
        [intent.client_secret, method.id],
      );
    expect(await pay('')).toMatchObject({ error: { code: 'parameter_missing' } });
    expect(await pay(', payment_method_options: { card: { cvc: made.cardCvc } }')).toMatchObject({
      paymentIntent: { status: 'succeeded' },
    });
  });

  it('are told apart from those of another group', async () => {
    await number.fill('4242424242424242');
    await expiry.fill('1234');
    await cvc.fill('123');
    const other = await run(
      page,
      `const group = stripe.elements();
       const node = document.body.appendChild(document.createElement('div'));
       const lone = group.create('cardNumber');
       const ready = new Promise((resolve) => lone.on('ready', resolve));
       lone.mount(node);
       await ready;
       return stripe.createToken(lone);`,
    );
    expect(other).toMatchObject({ error: { code: 'incomplete_number' } });
    expect(await toldOf(page, 'cardCvc', 'blur')).toHaveLength(0);
  });
});
