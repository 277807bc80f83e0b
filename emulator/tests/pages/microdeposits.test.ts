import type { Page } from 'playwright';
import type Stripe from 'stripe';
import { describe, expect, test } from 'vitest';
import type { Settings } from '../../server/contract';
import { agreed, onlyBanks } from '../resources/bank-scene';
import { scene } from '../resources/scene';
import { violations } from '../support/axe';
import { openPage as newPage } from '../support/pages';

interface Opened {
  readonly stripe: Stripe;
  readonly page: Page;
  readonly intent: string;
  readonly url: string;
}

/** Opens the page of an account that was typed and waits to be verified. */
async function openPage(
  type: Settings['microdepositType'],
  colorScheme: 'light' | 'dark' = 'light',
  locale = 'en-US',
): Promise<Opened> {
  const { stripe, jenny } = await scene({ settings: { microdepositType: type } });
  const intent = await stripe.setupIntents.create({
    customer: jenny,
    confirm: true,
    payment_method_data: {
      type: 'us_bank_account',
      billing_details: { name: 'Jenny Rosen' },
      us_bank_account: { routing_number: '110000000', account_number: '000123456789' },
    },
    ...onlyBanks,
    ...agreed,
  });
  const url = intent.next_action?.verify_with_microdeposits?.hosted_verification_url ?? '';
  const page = await newPage({ colorScheme, locale, viewport: { width: 390, height: 844 } });
  await page.goto(url);
  return { stripe, page, intent: intent.id, url };
}

describe('the hosted verification page', () => {
  test('takes the code of a deposit, after a wrong one', async () => {
    const { stripe, page, intent } = await openPage('descriptor_code');
    const code = page.getByLabel('6-character code');
    await code.fill('SM');
    await page.getByRole('button', { name: 'Verify' }).click();
    expect(await page.getByRole('alert').textContent()).toBe(
      'Enter all six characters of the code.',
    );
    await code.fill('SM99ZZ');
    await page.keyboard.press('Enter');
    await page.getByText('You have 9 verification attempts remaining.').waitFor();
    expect(await code.inputValue()).toBe('SM99ZZ');
    expect(await code.getAttribute('aria-invalid')).toBe('true');
    await code.fill('sm11aa');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Bank account verified' }).waitFor();
    expect((await stripe.setupIntents.retrieve(intent)).status).toBe('succeeded');
    await page.reload();
    await page.getByRole('heading', { name: 'Bank account verified' }).waitFor();
  });

  test.each([
    {
      locale: 'fr-CA',
      direction: 'ltr',
      heading: 'Vérifiez votre compte bancaire',
      incomplete: 'Saisissez les six caractères du code.',
      wrong:
        'Le code saisi ne correspond pas à celui envoyé sur le compte bancaire. Tentatives restantes : 9.',
      done: 'Compte bancaire vérifié',
    },
    {
      locale: 'ja-JP',
      direction: 'ltr',
      heading: '銀行口座を確認',
      incomplete: 'コードの 6 文字をすべて入力してください。',
      wrong: '入力されたコードが送信されたものと一致しません。残り 9 回試せます。',
      done: '銀行口座を確認しました',
    },
    {
      locale: 'ar-EG',
      direction: 'rtl',
      heading: 'تحقق من حسابك المصرفي',
      incomplete: 'أدخل أحرف الرمز الستة كلها.',
      wrong: 'الرمز المدخل لا يطابق ما أُرسل إلى الحساب. المحاولات المتبقية: \u20689\u2069.',
      done: 'تم التحقق من الحساب المصرفي',
    },
  ])('speaks the browser’s language: $locale', async (says) => {
    const { page } = await openPage('descriptor_code', 'light', says.locale);
    const root = page.locator('html');
    expect([await root.getAttribute('lang'), await root.getAttribute('dir')]).toEqual([
      says.locale.slice(0, 2),
      says.direction,
    ]);
    await page.getByRole('heading', { name: says.heading }).waitFor();
    expect(await violations(page)).toEqual([]);
    const code = page.locator('#descriptor-code');
    await code.fill('SM');
    await page.keyboard.press('Enter');
    await page.getByText(says.incomplete).waitFor();
    await code.fill('SM99ZZ');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('alert').textContent()).toBe(says.wrong);
    await code.fill('SM11AA');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: says.done }).waitFor();
  });

  test('takes two amounts, in any order', async () => {
    const { stripe, page, intent } = await openPage('amounts');
    await page.getByLabel('First deposit').fill('45');
    await page.getByRole('button', { name: 'Verify' }).click();
    expect(await page.getByRole('alert').textContent()).toBe('Enter both amounts, in cents.');
    await page.getByLabel('Second deposit').fill('32');
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByRole('heading', { name: 'Bank account verified' }).waitFor();
    expect((await stripe.setupIntents.retrieve(intent)).status).toBe('succeeded');
  });

  test('says when the account can no longer be verified', async () => {
    const { stripe, page, intent } = await openPage('amounts');
    await page.getByLabel('First deposit').fill('10');
    await page.getByLabel('Second deposit').fill('11');
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByRole('heading', { name: 'This bank account could not be verified' }).waitFor();
    expect(await page.getByRole('alert').textContent()).toBe(
      'You have exceeded the number of allowed verification attempts.',
    );
    expect((await stripe.setupIntents.retrieve(intent)).status).toBe('requires_payment_method');
  });

  test('knows only the addresses that were given out', async () => {
    const { page, url } = await openPage('descriptor_code');
    const answer = await page.goto(`${url.slice(0, -3)}abc`);
    expect(answer?.status()).toBe(404);
    const foreign = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ descriptor_code: 'SM11AA' }),
      headers: { origin: 'http://localhost:3000' },
    });
    expect(foreign.status).toBe(400);
    await page.goto(url);
    await page.getByRole('heading', { name: 'Verify your bank account' }).waitFor();
  });

  test.each([
    ['amounts', 'light'],
    ['descriptor_code', 'dark'],
  ] as const)(
    'is accessible with %s in the %s',
    async (type, colorScheme) => {
      const { page } = await openPage(type, colorScheme);
      expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: 'Verify' }).click();
      await page.getByRole('alert').waitFor();
      expect(await violations(page)).toEqual([]);
      const wide = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
      expect(wide).toBe(false);
    },
    60_000,
  );
});
