import { expect, type Locator, type Page } from '@playwright/test';
import { press } from '../support/press';

interface NewShop {
  readonly name: string;
  readonly sells: string;
  readonly place: string;
  /** ISO code. */
  readonly country: string;
}

/** Where buyers become sellers. */
export class SellPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/sell');
    await expect(this.page.getByRole('heading', { level: 1, name: 'Sell on Souk' })).toBeVisible();
  }

  /** Applies; what comes next is Stripe's form. */
  async apply({ name, sells, place, country }: NewShop): Promise<void> {
    await this.page.getByLabel('Name of the shop').fill(name);
    await this.page.getByLabel('What do you sell?').fill(sells);
    await this.page.getByLabel('Town').fill(place);
    await this.page.getByLabel('Country').selectOption(country);
    await press(this.page.getByRole('button', { name: /^Open the shop/ }));
  }
}

/** Stripe's form for a seller's details, the emulator's. Stripe's own is another, behind a code by SMS. */
export class HostedOnboarding {
  constructor(private readonly page: Page) {}

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  async fillWithTestData(): Promise<void> {
    await this.page.getByRole('button', { name: 'Use test data' }).click();
    await expect(this.field('First name')).not.toHaveValue('');
  }

  async leaveForLater(): Promise<void> {
    await this.page.getByRole('button', { name: /^Save for later/ }).click();
  }

  async submit(): Promise<void> {
    await this.page.getByRole('button', { name: 'Submit' }).click();
  }
}

/** How a seller stands with Stripe, at the desk. */
export class StripeAccountPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/seller/onboarding');
  }

  /** The state in words, with what is needed. */
  async expectState(title: string, ...needs: string[]): Promise<void> {
    const state = this.page.getByRole('region', { name: title });
    await expect(state).toBeVisible();
    for (const need of needs) await expect(state.getByText(need, { exact: true })).toBeVisible();
  }

  async goOn(button = 'Go on at Stripe'): Promise<void> {
    await press(this.page.getByRole('button', { name: button }));
  }
}
