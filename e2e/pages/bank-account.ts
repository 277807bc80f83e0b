import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import { setEmulator } from '../support/emulator-settings';
import { emulatorUrl } from '../support/environment';
import { PaymentElement } from './payment-element';

/** Stripe's test bank accounts: https://docs.stripe.com/payments/ach-direct-debit#test-account-numbers */
export const bankAccounts = {
  success: '000123456789',
  failMicrodeposits: '000666666661',
} as const;

/** The bank form of the Payment Element, and Stripe's window that links an account. */
export class BankAccountForm {
  private readonly element: PaymentElement;
  private readonly window: FrameLocator;

  constructor(private readonly page: Page) {
    this.element = new PaymentElement(page);
    this.window = page.frameLocator('iframe[src*="linked-accounts-inner"]');
  }

  /** Chooses "US bank account" and says whose it is. */
  async fillHolder(): Promise<void> {
    const { frame } = this.element;
    await frame
      .locator('[data-value="us_bank_account"], [data-testid="us_bank_account"]')
      .first()
      .click();
    const [email, name] = [
      frame.locator('input[name="email"]'),
      frame.locator('input[name="name"]'),
    ];
    // Real forms are drawn anew at times while one types, and lose what was typed by then.
    await expect(async () => {
      await email.fill('robin@example.com');
      await name.fill('Robin Vale');
      expect([await email.inputValue(), await name.inputValue()]).toEqual([
        'robin@example.com',
        'Robin Vale',
      ]);
    }).toPass();
  }

  /** The form's own words about what is wrong. */
  get problem(): Locator {
    return this.element.errors;
  }

  /** Opens the window of a test bank. */
  async open(bank = 'Test (Non-OAuth)'): Promise<void> {
    await this.fillHolder();
    await this.choose(bank);
  }

  private async choose(bank: string): Promise<void> {
    await this.element.frame.getByPlaceholder('Search for your bank').fill(bank);
    await this.element.frame.getByRole('menuitem', { name: bank }).click();
    await expect(this.window.getByTestId('agree-button')).toBeVisible();
  }

  /** Closes the window with nothing linked. */
  async close(): Promise<void> {
    await this.window.getByRole('button', { name: 'Close' }).click();
    await this.closed();
  }

  /** Links an account at once, through a test bank: `success`, `insufficient funds` … */
  async link(account = 'success'): Promise<void> {
    await this.fillHolder();
    await this.element.frame.getByText('Test (Non-OAuth)').click();
    await this.window.getByTestId('agree-button').click();
    await this.select(account);
  }

  /** The bank is down, so that the buyer goes to another. */
  async linkAfterOutage(): Promise<void> {
    await this.choose('Down (Unscheduled)');
    await this.window.getByTestId('agree-button').click();
    await expect(this.window.getByRole('alert')).toContainText('can’t be reached right now');
    await this.window.getByTestId('select-another-bank-button').click();
    await this.window.getByTestId('institutions').getByText('Test (Non-OAuth)').click();
    await this.select('success');
  }

  /** The bank asks on a page of its own, where its buyer says no at first. */
  async linkOnBanksPage(): Promise<void> {
    await this.open('Bank (OAuth)');
    await this.window.getByTestId('agree-button').click();
    for (const answer of ['Cancel', 'Continue']) {
      const opened = this.page.waitForEvent('popup');
      await this.window.getByTestId('continue-button').click();
      await (await opened).getByRole('button', { name: answer }).click();
      if (answer === 'Cancel') await expect(this.window.getByRole('alert')).toBeVisible();
    }
    await this.select('success');
  }

  private async select(account: string): Promise<void> {
    await this.window.getByTestId(account).click();
    await this.window.getByTestId('select-button').click();
    await this.window.getByTestId('done-button').click();
    await this.closed();
  }

  /** Types the numbers, so that deposits are sent. */
  async type(account: string = bankAccounts.success): Promise<void> {
    await this.fillHolder();
    await this.element.frame.getByRole('button', { name: 'Enter bank details manually' }).click();
    await this.window.getByTestId('manualEntry-routingNumber-input').fill('110000000');
    await this.window.getByTestId('manualEntry-accountNumber-input').fill(account);
    await this.window.getByTestId('manualEntry-confirmAccountNumber-input').fill(account);
    await this.window.getByTestId('continue-button').click();
    await this.window.getByTestId('done-button').click();
    await this.closed();
  }

  private async closed(): Promise<void> {
    await expect(this.page.locator('iframe[src*="linked-accounts-inner"]')).toHaveCount(0);
  }
}

/** What the wallet asks of a buyer whose bank account waits to be verified. */
export class Verification {
  readonly form: Locator;

  constructor(
    private readonly page: Page,
    name: string,
  ) {
    this.form = page.getByRole('form', { name: `Verify ${name}` });
  }

  /** Tells the code of the one deposit that was sent. */
  async tellCode(code: string): Promise<void> {
    await this.form.getByLabel('Code from the statement').fill(code);
    await this.form.getByRole('button', { name: 'Verify account' }).click();
  }

  /** Tells the amounts of the two that were sent. */
  async tellAmounts(first: string, second: string): Promise<void> {
    await this.form.getByLabel('First amount in cents').fill(first);
    await this.form.getByLabel('Second amount in cents').fill(second);
    await this.form.getByRole('button', { name: 'Verify account' }).click();
  }

  async atStripe(): Promise<HostedVerification> {
    await this.form.getByRole('link', { name: 'Verify on Stripe’s page' }).click();
    return new HostedVerification(this.page);
  }
}

/** Stripe's own page, on which a bank account is verified as well. */
class HostedVerification {
  constructor(private readonly page: Page) {}

  get problem(): Locator {
    return this.page.getByRole('alert');
  }

  get verified(): Locator {
    return this.page.getByRole('heading', { name: 'Bank account verified' });
  }

  async tellCode(code: string): Promise<void> {
    await this.page.getByLabel('6-character code').fill(code);
    await this.page.getByRole('button', { name: 'Verify' }).click();
  }
}

/** From now on banks take their time. On real Stripe test debits are decided at once. */
export function banksTakeDays(): Promise<void> {
  return setEmulator({ settleDelayMs: 4 * 86_400_000 });
}

/** Five days go by, so that banks have answered. */
export async function daysGoBy(): Promise<void> {
  if (!emulatorUrl) return;
  const response = await fetch(`${emulatorUrl}/_emulator/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance_seconds: 5 * 86_400 }),
  });
  expect(response.ok, await response.text()).toBe(true);
}
