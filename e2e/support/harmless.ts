import { expect, type Page } from '@playwright/test';

/** What somebody types who means harm: markup that ends a script, begins one, and asks for a picture. */
export const harm = '</script><script>window.harm=1</script><img src=x>';

/** Holds the page, drawn anew, to have taken such words for words and for nothing else. */
export async function expectHarmless(page: Page): Promise<void> {
  await page.reload();
  await expect(page.locator('img[src="x"]')).toHaveCount(0);
  await expect(page.locator('script', { hasText: /^window\.harm=1$/ })).toHaveCount(0);
  expect(await page.evaluate(() => 'harm' in window)).toBe(false);
  // What is told to machines stays readable to them.
  for (const text of await page.locator('script[type="application/ld+json"]').allTextContents()) {
    expect(() => JSON.parse(text) as unknown).not.toThrow();
  }
}
