/**
 * The ways in which public suites link a bank account: each walks through the window by selectors of
 * its own. Written anew after what those suites look for.
 */
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { bankSetup } from './bank-stage';
import { callStripe, eventually, mountPayment, useStage } from './stage';

const stage = useStage();

interface Suite {
  name: string;
  /** Of which time the page is. */
  path?: string;
  payment?: object;
  /** From the mounted form to the window's end. */
  walk(page: Page): Promise<void>;
  last4: string;
  /** Whether deposits are to prove the account. */
  deposits?: boolean;
}

const older = '/?stripe=%3Fgeneration%3D2022';
const holder = {
  defaultValues: { billingDetails: { name: 'Jenny Rosen', email: 'jenny@example.com' } },
  business: { name: 'Flexile' },
};

const suites: Suite[] = [
  {
    name: 'frames by the beginning of their file, test ids',
    payment: holder,
    last4: '6789',
    async walk(page) {
      const form = page.frameLocator('[src*="/v3/elements-inner-payment"]');
      const bank = page.frameLocator('[src*="/v3/linked-accounts-inner"]');
      await form.getByLabel('Test Institution').click();
      await bank.getByTestId('agree-button').click();
      await bank.getByTestId('success').click();
      await bank.getByTestId('select-button').click();
      await bank.getByTestId('link-not-now-button').click();
      await bank.getByTestId('done-button').click();
    },
  },
  {
    name: 'names of buttons, without a word about Link',
    payment: holder,
    last4: '6789',
    async walk(page) {
      const form = page.frameLocator('[src*="/v3/elements-inner-payment"]');
      const bank = page.frameLocator('[src*="/v3/linked-accounts-inner"]');
      await form.getByLabel('Test Institution').click();
      await bank.getByRole('button', { name: 'Agree' }).click();
      await bank.getByTestId('success').click();
      await bank.getByRole('button', { name: 'Connect account' }).click();
      await bank.getByRole('button', { name: 'Back to Flexile' }).click();
    },
  },
  {
    name: 'typed numbers by test ids',
    payment: holder,
    last4: '6789',
    deposits: true,
    async walk(page) {
      const form = page.frameLocator('[src*="/v3/elements-inner-payment"]');
      const bank = page.frameLocator('[src*="/v3/linked-accounts-inner"]');
      await form.getByRole('button', { name: /Enter bank details manually/iu }).click();
      await bank.getByLabel('Routing number').fill('110000000');
      await bank.getByTestId('manualEntry-accountNumber-input').fill('000123456789');
      await bank.getByTestId('manualEntry-confirmAccountNumber-input').fill('000123456789');
      await bank.getByRole('button', { name: 'Submit' }).click();
      await bank.getByText(/Next, finish up on/iu).waitFor();
      await bank.getByRole('button', { name: /Back to/iu }).click();
    },
  },
  {
    name: 'the first frame of the page, the picker’s tabs, ids of the older time',
    path: older,
    payment: { ...holder, layout: 'tabs', defaultValues: {} },
    last4: '6789',
    async walk(page) {
      const form = page.frameLocator('iframe[title="Secure payment input frame"]');
      await form.locator('#us_bank_account-tab').click();
      await form.locator('#Field-emailInput').fill('jenny@example.com');
      await form.locator('#Field-nameInput').pressSequentially('guest user');
      await form.getByText('Test (Non-OAuth)').click();
      const bank = page.frameLocator('iframe').first();
      await bank.locator('[data-testid="agree-button"]').click();
      await bank.locator('[data-testid="success"]').click();
      await bank.locator('[data-testid="select-button"]').click();
      await bank.locator('[data-testid="done-button"]').click();
    },
  },
  {
    name: 'the first frame of Stripe’s, its labels, a press by an event',
    payment: holder,
    last4: '6789',
    deposits: true,
    async walk(page) {
      const form = page.frameLocator('#payment iframe[src*="elements-inner-payment"]');
      await form
        .getByRole('button', { name: 'Enter bank details manually' })
        .dispatchEvent('click');
      const bank = page.frameLocator('iframe[name^="__privateStripeFrame"]').first();
      const field = (label: string | RegExp) => bank.locator('label').filter({ hasText: label });
      await field(/^Account number$/).fill('000123456789');
      await field('Confirm account number').fill('000123456789');
      await field('Routing number').fill('110000000');
      await bank.getByTestId('continue-button').filter({ hasText: 'Submit' }).click();
      await bank.getByTestId('link-not-now-button').click();
      await bank.getByTestId('done-button').click();
    },
  },
  {
    name: 'the bank that opens a window of its own',
    payment: holder,
    last4: '6789',
    async walk(page) {
      const form = page.frameLocator('#payment iframe[src*="elements-inner-payment"]');
      await form.getByTestId('featured-institution-default_oauth').first().dispatchEvent('click');
      const bank = page.frameLocator('iframe[name^="__privateStripeFrame"]').first();
      await bank.getByTestId('agree-button').click();
      const account = bank.getByRole('button', { name: 'Success ••••' });
      const way = bank.getByTestId('continue-button');
      await account.or(way).waitFor();
      if (await way.isVisible()) await way.click();
      await account.click();
      await bank.getByTestId('select-button').click();
      await bank.getByTestId('done-button').click();
    },
  },
  {
    name: 'handles of elements, an account that fails',
    payment: { ...holder, layout: 'tabs', defaultValues: {} },
    last4: '1116',
    async walk(page) {
      const form = await (
        await page.waitForSelector('[title ="Secure payment input frame"]')
      ).contentFrame();
      await (await form?.waitForSelector('[id = "us_bank_account-tab"]'))?.click();
      await (await form?.waitForSelector('#payment-emailInput'))?.fill('jenny@example.com');
      await (await form?.waitForSelector('#payment-nameInput'))?.fill('Jenny Rosen');
      await (await form?.waitForSelector('[data-testid ="featured-institution-default"]'))?.click();
      const bank = await (
        await page.waitForSelector('[src*="/v3/linked-accounts"]')
      ).contentFrame();
      await (await bank?.waitForSelector('[data-testid ="agree-button"]'))?.click();
      await (await bank?.waitForSelector('[data-testid ="failure"]'))?.click();
      await (await bank?.waitForSelector('[data-testid ="select-button"]'))?.click();
      const told = '//div[contains(@class, "SuccessPane-textWrapper")]';
      await (await bank?.waitForSelector(told))?.waitForElementState('visible');
      await (await bank?.waitForSelector('[data-testid ="done-button"]'))?.click();
    },
  },
];

describe('public suites that link a bank account', () => {
  it.each(suites)('walk by $name', async ({ path, payment, walk, last4, deposits }) => {
    // A picker stands only where there is something to pick from.
    const { secret } = await bankSetup(stage, payment && 'layout' in payment ? ['card'] : []);
    const page = await stage.open(path ? { path } : {});
    const mounting = { elements: { clientSecret: secret } };
    const frame = await mountPayment(page, payment ? { ...mounting, payment } : mounting);
    await walk(page);
    await frame.getByText(`•••• ${last4}`).waitFor();
    const { setupIntent } = await callStripe(page, 'confirmSetup', { redirect: 'if_required' });
    expect(setupIntent?.status).toBe(deposits ? 'requires_action' : 'succeeded');
    await eventually(() => page.locator('iframe[src*="linked-accounts"]').count()).toBe(0);
  });
});
