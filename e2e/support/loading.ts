import { expect, type Locator, type Page } from '@playwright/test';
import { expectWellMade } from './well-made';

/**
 * What a page looks like until it is there is well made and says so. The page of the link never comes;
 * what Next fetched ahead is what it shows meanwhile, and `page` is left there. A press before anything
 * was fetched ahead shows nothing: then the link is opened once more.
 */
export async function expectLoading(page: Page, link: Locator, name: string): Promise<void> {
  const from = page.url();
  const held = (request: { headers(): Record<string, string> }) =>
    'rsc' in request.headers() && !('next-router-prefetch' in request.headers());
  let tries = 0;
  await expect(async () => {
    tries += 1;
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    if (tries > 1) await page.goto(from);
    // Next fetches ahead what is in sight.
    await link.scrollIntoViewIfNeeded();
    await page.waitForLoadState('networkidle');
    await page.route('**/*', (route) => (held(route.request()) ? undefined : route.fallback()));
    await link.click();
    await expect(page.locator('[data-skeleton]').first(), name).toBeVisible({ timeout: 15_000 });
  }).toPass({ timeout: 120_000 });
  await expect(page.getByRole('heading', { level: 1, name: /^Loading/ })).toBeAttached();
  await expectWellMade(page, `${name}, loading`);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}
