import { expect, type Locator, type Page } from '@playwright/test';
import type { TypedCard } from '../support/cards';
import { BankChallenge, PaymentElement } from './payment-element';
import { press } from '../support/press';

/** The page of what the platform sells itself. */
export class PlusPage {
  readonly element: PaymentElement;
  readonly bank: BankChallenge;

  constructor(private readonly page: Page) {
    this.element = new PaymentElement(page);
    this.bank = new BankChallenge(page);
  }

  /** The page's own words about what went wrong (the frame may show them too). */
  get problem(): Locator {
    return this.page.getByRole('main').getByRole('alert').filter({ hasText: /\S/ });
  }

  /** The year that runs. */
  get membership(): Locator {
    return this.page.getByRole('article', { name: /^Souk Plus, until/ });
  }

  card(name: string): Locator {
    return this.page.getByRole('radio', { name });
  }

  async open(): Promise<void> {
    await this.page.goto('/plus');
    await expect(this.page.getByRole('heading', { level: 1, name: 'Souk Plus' })).toBeVisible();
  }

  /** Types a new card and pays with it; what happens then is the journey's business. */
  async payWithNewCard(card: TypedCard): Promise<void> {
    await this.card('A new card').check();
    await this.element.fill(card);
    await this.press(/^Pay .* and keep the card$/);
  }

  async payWithSavedCard(name: string): Promise<void> {
    await this.card(name).check();
    await this.press(/^Pay \$[\d.]+$/);
  }

  /** By keyboard: frames above may still grow. */
  private async press(name: RegExp): Promise<void> {
    const button = this.page.getByRole('button', { name });
    await expect(button).toBeEnabled();
    await press(button);
  }

  async expectMember(card: string): Promise<void> {
    await expect(this.membership.getByText('Plus member')).toBeVisible();
    await expect(this.membership.getByText(card)).toBeVisible();
    await expect(this.page.getByRole('button', { name: /^Pay / })).toHaveCount(0);
  }

  /** The charge of the year that runs, as engineers see it. */
  async chargeId(): Promise<string> {
    const id = this.membership.locator('code', { hasText: /^ch_/ });
    return (await id.textContent()) ?? '';
  }

  /** Comes back to the page until it says so: what happens at Stripe is told by an event. */
  async comesToSay(words: string): Promise<void> {
    await expect(async () => {
      await this.page.reload();
      await expect(this.page.getByRole('article').getByText(words).first()).toBeVisible({
        timeout: 2_000,
      });
    }).toPass({ timeout: 45_000 });
  }
}
