/** The networks of co-branded cards (docs.stripe.com/co-badged-cards-compliance). */
import type { FrameLocator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { violations } from '../support/axe';
import { fillCardLine, frameOf, mountElements, run, toldOf } from './elements-page';
import { callStripe, eventually, fillCard, mountPayment, useStage } from './stage';

const stage = useStage();

const visa = '4000002500001001';
const mastercard = '5555552500001001';

function choiceIn(frame: FrameLocator): ReturnType<FrameLocator['locator']> {
  return frame.getByLabel('Select card brand (optional)');
}

async function openPayment(payment: object = {}): Promise<{ page: Page; frame: FrameLocator }> {
  const intent = await stage.stripe.setupIntents.create({ allowed_payment_method_types: ['card'] });
  const page = await stage.open();
  const frame = await mountPayment(page, {
    elements: { clientSecret: intent.client_secret },
    payment,
  });
  return { page, frame };
}

async function savedCard(page: Page): Promise<object | undefined> {
  const { setupIntent, error } = await callStripe(page, 'confirmSetup', {
    redirect: 'if_required',
  });
  expect({ status: setupIntent?.status, error }).toEqual({ status: 'succeeded', error: undefined });
  const { card } = await stage.stripe.paymentMethods.retrieve(setupIntent?.payment_method ?? '');
  return card;
}

describe('the network of a co-branded card', () => {
  it('is chosen by keyboard in the Payment Element', async () => {
    const { page, frame } = await openPayment();
    const choice = choiceIn(frame);
    expect(await choice.isVisible()).toBe(false);
    await fillCard(frame, visa);
    expect(await choice.locator('option').allTextContents()).toEqual([
      'Select card brand (optional)',
      'Cartes Bancaires',
      'Visa',
    ]);
    expect(await choice.inputValue()).toBe('');
    await frame.getByLabel('Card number').press('Tab');
    expect(await choice.evaluate((select) => select === document.activeElement)).toBe(true);
    await choice.press('c');
    await eventually(() => choice.inputValue()).toBe('cartes_bancaires');
    expect(await violations(page)).toEqual([]);
    expect(await savedCard(page)).toMatchObject({
      brand: 'visa',
      display_brand: 'cartes_bancaires',
      networks: { available: ['cartes_bancaires', 'visa'], preferred: 'cartes_bancaires' },
    });
  });

  it('is left open where the holder does not say', async () => {
    const { page, frame } = await openPayment();
    await fillCard(frame, mastercard);
    await choiceIn(frame).waitFor();
    expect(await savedCard(page)).toMatchObject({
      display_brand: 'mastercard',
      networks: { available: ['cartes_bancaires', 'mastercard'], preferred: null },
    });
  });

  it('begins with the page’s preference, which the holder may change', async () => {
    const { page, frame } = await openPayment({
      defaultValues: { card: { network: ['accel', 'cartes_bancaires', 'visa'] } },
    });
    await fillCard(frame, visa);
    const choice = choiceIn(frame);
    expect(await choice.inputValue()).toBe('cartes_bancaires');
    await choice.selectOption('Visa');
    await run(page, 'elements.update({ locale: "fr" })');
    const french = page.frameLocator('iframe').getByLabel('Choisir la marque de la carte');
    await eventually(() => french.inputValue()).toBe('visa');
    expect(await savedCard(page)).toMatchObject({ networks: { preferred: 'visa' } });
  });

  it('goes with another number', async () => {
    const { frame } = await openPayment();
    const number = frame.getByLabel('Card number');
    await number.fill(visa);
    await choiceIn(frame).selectOption('Visa');
    await number.fill('4242424242424242');
    await choiceIn(frame).waitFor({ state: 'hidden' });
    await number.fill(mastercard);
    expect(await choiceIn(frame).inputValue()).toBe('');
  });

  it('is chosen in the Card Element, and goes with tokens too', async () => {
    const page = await stage.open();
    await mountElements(page, {
      elements: { card: { hideIcon: true, preferredNetwork: ['cartes_bancaires'] } },
    });
    const frame = frameOf(page, 'card');
    await fillCardLine(frame, visa, { postal: '75002' });
    const choice = choiceIn(frame);
    expect(await choice.inputValue()).toBe('cartes_bancaires');
    await choice.selectOption('Visa');
    const made = await run(
      page,
      'return stripe.createPaymentMethod({ type: "card", card: made.card })',
    );
    expect(made.paymentMethod.card.networks.preferred).toBe('visa');
    const { token } = await run(page, 'return stripe.createToken(made.card)');
    expect(token.card.networks).toEqual({ preferred: 'visa' });
    await run(page, 'made.card.update({ disabled: true })');
    await eventually(() => choice.isDisabled()).toBe(true);
  });

  it('is chosen beside a split number, and any field carries it', async () => {
    const page = await stage.open();
    await mountElements(page, { elements: { cardNumber: {}, cardExpiry: {}, cardCvc: {} } });
    await frameOf(page, 'cardNumber').locator('[name="cardnumber"]').fill(visa);
    await frameOf(page, 'cardExpiry').locator('[name="exp-date"]').fill('12 / 34');
    await frameOf(page, 'cardCvc').locator('[name="cvc"]').fill('123');
    await choiceIn(frameOf(page, 'cardNumber')).selectOption('Cartes Bancaires');
    expect(await toldOf(page, 'cardNumber', 'networkschange')).toEqual([
      { elementType: 'cardNumber' },
    ]);
    const made = await run(
      page,
      'return stripe.createPaymentMethod({ type: "card", card: made.cardNumber })',
    );
    expect(made.paymentMethod.card.networks.preferred).toBe('cartes_bancaires');
  });
});
