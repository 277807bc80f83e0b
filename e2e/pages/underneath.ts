import { expect, type Download, type Locator, type Page } from '@playwright/test';

/** The inspector: as the drawer that lies over any page, and as the section of a page. */
export class Underneath {
  constructor(private readonly page: Page) {}

  get button(): Locator {
    return this.page.getByRole('banner').getByRole('button', { name: 'Look underneath' });
  }

  get drawer(): Locator {
    return this.page.getByRole('dialog', { name: 'Look underneath' });
  }

  get section(): Locator {
    return this.page.getByRole('region', { name: 'Stripe calls' });
  }

  /** Scrolls to the section, which is loaded when it comes near. */
  async lookAtSection(): Promise<Locator> {
    await this.section.scrollIntoViewIfNeeded();
    return this.section;
  }

  /** Steps in the drawer or the section, in sequence. */
  steps(within: Locator, text: string | RegExp): Locator {
    return within
      .getByRole('list', { name: 'Sequence of calls' })
      .locator('summary')
      .filter({ hasText: text });
  }

  /** What is shown, as a file. */
  async file(within: Locator, kind: 'HTML' | 'JSON'): Promise<Download> {
    const started = this.page.waitForEvent('download');
    await within.getByRole('button', { name: `${kind} file of these calls` }).click();
    return started;
  }

  async open(): Promise<void> {
    await this.button.click();
    await expect(this.drawer).toBeVisible();
  }
}
