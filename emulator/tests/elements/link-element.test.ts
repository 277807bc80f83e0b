import type { FrameLocator, Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { violations } from '../support/axe';
import { frameOf, lastChange, mountElements, run, toldOf } from './elements-page';
import { eventually, publishableKey, useStage } from './stage';

const stage = useStage();

/** Makes a Link account, as the offer in the Payment Element does. */
async function signUp(email: string, key = publishableKey): Promise<void> {
  const body = new URLSearchParams({
    key,
    email_address: email,
    phone_number: '+12015550155',
    country: 'US',
  });
  const url = `${stage.emulator.urls.api}/v1/consumers/accounts/sign_up`;
  const answer = await fetch(url, { method: 'POST', body });
  expect(answer.status).toBe(200);
}

function linkWindow(page: Page, title = 'Secure Link sign-in frame'): FrameLocator {
  return page.frameLocator(`iframe[title="${title}"]`);
}

async function noWindow(page: Page): Promise<void> {
  await eventually(() => page.locator('iframe[src*="link-sign-in"]').count()).toBe(0);
}

describe('the Link Authentication Element', () => {
  it('asks for an email, and tells of it', async () => {
    const page = await stage.open();
    await mountElements(page, { elements: { linkAuthentication: {} } });
    const frame = frameOf(page, 'linkAuthentication');
    const email = frame.getByLabel('Email');
    expect(
      await email.evaluate((input) => [
        input.id,
        input.getAttribute('name'),
        input.getAttribute('placeholder'),
        input.getAttribute('autocomplete'),
      ]),
    ).toEqual(['linkAuthentication-emailInput', 'email', 'you@example.com', 'email']);
    await eventually(() => toldOf(page, 'linkAuthentication', 'loaderstart')).toHaveLength(1);
    await eventually(() => lastChange(page, 'linkAuthentication')).toEqual({
      elementType: 'linkAuthentication',
      empty: true,
      complete: false,
      value: { email: '' },
    });
    await email.pressSequentially('jenny@');
    await run(page, 'made.linkAuthentication.blur()');
    const problem = frame.getByRole('alert');
    await problem.waitFor();
    expect(await problem.textContent()).toBe('Your email is incomplete.');
    await eventually(() => page.locator('#the-linkAuthentication').getAttribute('class')).toContain(
      'StripeElement--invalid',
    );
    expect(await violations(page)).toEqual([]);
    await email.fill('jenny@example.com');
    await eventually(() => lastChange(page, 'linkAuthentication')).toMatchObject({
      complete: true,
      value: { email: 'jenny@example.com' },
    });
    expect(await problem.count()).toBe(0);
  });

  it('starts with the page’s email, follows the group’s looks, and keeps what is typed', async () => {
    const page = await stage.open();
    await mountElements(page, {
      group: { appearance: { theme: 'night' } },
      elements: { linkAuthentication: { defaultValues: { email: 'jane@example.com' } } },
    });
    const email = frameOf(page, 'linkAuthentication').locator('[name="email"]');
    await eventually(() => lastChange(page, 'linkAuthentication')).toMatchObject({
      complete: true,
    });
    const colour = (): Promise<string> =>
      email.evaluate((input) => getComputedStyle(input).backgroundColor);
    const before = await colour();
    await email.fill('jenny@example.com');
    await run(page, `return elements.update({ appearance: { theme: 'flat' }, locale: 'fr' })`);
    const french = page.frameLocator('iframe[title^="Cadre"][title$="e-mail"]');
    await french.getByLabel('E-mail').waitFor();
    expect(await french.getByLabel('E-mail').inputValue()).toBe('jenny@example.com');
    const after = french
      .getByLabel('E-mail')
      .evaluate((input) => getComputedStyle(input).backgroundColor);
    expect(await after).not.toBe(before);
  });
});

describe('the Contact Details Element', () => {
  it('is the same under its newer name', async () => {
    await signUp('renamed@example.com');
    const { client_secret: clientSecret } = await stage.stripe.setupIntents.create({
      allowed_payment_method_types: ['card'],
    });
    const page = await stage.open();
    await mountElements(page, {
      group: { clientSecret },
      elements: { contactDetails: {}, payment: {} },
    });
    expect(
      await run(page, `return elements.getElement('contactDetails') === made.contactDetails`),
    ).toBe(true);
    const email = frameOf(page, 'linkAuthentication').getByLabel('Email');
    await email.fill('renamed@example.com');
    await linkWindow(page).getByLabel('One-time code').fill('123456');
    await noWindow(page);
    expect(await lastChange(page, 'contactDetails')).toEqual({
      elementType: 'contactDetails',
      empty: false,
      complete: true,
      value: { email: 'renamed@example.com' },
    });
    const card = frameOf(page, 'payment');
    await card.locator('[name="number"]').fill('4242424242424242');
    await card.locator('[name="expiry"]').fill('1234');
    await card.locator('[name="cvc"]').fill('123');
    await card.locator('[name="postalCode"]').fill('12345');
    const { setupIntent } = await run(
      page,
      `return stripe.confirmSetup({ elements, redirect: 'if_required',
        confirmParams: { return_url: location.href, expand: ['payment_method'] } })`,
    );
    expect(setupIntent.payment_method.billing_details.email).toBe('renamed@example.com');
  });
});

describe('Link’s one-time code', () => {
  it('is asked for when an email has an account, and passes with any six digits', async () => {
    await signUp('Jenny.Link@example.com');
    const page = await stage.open();
    await mountElements(page, { elements: { linkAuthentication: {} } });
    const email = frameOf(page, 'linkAuthentication').getByLabel('Email');
    await email.fill('jenny.link@example.com');
    const window = linkWindow(page);
    const dialog = window.getByRole('dialog', { name: 'Sign in to Link' });
    await dialog.getByText('(•••) •••-••55').waitFor();
    const code = window.getByLabel('One-time code');
    await eventually(() =>
      code.evaluate((input: HTMLInputElement) => [
        document.activeElement === input,
        input.autocomplete,
        input.inputMode,
      ]),
    ).toEqual([true, 'one-time-code', 'numeric']);
    expect(await violations(page)).toEqual([]);
    for (const [wrong, words] of [
      ['000001', 'The provided verification code is incorrect.'],
      ['000002', 'The provided verification code has expired.'],
    ] as const) {
      await page.keyboard.type(wrong);
      await eventually(() => window.getByRole('alert').textContent()).toBe(words);
      expect(await code.inputValue()).toBe('');
      await eventually(() => code.getAttribute('aria-invalid')).toBe('true');
    }
    await window.getByRole('button', { name: 'Send a new code' }).click();
    await window.getByText('A new code was sent.').waitFor();
    expect(await window.getByRole('alert').textContent()).toBe('');
    // As it is pasted from a message.
    await code.fill('123 456');
    await noWindow(page);
    await eventually(() => lastChange(page, 'linkAuthentication')).toMatchObject({
      complete: true,
      value: { email: 'jenny.link@example.com' },
    });
    // Once is enough for an email.
    await email.fill('');
    await email.fill('jenny.link@example.com');
    await eventually(() => lastChange(page, 'linkAuthentication')).toMatchObject({
      complete: true,
    });
    expect(await page.evaluate(() => document.querySelectorAll('[inert]').length)).toBe(0);
  });

  it('can be left, and is not asked for a second time', async () => {
    await signUp('leaves@example.com');
    const page = await stage.open();
    await mountElements(page, {
      elements: { linkAuthentication: { defaultValues: { email: 'leaves@example.com' } } },
    });
    const window = linkWindow(page);
    await window.getByLabel('One-time code').waitFor();
    await page.keyboard.press('Escape');
    await noWindow(page);
    const answers: string[] = [];
    page.on('response', (answer) => answers.push(answer.url()));
    const email = frameOf(page, 'linkAuthentication').getByLabel('Email');
    await email.fill('nobody@example.com');
    const lookups = (): string[] => answers.filter((url) => url.endsWith('/sessions/lookup'));
    await eventually(lookups).toHaveLength(1);
    await email.fill('leaves@example.com');
    await email.fill('no.one@example.com');
    await eventually(lookups).toHaveLength(2);
    await noWindow(page);
  });

  it('takes no more codes after too many, and speaks the group’s language', async () => {
    await signUp('souad@example.com');
    const page = await stage.open({ browser: { reducedMotion: 'reduce' } });
    await mountElements(page, { group: { locale: 'ar' }, elements: { linkAuthentication: {} } });
    await page
      .frameLocator('#the-linkAuthentication iframe')
      .locator('[name="email"]')
      .fill('souad@example.com');
    const window = linkWindow(page, 'إطار تسجيل الدخول الآمن إلى Link');
    const code = window.getByLabel('رمز لمرة واحدة');
    expect(await window.locator('html').getAttribute('dir')).toBe('rtl');
    expect(
      await window
        .locator('.Bank-dialog')
        .evaluate((node) => getComputedStyle(node).animationDuration),
    ).toBe('0s');
    // Arabic digits are digits.
    await code.pressSequentially('٠٠٠٠٠٣');
    await eventually(() => window.getByRole('alert').textContent()).toContain('محاولات كثيرة');
    expect(await code.isDisabled()).toBe(true);
    await window.getByRole('button', { name: 'المتابعة بدون Link' }).click();
    await noWindow(page);
  });

  it('belongs to the platform whose key made the account', async () => {
    await signUp('elsewhere@example.com', 'pk_test_ns_elsewhere');
    const page = await stage.open();
    await mountElements(page, { elements: { linkAuthentication: {} } });
    const looked = page.waitForResponse((answer) => answer.url().endsWith('/sessions/lookup'));
    await frameOf(page, 'linkAuthentication').getByLabel('Email').fill('elsewhere@example.com');
    expect(await (await looked).json()).toMatchObject({ exists: false });
    await noWindow(page);
  });
});
