import { expect, type Locator, type Page } from '@playwright/test';
import { expectWellMade } from './well-made';

/**
 * What a page looks like until it is there is well made and says so. The page of the link never comes;
 * what Next fetched ahead is what it shows meanwhile, and `page` is left there.
 */
export async function expectLoading(page: Page, link: Locator, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  const held = (request: { headers(): Record<string, string> }) =>
    'rsc' in request.headers() && !('next-router-prefetch' in request.headers());
  await page.route('**/*', (route) => (held(route.request()) ? undefined : route.fallback()));
  await link.click();
  await expect(page.locator('[data-skeleton]').first(), name).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: /^Loading/ })).toBeAttached();
  await expectWellMade(page, `${name}, loading`);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}
