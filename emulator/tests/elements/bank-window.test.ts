import type { FrameLocator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { violations } from '../support/axe';
import { bankSetup, bankWindow, openBankForm, typeNumbers } from './bank-stage';
import { eventually, mountPayment, useStage } from './stage';

const stage = useStage();

/** The window, open at the bank of a tile, the consent given. */
async function openBank(
  bank: string,
): Promise<{ page: Page; frame: FrameLocator; window: FrameLocator }> {
  const { secret } = await bankSetup(stage);
  const { page, frame } = await openBankForm(stage, { clientSecret: secret });
  await frame.getByPlaceholder('Search for your bank').fill(bank);
  await frame.getByText(bank).click();
  const window = bankWindow(page);
  await window.getByRole('button', { name: 'Agree and continue' }).click();
  return { page, frame, window };
}

/** The window, open at the form for typed numbers. */
async function openNumbers(): Promise<{ page: Page; frame: FrameLocator; window: FrameLocator }> {
  const { secret } = await bankSetup(stage);
  const { page, frame } = await openBankForm(stage, { clientSecret: secret });
  await frame.getByRole('button', { name: 'Enter bank details manually' }).click();
  const window = bankWindow(page);
  await window.getByLabel('Routing number').waitFor();
  return { page, frame, window };
}

/** What the window says on the way through it, in languages other than English. */
const languages = [
  {
    locale: 'fr',
    direction: 'ltr',
    agree: 'Accepter et continuer',
    select: 'Sélectionnez un compte',
    balance: /1[\s\u202f]000,00[\s\u00a0]\$/,
    done: 'Retour à Test platform',
    missing: 'Le numéro de routage est requis.',
    login: 'Une banque de test. Acceptez-vous de partager vos comptes ?',
  },
  {
    locale: 'ja',
    direction: 'ltr',
    agree: '同意して続行',
    select: '口座を選択',
    balance: /\$1,000\.00/,
    done: 'Test platform に戻る',
    missing: 'ルーティング番号を入力してください。',
    login: 'テスト用の銀行です。口座の共有に同意しますか？',
  },
  {
    locale: 'ar',
    direction: 'rtl',
    agree: 'الموافقة والمتابعة',
    select: 'اختر حسابًا',
    balance: /1,000\.00/,
    done: 'العودة إلى \u2068Test platform\u2069',
    missing: 'رقم التوجيه مطلوب.',
    login: 'مصرف تجريبي. هل توافق على مشاركة حساباتك؟',
  },
];

describe('the bank window', () => {
  it.each(languages)('speaks $locale, and is found by the same test ids', async (says) => {
    const { secret } = await bankSetup(stage);
    const page = await stage.open();
    await mountPayment(page, {
      stripe: { locale: says.locale },
      elements: { clientSecret: secret },
    });
    const frame = page.frameLocator('iframe[src*="elements-inner-payment"]');
    await frame.locator('input[name="email"]').fill('jenny@example.com');
    await frame.locator('input[name="name"]').fill('Jenny Rosen');
    await frame.getByText('Bank (OAuth)').click();
    const window = bankWindow(page);
    await window.getByRole('button', { name: says.agree }).click();
    const root = window.locator('html');
    expect([await root.getAttribute('lang'), await root.getAttribute('dir')]).toEqual([
      says.locale,
      says.direction,
    ]);
    const popup = page.waitForEvent('popup');
    await window.getByTestId('continue-button').click();
    const login = await popup;
    await login.getByText(says.login).waitFor();
    expect(await login.locator('html').getAttribute('dir')).toBe(says.direction);
    await login.getByTestId('authorize-button').click();
    await window.getByRole('heading', { name: says.select }).waitFor();
    const row = window.getByTestId('success');
    expect(await row.textContent()).toMatch(/^Success ••••6789 /);
    expect(await row.textContent()).toMatch(says.balance);
    expect(await violations(page)).toEqual([]);
    await window.getByTestId('select-button').click();
    expect(await window.getByTestId('done-button').textContent()).toBe(says.done);
  });

  it.each(languages)('checks typed numbers in $locale', async ({ locale, missing }) => {
    const { secret } = await bankSetup(stage);
    const page = await stage.open();
    // The group's language counts before that of the Stripe object.
    await mountPayment(page, { elements: { clientSecret: secret, locale } });
    const frame = page.frameLocator('iframe[src*="elements-inner-payment"]');
    await frame.locator('input[name="email"]').fill('jenny@example.com');
    await frame.locator('input[name="name"]').fill('Jenny Rosen');
    await frame.getByTestId('manual-entry-link').click();
    const window = bankWindow(page);
    await window.getByTestId('continue-button').click();
    const problem = window.getByRole('alert').first();
    await problem.waitFor();
    expect(await problem.textContent()).toBe(missing);
  });

  it('comes first on the page, and holds the rest of it', async () => {
    const { page, window } = await openBank('Test (Non-OAuth)');
    expect(await page.locator('iframe').first().getAttribute('src')).toContain(
      '/v3/linked-accounts-inner-',
    );
    expect(await page.locator('main').evaluate((main) => (main as HTMLElement).inert)).toBe(true);
    await window.getByRole('button', { name: 'Success ••••6789' }).waitFor();
    expect(await window.getByTestId('success').getAttribute('aria-pressed')).toBe('true');
    expect(await violations(page)).toEqual([]);
  }, 60_000);

  it('lets a bank agree on a page of its own that needs nobody', async () => {
    const { frame, window } = await openBank('Test (OAuth)');
    await window.getByTestId('continue-button').click();
    await window.getByTestId('success').click();
    await window.getByRole('button', { name: 'Connect account' }).click();
    await window.getByTestId('link-not-now-button').click();
    await window.getByTestId('done-button').click();
    await frame.getByText('•••• 6789').waitFor();
  });

  it('waits for a bank’s own page, which may agree, refuse or be closed', async () => {
    const { page, window } = await openBank('Bank (OAuth)');
    const open = async (): Promise<Page> => {
      const popup = page.waitForEvent('popup');
      await window.getByTestId('continue-button').click();
      return popup;
    };
    await (await open()).getByRole('button', { name: 'Cancel' }).click();
    await window.getByText('You did not agree on the bank’s page.').waitFor();
    await (await open()).close();
    await window.getByText('The bank’s window was closed before you were done.').waitFor();
    await (await open()).getByRole('button', { name: 'Continue' }).click();
    await window.getByTestId('success').waitFor();
  });

  it('asks at a login form what Stripe’s words ask for', async () => {
    const { window } = await openBank('Bank (Non-OAuth)');
    const go = async (password: string): Promise<void> => {
      await window.locator('[name="password"]').fill(password);
      await window.getByTestId('continue-button').click();
    };
    await window.getByTestId('continue-button').click();
    await window.getByText('Fill in every field.').waitFor();
    await window.getByLabel('Username').fill('jenny');
    await go('incorrect');
    await window.getByText('That was not correct. Try again.').waitFor();
    await go('mfa');
    await window.getByLabel('One-time passcode').waitFor();
    await go('123456');
    await window.getByTestId('success').waitFor();
  });

  it('says that a bank is down, and offers another and the numbers', async () => {
    const { window } = await openBank('Down (Unscheduled)');
    await window.getByRole('alert').getByText('can’t be reached right now').waitFor();
    await window.getByTestId('select-another-bank-button').click();
    await window.getByPlaceholder('Search for your bank').fill('invalid');
    await window.getByTestId('institutions').getByText('Invalid Payment Accounts').click();
    await window.getByText('has no account that can be used for payments').waitFor();
    await window.getByRole('button', { name: 'Enter bank details manually' }).click();
    await window.getByLabel('Routing number').waitFor();
  });

  it('checks typed numbers, however they come to be there', async () => {
    const { window } = await openNumbers();
    const routing = window.getByTestId('manualEntry-routingNumber-input');
    const account = window.getByTestId('manualEntry-accountNumber-input');
    const again = window.getByTestId('manualEntry-confirmAccountNumber-input');
    const errors = window.locator('.p-FieldError');
    await window.getByRole('button', { name: 'Submit' }).click();
    expect(await errors.allTextContents()).toEqual([
      'Routing number is required.',
      'Account number is required.',
      'Confirm the account number.',
    ]);
    await routing.pressSequentially('11000000x1');
    expect(await routing.inputValue()).toBe('110000001');
    expect(await errors.first().textContent()).toBe('Invalid routing number.');
    await routing.fill('110-000-000');
    expect(await routing.inputValue()).toBe('110000000');
    await window
      .locator('label')
      .filter({ hasText: /^Account number$/ })
      .fill('000123456789');
    await again.focus();
    await again.evaluate((input) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', '0001 2345 6780');
      input.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    });
    expect(await again.inputValue()).toBe('000123456780');
    expect(await errors.allTextContents()).toEqual(['Your account numbers don’t match.']);
    await account.fill('000123456780');
    await eventually(() => errors.count()).toBe(0);
  });

  it('shows what the API refuses, and takes other numbers then', async () => {
    const { frame, window } = await openNumbers();
    await typeNumbers(window, '000999999999');
    await window.getByRole('alert').waitFor();
    await typeNumbers(window, '000666666661');
    await window.getByTestId('done-button').click();
    await frame.getByText('•••• 6661').waitFor();
  });

  it('keeps a link that was made when closed at its end', async () => {
    const { frame, window } = await openBank('Test (Non-OAuth)');
    await window.getByTestId('high balance').click();
    await window.getByTestId('select-button').click();
    // Link's offer is said no to here, and stands in nobody's way.
    await window.getByTestId('link-email-input').fill('jenny@example.com');
    await window.getByTestId('link-signup-button').click();
    await window.getByRole('status').getByText('keeps no bank account with Link').waitFor();
    await window.locator('[data-testid="done-button"]:focus').waitFor();
    await window.getByRole('button', { name: 'Close' }).click();
    await frame.getByText('•••• 4321').waitFor();
  });

  it('gives the page back when its document hangs', async () => {
    const { secret } = await bankSetup(stage);
    const page = await stage.open({ apart: true });
    await page.clock.install();
    const frame = await mountPayment(page, { elements: { clientSecret: secret } });
    await frame.locator('input[name="email"]').fill('jenny@example.com');
    await frame.locator('input[name="name"]').fill('Jenny Rosen');
    const asked = page.waitForRequest('**/v3/linked-accounts-inner*');
    await page.route('**/v3/linked-accounts-inner*', () => undefined);
    await frame.getByText('Test (Non-OAuth)').click();
    await asked;
    const isHeld = (): Promise<boolean> =>
      page.locator('main').evaluate((main) => (main as HTMLElement).inert);
    expect(await isHeld()).toBe(true);
    await page.clock.runFor(21_000);
    await eventually(isHeld).toBe(false);
    await eventually(() => frame.getByText('Test (Non-OAuth)').isEnabled()).toBe(true);
  });
});
