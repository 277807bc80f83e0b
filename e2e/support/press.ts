import { expect, type Locator } from '@playwright/test';

/**
 * Presses a button or link by keyboard, once it takes a press: before the page's script has come a
 * button says that it does not (`aria-disabled`), and unlike `click` Playwright's `press` does not wait
 * for it. By keyboard, as a click may go to where the button was before something above it grew.
 */
export async function press(button: Locator): Promise<void> {
  await expect(button).toBeEnabled();
  await button.press('Enter');
}
