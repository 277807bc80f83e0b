import { expect, type Locator, type Page } from '@playwright/test';
import type { TypedCard } from '../support/cards';
import { BankChallenge, PaymentElement } from './payment-element';
import { press } from '../support/press';

export class Wallet {
  readonly element: PaymentElement;
  readonly bank: BankChallenge;

  constructor(private readonly page: Page) {
    this.element = new PaymentElement(page);
    this.bank = new BankChallenge(page);
  }

  get saveButton(): Locator {
    return this.page.getByRole('button', { name: 'Save card' });
  }

  /** The page's own words about what went wrong (the frame may show them too). */
  get problem(): Locator {
    return this.page.getByRole('main').getByRole('alert').filter({ hasText: /\S/ });
  }

  method(name: string): Locator {
    return this.page.getByRole('article', { name });
  }

  async open(): Promise<void> {
    await this.page.goto('/wallet');
    await expect(this.page.getByRole('heading', { level: 1, name: 'Wallet' })).toBeVisible();
  }

  /** Opens the form unless it stands open already, as it does in an empty wallet. */
  async openForm(): Promise<void> {
    await this.open();
    const add = this.page.getByRole('button', { name: 'Add a card' });
    await expect(add.or(this.saveButton).first()).toBeVisible();
    if (await add.isVisible()) await add.click();
    await expect(this.element.field('number')).toBeVisible();
  }

  /** Types a card and presses "Save card"; what happens then is the journey's business. */
  async submit(card: TypedCard): Promise<void> {
    await this.element.fill(card);
    await this.pressSave();
  }

  /**
   * By keyboard: while frames come, go and grow, a busy browser may still send a click to where a
   * frame was a moment ago.
   */
  async pressSave(): Promise<void> {
    await expect(this.saveButton).toBeEnabled();
    await press(this.saveButton);
  }

  /** Saves a card that needs no challenge. */
  async save(card: TypedCard, name: string): Promise<void> {
    await this.openForm();
    await this.submit(card);
    await expect(this.method(name)).toBeVisible();
  }

  /** Saves a card and answers the bank's challenge. */
  async saveWithChallenge(card: TypedCard, name: string): Promise<void> {
    await this.openForm();
    await this.submit(card);
    await this.bank.complete();
    await expect(this.method(name)).toBeVisible();
  }

  async remove(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Remove ${name}` }).click();
    await this.page.getByRole('button', { name: 'Remove card' }).click();
    await expect(this.method(name)).toHaveCount(0);
  }

  /** Has a new card take the place of one that stands here; the sellers follow after that. */
  async replaceWithNew(name: string, card: TypedCard): Promise<void> {
    await this.open();
    await press(this.page.getByRole('button', { name: `Replace ${name}` }));
    const dialog = this.page.getByRole('dialog', { name: `Replace ${name}` });
    await dialog.getByRole('radio', { name: 'A new card' }).check();
    await press(dialog.getByRole('button', { name: 'Go on' }));
    await this.submit(card);
  }
}
