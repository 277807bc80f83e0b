import type { FrameLocator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { violations } from '../support/axe';
import { fillHome, frameOf, home, lastChange, mountElements, run, toldOf } from './elements-page';
import { eventually, useStage } from './stage';

const stage = useStage();

async function open(options: object, group: object = {}): Promise<[Page, FrameLocator]> {
  const page = await stage.open();
  await mountElements(page, { group, elements: { address: options } });
  return [page, frameOf(page, 'address')];
}

describe('the Address Element', () => {
  it('has the fields of the country, in its order and by its names', async () => {
    const [page, frame] = await open({ mode: 'shipping', fields: { phone: 'always' } });
    const fields = () =>
      frame
        .locator('input, select')
        .evaluateAll((all) =>
          all.map((field) => [
            field.id,
            field.getAttribute('name'),
            field.getAttribute('autocomplete'),
          ]),
        );
    expect(await fields()).toEqual([
      ['shippingAddress-nameInput', 'name', 'shipping name'],
      ['shippingAddress-countryInput', 'country', 'shipping country'],
      ['shippingAddress-addressLine1Input', 'addressLine1', 'shipping address-line1'],
      ['shippingAddress-addressLine2Input', 'addressLine2', 'shipping address-line2'],
      ['shippingAddress-localityInput', 'locality', 'shipping address-level2'],
      ['shippingAddress-administrativeAreaInput', 'administrativeArea', 'shipping address-level1'],
      ['shippingAddress-postalCodeInput', 'postalCode', 'shipping postal-code'],
      ['', 'phoneCountry', 'off'],
      ['shippingAddress-phoneInput', 'phone', 'shipping tel'],
    ]);
    await frame.getByLabel('Address line 1').fill('1 Main Street');
    await frame.getByLabel('Country or region').selectOption('Germany');
    expect((await fields()).map(([, name]) => name)).toEqual([
      'name',
      'country',
      'addressLine1',
      'addressLine2',
      'postalCode',
      'locality',
      'phoneCountry',
      'phone',
    ]);
    expect(await frame.getByLabel('Address line 1').inputValue()).toBe('1 Main Street');
    await frame.getByLabel('Country or region').selectOption('GB');
    await frame.getByLabel('Town or city').waitFor();
    await frame.getByLabel('Postal code').fill('sw1a 1aa');
    expect(await frame.getByLabel('Postal code').inputValue()).toBe('SW1A 1AA');
    expect(await page.locator('iframe[src*="elements-inner-address"]').count()).toBe(1);
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    for (const mode of ['disabled', 'automatic']) {
      await run(page, `made.address.update({ autocomplete: { mode: '${mode}' } })`);
    }
    await eventually(() => said).toEqual([
      '[Stripe.js] addressElement.update(): autocomplete has no effect in the emulator yet.',
    ]);
  });

  it('tells of what is typed, and answers getValue()', async () => {
    const [page, frame] = await open({ mode: 'shipping', fields: { phone: 'always' } });
    await eventually(() => toldOf(page, 'address', 'loaderstart')).toHaveLength(1);
    await eventually(() => lastChange(page, 'address')).toMatchObject({
      elementType: 'address',
      elementMode: 'shipping',
      empty: true,
      complete: false,
      isNewAddress: true,
    });
    await fillHome(frame);
    await eventually(() => lastChange(page, 'address')).toMatchObject({
      empty: false,
      complete: false,
    });
    const early = await run(page, 'return made.address.getValue()');
    expect(early).toMatchObject({ complete: false });
    expect(await frame.getByRole('alert').allTextContents()).toEqual([
      'Your phone number is incomplete.',
    ]);
    await frame.getByLabel('Phone number').pressSequentially('2015550123');
    expect(await frame.getByLabel('Phone number').inputValue()).toBe('(201) 555-0123');
    const value = { name: 'Jenny Rosen', address: home, phone: '+12015550123' };
    await eventually(() => lastChange(page, 'address')).toMatchObject({ complete: true, value });
    expect(await run(page, 'return made.address.getValue()')).toEqual({
      complete: true,
      isNewAddress: true,
      value,
    });
  });

  it('takes a phone number of another country, by keyboard', async () => {
    const [page, frame] = await open({ mode: 'shipping', fields: { phone: 'always' } });
    const code = frame.getByLabel('Calling code');
    const phone = frame.getByLabel('Phone number');
    const value = async (): Promise<unknown> =>
      ((await lastChange(page, 'address')).value as { phone?: string } | undefined)?.phone;
    await frame.getByLabel('Country or region').selectOption('GB');
    expect(await code.inputValue()).toBe('GB');
    await phone.fill('020 7946 0000');
    await eventually(value).toBe('+442079460000');
    await phone.press('Shift+Tab');
    expect(await code.evaluate((select) => select === document.activeElement)).toBe(true);
    await code.pressSequentially('Italy');
    await eventually(value).toBe('+3902079460000');
    await frame.getByLabel('Country or region').selectOption('US');
    expect(await code.inputValue()).toBe('IT');
    await run(page, 'elements.update({ locale: "fr" })');
    const french = page.frameLocator('iframe[title*="adresse"]').getByLabel('Indicatif du pays');
    await eventually(() => french.inputValue()).toBe('IT');
    await eventually(value).toBe('+3902079460000');
    await page
      .frameLocator('iframe[title*="adresse"]')
      .locator('[name="phone"]')
      .fill('+81 3 1234');
    await eventually(() => french.inputValue()).toBe('JP');
    expect(await violations(page)).toEqual([]);
  });

  it('shows what is missing and focuses the first', async () => {
    const [page, frame] = await open({ mode: 'billing', display: { name: 'split' } });
    await run(page, 'return made.address.getValue()');
    expect(await frame.getByRole('alert').allTextContents()).toEqual([
      'Please provide your first name.',
      'Please provide your last name.',
      'This field is incomplete.',
      'This field is incomplete.',
      'This field is incomplete.',
      'Your ZIP code is incomplete.',
    ]);
    expect(await frame.locator(':focus').getAttribute('name')).toBe('firstName');
    expect(
      await frame.locator('#billingAddress-administrativeAreaInput').getAttribute('aria-invalid'),
    ).toBe('true');
    await eventually(() => page.locator('#the-address').getAttribute('class')).toContain(
      'StripeElement--invalid',
    );
    expect(await violations(page)).toEqual([]);
    await run(page, 'made.address.clear()');
    await eventually(() => frame.getByRole('alert').count()).toBe(0);
    await eventually(() => page.locator('#the-address').getAttribute('class')).not.toContain(
      'StripeElement--invalid',
    );
    await frame.getByLabel('First name').fill('Jenny');
    await frame.getByLabel('Last name').fill('Rosen');
    await eventually(() => lastChange(page, 'address')).toMatchObject({
      value: { name: 'Jenny Rosen', firstName: 'Jenny', lastName: 'Rosen' },
    });
  });

  it('starts with default values, among allowed countries, without PO boxes', async () => {
    const [page, frame] = await open({
      mode: 'shipping',
      allowedCountries: ['CA', 'US'],
      blockPoBox: true,
      defaultValues: {
        name: 'Jane Doe',
        address: {
          country: 'CA',
          line1: '1 Yonge',
          city: 'Toronto',
          state: 'Ontario',
          postal_code: 'm5e1w7',
        },
      },
    });
    await eventually(() => lastChange(page, 'address')).toMatchObject({
      complete: true,
      value: { name: 'Jane Doe', address: { state: 'ON', postal_code: 'M5E1W7', country: 'CA' } },
    });
    expect(await frame.getByLabel('Country or region').locator('option').allTextContents()).toEqual(
      ['Canada', 'United States'],
    );
    await frame.getByLabel('Address line 1').fill('P.O. Box 7');
    expect(await frame.getByRole('alert').textContent()).toBe('PO boxes are not accepted.');
    await run(page, 'made.address.clear()');
    await eventually(() => lastChange(page, 'address')).toMatchObject({ empty: true });
  });

  it('lets a buyer choose a contact, or write a new address, in a language that may change', async () => {
    const [page, frame] = await open({
      mode: 'shipping',
      contacts: [
        { name: 'Jenny Rosen', address: { ...home, line2: 'Floor 2' } },
        { name: 'John Doe', address: home },
      ],
    });
    await eventually(() => lastChange(page, 'address')).toMatchObject({
      complete: true,
      isNewAddress: false,
      value: { name: 'Jenny Rosen', address: { line2: 'Floor 2' } },
    });
    expect(await frame.getByLabel('Full name').isVisible()).toBe(false);
    await frame.getByRole('radio', { name: 'John Doe' }).check();
    await eventually(() => lastChange(page, 'address')).toMatchObject({
      value: { name: 'John Doe' },
    });
    await run(page, `return elements.update({ locale: 'fr' })`);
    const spoken = page.frameLocator('iframe[src*="elements-inner-address"]');
    expect(await spoken.getByRole('radio', { name: 'John Doe' }).isChecked()).toBe(true);
    expect(await lastChange(page, 'address')).toMatchObject({ value: { name: 'John Doe' } });
    await run(page, `return elements.update({ locale: 'en' })`);
    await frame.getByRole('radio', { name: 'New address' }).check();
    await eventually(() => lastChange(page, 'address')).toMatchObject({
      complete: false,
      isNewAddress: true,
    });
    await fillHome(frame);
    await eventually(() => lastChange(page, 'address')).toMatchObject({ complete: true });
    await run(page, `return elements.update({ locale: 'fr' })`);
    expect(await spoken.getByLabel('Nom complet').isVisible()).toBe(true);
    expect(await lastChange(page, 'address')).toMatchObject({
      complete: true,
      isNewAddress: true,
      value: { name: 'Jenny Rosen', address: home },
    });
  });

  it('speaks the page’s language', async () => {
    const page = await stage.open();
    await mountElements(page, {
      stripe: { locale: 'fr' },
      elements: { address: { mode: 'billing' }, linkAuthentication: {} },
    });
    const address = page.frameLocator('iframe[title="Cadre sécurisé pour la saisie de l’adresse"]');
    await address.getByLabel('Nom complet').waitFor();
    const email = page.frameLocator('iframe[title^="Cadre"][title$="e-mail"]');
    await email.getByLabel('E-mail').waitFor();
  });
});
