import { expect, type Locator, type Page } from '@playwright/test';
import { Keyboard } from '../support/keyboard';
import { press } from '../support/press';

interface NewShop {
  readonly name: string;
  readonly sells: string;
  readonly place: string;
  /** As the list begins with it. */
  readonly country: string;
}

/** Where buyers become sellers. */
export class SellPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/sell');
    await expect(this.page.getByRole('heading', { level: 1, name: 'Sell on Souk' })).toBeVisible();
  }

  /** Applies by keyboard; what comes next is Stripe's form. */
  async apply({ name, sells, place, country }: NewShop): Promise<void> {
    const keys = new Keyboard(this.page);
    const field = (label: string) => this.page.getByRole('textbox', { name: label, exact: true });
    await keys.type(field('Name of the shop'), name);
    await keys.type(field('What do you sell?'), sells);
    await keys.type(field('Town'), place);
    const countries = this.page.getByRole('combobox', { name: 'Country', exact: true });
    await keys.type(countries, country);
    await expect(countries.locator('option:checked')).toContainText(country);
    await keys.press(this.page.getByRole('button', { name: /^Open the shop/ }));
  }
}

/**
 * Stripe's form for a seller's details, the emulator's, walked by keyboard. Stripe's own is another, behind
 * a code by SMS.
 */
export class HostedOnboarding {
  private readonly keys: Keyboard;

  constructor(private readonly page: Page) {
    this.keys = new Keyboard(page);
  }

  field(label: string): Locator {
    return this.page.getByRole('textbox', { name: label, exact: true });
  }

  /** Puts it in the place of what stands there. */
  async write(label: string, text: string): Promise<void> {
    await this.keys.goTo(this.field(label));
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.press('Delete');
    await this.keys.type(this.field(label), text);
  }

  async fillWithTestData(): Promise<void> {
    await this.keys.press(this.page.getByRole('button', { name: 'Use test data' }));
    await expect(this.field('First name')).not.toHaveValue('');
  }

  async leaveForLater(): Promise<void> {
    await this.keys.press(this.page.getByRole('button', { name: /^Save for later/ }));
  }

  async submit(): Promise<void> {
    await this.keys.press(this.page.getByRole('button', { name: 'Submit', exact: true }));
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
