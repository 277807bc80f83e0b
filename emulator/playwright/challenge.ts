import type { Locator, Page } from '@playwright/test';
import type { AnswerChallenge } from './types';
import { until } from './until';

const WINDOW = 'iframe[src*="three-ds-2-challenge"]';

/** The first press may be lost, and the page exchanged under the second. Milliseconds. */
const BETWEEN_PRESSES = 300;

export const completeChallenge: AnswerChallenge = (page) =>
  answer(page, '#test-source-authorize-3ds');

export const failChallenge: AnswerChallenge = (page) => answer(page, '#test-source-fail-3ds');

/** Leaves the bank's page by the button of the window around it, without an answer. */
export const closeChallenge: AnswerChallenge = async (page) => {
  const close = page.frameLocator(WINDOW).locator('.LightboxModalClose');
  await close.click();
  await until(
    'the 3D Secure window to close',
    async () => (await page.locator(WINDOW).count()) === 0,
  );
};

/** Presses until the page is gone, be it in a window, in a frame in it, or a page of its own. */
async function answer(page: Page, selector: string): Promise<void> {
  await until('the bank’s 3D Secure page', () => button(page, selector));
  await until('the bank’s 3D Secure page to go', async () => {
    const found = await button(page, selector);
    if (!found) return (await page.locator(WINDOW).count()) === 0;
    await found.click({ timeout: 2_000 }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_PRESSES));
    return false;
  });
}

/** In whichever frame of the page it stands. */
async function button(page: Page, selector: string): Promise<Locator | null> {
  for (const frame of page.frames().reverse()) {
    const found = frame.locator(selector);
    // A frame may go while it is asked.
    if (await found.isVisible().catch(() => false)) return found;
  }
  return null;
}
