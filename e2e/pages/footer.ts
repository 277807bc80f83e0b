import { expect, type Page } from '@playwright/test';

/** What stands below every page. */
export class Footer {
  constructor(private readonly page: Page) {}

  /** Chooses a language by its own name; resolves when the page is in it. */
  async choose(language: string): Promise<void> {
    const button = this.page.getByRole('contentinfo').getByRole('button', { name: language });
    await button.click();
    await expect(button).toHaveAttribute('aria-current', 'true');
  }
}
