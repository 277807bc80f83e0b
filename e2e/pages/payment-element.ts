import { expect, type FrameLocator, type Locator, type Page } from '@playwright/test';
import type { TypedCard } from '../support/cards';

/** Stripe's Payment Element, by what is public about it: title, names and roles. */
export class PaymentElement {
  readonly frame: FrameLocator;

  constructor(private readonly scope: Page | Locator) {
    this.frame = scope.frameLocator('iframe[title="Secure payment input frame"]:visible').first();
  }

  field(name: 'number' | 'expiry' | 'cvc' | 'postalCode'): Locator {
    return this.frame.locator(`input[name="${name}"]`);
  }

  get errors(): Locator {
    return this.frame.getByRole('alert');
  }

  async fill({
    number,
    expiry = '12 / 34',
    cvc = '123',
    postalCode = '10115',
  }: TypedCard): Promise<void> {
    const card = this.field('number');
    const picker = this.frame.locator('[data-value="card"], [data-testid="card"]').first();
    await expect(card.or(picker).first()).toBeVisible();
    if (!(await card.isVisible())) await picker.click();
    await card.fill(number);
    await this.field('expiry').fill(expiry);
    await this.field('cvc').fill(cvc);
    const country = this.frame.locator('select[name="country"]');
    if (await country.isVisible()) await country.selectOption('US');
    const postal = this.field('postalCode');
    if (await postal.isVisible()) await postal.fill(postalCode);
  }
}

/** The bank's 3D Secure page in its frames, found by the buttons that Stripe documents. */
export class BankChallenge {
  private readonly bank: FrameLocator;

  constructor(private readonly page: Page) {
    this.bank = page
      .frameLocator('iframe[src*="three-ds-2-challenge"]')
      .frameLocator('iframe#challengeFrame');
  }

  get heading(): Locator {
    return this.bank.getByRole('heading', { name: '3D Secure 2 Test Page' });
  }

  async complete(): Promise<void> {
    await this.bank.locator('#test-source-authorize-3ds').click();
    await this.gone();
  }

  async fail(): Promise<void> {
    await this.bank.locator('#test-source-fail-3ds').click();
    await this.gone();
  }

  /** The buyer closes the window without answering. */
  async close(): Promise<void> {
    await expect(this.heading).toBeVisible();
    await this.page
      .frameLocator('iframe[src*="three-ds-2-challenge"]')
      .getByRole('button', { name: /close|cancel/i })
      .click();
    await this.gone();
  }

  private async gone(): Promise<void> {
    await expect(this.page.locator('iframe[src*="three-ds-2-challenge"]')).toHaveCount(0);
  }
}
