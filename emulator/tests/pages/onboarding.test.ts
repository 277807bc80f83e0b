import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import type { Emulator } from '../../server/emulator';
import { violations } from '../support/axe';
import { openPage } from '../support/pages';
import { startEmulator, stripeFor } from '../support/emulator';

/** Opens the form of a new express account. */
async function openForm(
  emulator: Emulator,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<{ page: Page; account: string; url: string }> {
  const stripe = stripeFor(emulator);
  const { id } = await stripe.accounts.create({ type: 'express' });
  const { url } = await stripe.accountLinks.create({
    account: id,
    type: 'account_onboarding',
    refresh_url: `${emulator.urls.api}/_emulator/health?refresh`,
    return_url: `${emulator.urls.api}/_emulator/health?return`,
  });
  const page = await openPage({ colorScheme, viewport: { width: 390, height: 844 } });
  await page.goto(url);
  return { page, account: id, url };
}

describe('the hosted onboarding', () => {
  test('makes an account chargeable with test data, and returns', async () => {
    const emulator = await startEmulator();
    const { page, account, url } = await openForm(emulator);
    await page.reload();
    await page.getByLabel('First name').fill('Ada');
    await page.getByRole('button', { name: 'Use test data' }).click();
    expect(await page.getByLabel('First name').inputValue()).toBe('Ada');
    expect(await page.getByLabel('Last name').inputValue()).toBe('Rosen');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.waitForURL(/health\?return$/);
    expect(await stripeFor(emulator).accounts.retrieve(account)).toMatchObject({
      charges_enabled: true,
      individual: { first_name: 'Ada' },
    });
    await page.goto(url);
    expect(page.url()).toMatch(/health\?refresh$/);
  });

  test('keeps what was told by who leaves for later, and asks for the rest', async () => {
    const emulator = await startEmulator();
    const { page, account, url } = await openForm(emulator);
    await page.getByRole('button', { name: 'Use test data' }).click();
    await page.getByLabel('Account number or IBAN').fill('');
    await page.getByLabel('Email').fill('nobody');
    await page.getByRole('button', { name: /Save for later/ }).click();
    await page.waitForURL(/health\?return$/);
    const stripe = stripeFor(emulator);
    const half = await stripe.accounts.retrieve(account);
    expect(half).toMatchObject({ charges_enabled: false, details_submitted: false });
    expect(half.requirements?.currently_due).toEqual([
      'external_account',
      'individual.email',
      'tos_acceptance.date',
      'tos_acceptance.ip',
    ]);
    await page.goto(url);
    expect(page.url()).toMatch(/health\?refresh$/);
    const again = await stripe.accountLinks.create({
      account,
      type: 'account_onboarding',
      refresh_url: url,
      return_url: `${emulator.urls.api}/_emulator/health?return`,
    });
    await page.goto(again.url);
    expect(await page.getByLabel('First name').inputValue()).toBe('Jenny');
    await page.getByRole('button', { name: 'Use test data' }).click();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.waitForURL(/health\?return$/);
    expect(await stripe.accounts.retrieve(account)).toMatchObject({ charges_enabled: true });
  }, 60_000);

  test('asks for the whole number once that is due', async () => {
    const emulator = await startEmulator();
    const { page, account } = await openForm(emulator);
    await page.getByRole('button', { name: 'Use test data' }).click();
    expect(await page.getByLabel('Social Security number').count()).toBe(0);
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.waitForURL(/health\?return$/);
    const stripe = stripeFor(emulator);
    await stripe.paymentIntents.create(
      {
        amount: 500,
        currency: 'usd',
        payment_method: 'pm_card_visa_triggerChargeBlock',
        confirm: true,
        off_session: true,
      },
      { stripeAccount: account },
    );
    const { url } = await stripe.accountLinks.create({
      account,
      type: 'account_onboarding',
      refresh_url: `${emulator.urls.api}/_emulator/health?refresh`,
      return_url: `${emulator.urls.api}/_emulator/health?return`,
    });
    await page.goto(url);
    await page.getByLabel('Social Security number').fill('222222222');
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.waitForURL(/health\?return$/);
    expect(await stripe.accounts.retrieve(account)).toMatchObject({ charges_enabled: true });
  }, 60_000);

  test('asks companies for more, and says at each field what is missing', async () => {
    const emulator = await startEmulator();
    const { page } = await openForm(emulator);
    expect(await page.getByLabel('Tax ID').isVisible()).toBe(false);
    await page.getByLabel('A company').check();
    expect(await page.getByLabel('Tax ID').isVisible()).toBe(true);
    await page.getByLabel('Email').fill('nobody');
    await page.getByLabel('Email').press('Enter');
    await page.getByRole('alert').waitFor();
    const taxId = page.getByLabel('Tax ID');
    expect(await taxId.getAttribute('aria-invalid')).toBe('true');
    expect(await taxId.evaluate((input) => input.getAttribute('aria-describedby'))).toBe(
      'tax_id-wrong',
    );
    await page.getByRole('link', { name: /Enter an email address/ }).click();
    expect(await page.getByLabel('Email').evaluate((input) => input.matches(':target'))).toBe(true);
    expect(await page.getByLabel('Email').inputValue()).toBe('nobody');
  });

  test.each(['light', 'dark'] as const)(
    'passes axe in %s',
    async (scheme) => {
      const emulator = await startEmulator();
      const { page } = await openForm(emulator, scheme);
      expect(await violations(page)).toEqual([]);
      await page.getByLabel('A company').check();
      await page.getByRole('button', { name: 'Submit' }).click();
      await page.getByRole('alert').waitFor();
      expect(await violations(page)).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBe(390);
      await page.goto(`${emulator.urls.bank}/setup/e/acct_no/nothing`);
      expect(await violations(page)).toEqual([]);
    },
    60_000,
  );

  test('the express page says how the account stands, and passes axe', async () => {
    const emulator = await startEmulator();
    const { page, account } = await openForm(emulator);
    await page.getByRole('button', { name: 'Use test data' }).click();
    await page.getByRole('button', { name: 'Submit' }).click();
    await page.waitForURL(/health\?return$/);
    const { url } = await stripeFor(emulator).accounts.createLoginLink(account);
    await page.goto(url);
    const told = await page.getByRole('main').innerText();
    expect(told).toMatch(/Business\s+Jenny Rosen[^]*Payments\s+Enabled/);
    expect(await violations(page)).toEqual([]);
  }, 60_000);
});
