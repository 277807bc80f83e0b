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
    // Real forms are drawn anew at times while one types, and lose what was typed by then.
    await expect(async () => {
      await card.fill(number);
      await this.field('expiry').fill(expiry);
      await this.field('cvc').fill(cvc);
      expect(await this.digits('number')).toBe(number.replace(/\D/g, ''));
      expect(await this.digits('expiry')).toBe(expiry.replace(/\D/g, ''));
      expect(await this.digits('cvc')).toBe(cvc);
    }).toPass();
    const country = this.frame.locator('select[name="country"]');
    if (await country.isVisible()) await country.selectOption('US');
    const postal = this.field('postalCode');
    if (await postal.isVisible()) await postal.fill(postalCode);
  }

  private async digits(name: 'number' | 'expiry' | 'cvc'): Promise<string> {
    return (await this.field(name).inputValue()).replace(/\D/g, '');
  }
}

/** The bank's 3D Secure page in its frames, found by the buttons that Stripe documents. */
export class BankChallenge {
  constructor(private readonly page: Page) {}

  private get window(): Locator {
    return this.page.locator('iframe[src*="three-ds-2-challenge"]');
  }

  /** Waits until the bank's page is there, in the window or in one more frame (`acsFrame`). */
  async shown(): Promise<void> {
    await expect.poll(() => this.find('#test-source-authorize-3ds')).not.toBeNull();
  }

  async complete(): Promise<void> {
    await this.press('#test-source-authorize-3ds');
  }

  async fail(): Promise<void> {
    await this.press('#test-source-fail-3ds');
  }

  /** Until the window is gone: the first press is known to be lost at times. */
  private async press(selector: string): Promise<void> {
    await this.shown();
    await expect(async () => {
      await (await this.find(selector))?.click({ timeout: 2_000 });
      await expect(this.window).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
  }

  private async find(selector: string): Promise<Locator | null> {
    for (const frame of this.page.frames().reverse()) {
      const found = frame.locator(selector);
      // A frame may go while it is asked.
      if (await found.isVisible().catch(() => false)) return found;
    }
    return null;
  }

  /** The buyer closes the window without answering. */
  async close(): Promise<void> {
    await this.shown();
    await this.window
      .contentFrame()
      .getByRole('button', { name: /close|cancel/i })
      .click();
    await this.gone();
  }

  private async gone(): Promise<void> {
    await expect(this.window).toHaveCount(0);
  }
}
