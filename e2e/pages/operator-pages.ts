import { expect, type Locator, type Page } from '@playwright/test';
import { appUrl } from '../support/environment';
import { api } from '../support/people';

/** The pages of who runs the platform, in a browser of their own. */
export class OperatorPages {
  constructor(readonly page: Page) {}

  /** Signed in as the demo's operator. */
  static async open(page: Page): Promise<OperatorPages> {
    const signedIn = await api(page, 'POST', '/api/session/demo', { persona: 'olu' });
    expect(signedIn.ok(), await signedIn.text()).toBe(true);
    const pages = new OperatorPages(page);
    await pages.go('');
    return pages;
  }

  async go(path: '' | `/${string}`): Promise<void> {
    await this.page.goto(`${appUrl}/operator${path}`);
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(this.page.locator('[data-skeleton]')).toHaveCount(0);
  }

  /** One of the pages in the desk's navigation. */
  link(name: string): Locator {
    return this.page.getByRole('navigation').getByRole('link', { name, exact: true });
  }

  async openAccount(seller: string): Promise<void> {
    await this.go('/accounts');
    await this.page.getByRole('main').getByRole('link', { name: seller }).click();
    await expect(this.page.getByRole('heading', { level: 1, name: seller })).toBeVisible();
  }

  /** The order that has this number, e-mail or id; others are not shown. */
  async find(what: string): Promise<void> {
    await this.go('/orders');
    await this.page.getByLabel('E-mail, number or id').fill(what);
    await this.page.getByRole('button', { name: 'Show' }).click();
    await this.page.waitForURL(/find=/);
  }
}
