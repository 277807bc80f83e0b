import { expect, type Locator, type Page } from '@playwright/test';
import { BankChallenge } from './payment-element';
import { press } from '../support/press';

/** One seller's part of an order whose bank asks for the buyer. */
export class Confirmation {
  readonly bank: BankChallenge;

  constructor(
    private readonly page: Page,
    private readonly leg: Locator,
  ) {
    this.bank = new BankChallenge(page);
  }

  get button(): Locator {
    return this.leg.getByRole('button', { name: 'Confirm with your bank' });
  }

  /** The page's own words about what went wrong. */
  get problem(): Locator {
    return this.leg.getByRole('alert').filter({ hasText: /\S/ });
  }

  /** By keyboard: a click may go to where the page was a moment ago. */
  async press(): Promise<void> {
    await expect(this.button).not.toHaveAttribute('aria-disabled', 'true');
    await press(this.button);
  }

  /** Presses and sees the bank's window. */
  async open(): Promise<void> {
    await this.press();
    await this.bank.shown();
  }

  async goToBank(): Promise<BankPage> {
    const way = this.leg.getByRole('button', { name: 'On the bank’s own page' });
    await expect(way).not.toHaveAttribute('aria-disabled', 'true');
    await press(way);
    const bank = new BankPage(this.page);
    await expect(bank.complete).toBeVisible();
    return bank;
  }

  async payWith(card: RegExp): Promise<void> {
    await this.leg.getByRole('radio', { name: card }).check();
    await this.leg.getByRole('button', { name: /^(Pay this way|Try again)$/ }).click();
  }
}

/** 3D Secure as a page of its own, found by the buttons that Stripe documents. */
class BankPage {
  constructor(private readonly page: Page) {}

  get complete(): Locator {
    return this.page.locator('#test-source-authorize-3ds');
  }

  get fail(): Locator {
    return this.page.locator('#test-source-fail-3ds');
  }
}
