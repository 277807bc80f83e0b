import type { Page } from 'playwright';
import { beforeEach, describe, expect, it } from 'vitest';
import { mountElements, run } from './elements-page';
import { useStage } from './stage';

const stage = useStage();
let page: Page;

beforeEach(async () => {
  page = await stage.open();
  await mountElements(page, { elements: { card: {} } });
});

describe('wrong use of cards and addresses', () => {
  const cases: [what: string, script: string, message: RegExp][] = [
    ['no Element', 'return stripe.createToken()', /must provide a Stripe Element or a valid token/],
    [
      'raw digits',
      `return stripe.createToken('card', { number: '4242424242424242' })`,
      /valid token/,
    ],
    [
      'an Element that is not emulated',
      `const iban = stripe.elements().create('iban', { supportedCountries: ['SEPA'] }); return stripe.createToken(iban, { currency: 'eur' })`,
      /iban Element is not supported by the emulator/,
    ],
    [
      'raw digits as a payment method',
      `return stripe.createPaymentMethod({ type: 'card', card: { number: '4242424242424242' } })`,
      /card should be a card or cardNumber Element/,
    ],
    [
      'an Element that has left',
      `const card = stripe.elements().create('card'); card.mount('#payment'); card.unmount(); return stripe.createToken(card)`,
      /could not retrieve data from the specified Element/,
    ],
    [
      'an Element whose node was emptied',
      `const card = stripe.elements().create('card'); card.mount('#payment'); document.querySelector('#payment').replaceChildren(); return stripe.createToken(card)`,
      /could not retrieve data from the specified Element/,
    ],
    [
      'an Element of another instance',
      `return window.Stripe('pk_test_2').createToken(made.card)`,
      /another Stripe instance/,
    ],
    [
      'a code of a whole card',
      `return stripe.createToken('cvc_update', made.card)`,
      /mounted cardCvc Element/,
    ],
    [
      'a payment’s secret',
      `return stripe.confirmCardSetup('pi_1_secret_1', {})`,
      /stripe\.confirmCardPayment\(\) instead/,
    ],
    [
      'a payment method that is none',
      `return stripe.confirmCardPayment('pi_1_secret_1', { payment_method: 7 })`,
      /payment_method should be a string or an object/,
    ],
    ['a second Element', `elements.create('card')`, /only create one Element of type card/],
    ['an icon of no style', `elements.create('cardNumber', { iconStyle: 'round' })`, /iconStyle/],
    ['an address of no mode', `elements.create('address')`, /mode should be one of/],
    [
      'a destroyed Element',
      `const card = stripe.elements().create('card'); card.destroy(); card.off('change'); card.mount('#payment')`,
      /already been destroyed/,
    ],
  ];

  it('throws, and says what to do', async () => {
    for (const [what, script, message] of cases) {
      const outcome = await run(page, script);
      expect(outcome?.thrown, what).toMatch(/^IntegrationError: /);
      expect(outcome.thrown, what).toMatch(message);
    }
  });

  it('lets an Element be made again after destroy()', async () => {
    expect(
      await run(
        page,
        `made.card.destroy();
         const gone = elements.getElement('card');
         const made2 = elements.create('card');
         const component = Object.assign(() => null, { __elementType: 'card' });
         return [gone, elements.getElement(component) === made2, made2 === made.card]`,
      ),
    ).toEqual([null, true, false]);
  });
});
