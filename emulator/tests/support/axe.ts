import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';

/** What axe finds wrong with a page, each with where; of what `leftOut` selects nothing is looked at. */
export async function violations(page: Page, leftOut?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations: found } = await (leftOut ? axe.exclude(leftOut) : axe).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
