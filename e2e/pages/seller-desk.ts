import { expect, type Locator, type Page } from '@playwright/test';
import { appUrl } from '../support/environment';
import { Keyboard } from '../support/keyboard';
import { api } from '../support/people';

/** A seller's own pages, in a browser of their own. */
export class SellerDesk {
  constructor(readonly page: Page) {}

  /** Signed in as one of the demo's sellers. */
  static async open(page: Page, persona: 'amelie' | 'hana' = 'amelie'): Promise<SellerDesk> {
    const signedIn = await api(page, 'POST', '/api/session/demo', { persona });
    expect(signedIn.ok(), await signedIn.text()).toBe(true);
    const desk = new SellerDesk(page);
    await desk.go('');
    return desk;
  }

  async go(path: '' | `/${string}`): Promise<void> {
    await this.page.goto(`${appUrl}/seller${path}`);
    await expect(this.page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(this.page.locator('[data-skeleton]')).toHaveCount(0);
  }

  /** One of the pages in the desk's navigation. */
  link(name: string): Locator {
    return this.page.getByRole('navigation').getByRole('link', { name, exact: true });
  }

  /** The page of the sale with this order's number. */
  async openSale(number: string): Promise<void> {
    await this.go('/sales');
    await this.page.getByRole('link', { name: number }).click();
    await expect(
      this.page.getByRole('heading', { level: 1, name: `Sale ${number}` }),
    ).toBeVisible();
  }

  /** Changes how buyers' statements call the shop; empty: by its own name. */
  async changeStatementName(name: string): Promise<void> {
    await this.go('/shop');
    await this.page.getByLabel(/^Name on buyers’ statements/).fill(name);
    await this.page.getByRole('button', { name: 'Keep changes' }).click();
    await expect(this.page.getByText(/^Kept\./)).toBeVisible();
  }

  /** Takes something out of the shop again; who subscribes to it keeps it. */
  async hide(name: string): Promise<void> {
    await this.go('/goods');
    await this.page.getByRole('link', { name }).click();
    await this.page.getByLabel(/^Hide it/).check();
    await this.page.getByRole('button', { name: 'Keep changes' }).click();
    await this.page.waitForURL('**/seller/goods');
  }

  /** Adds a file of this kind to the answer to a dispute, by keyboard. */
  async attach(
    kind: string,
    file: { readonly name: string; readonly mimeType: string; readonly text: string },
    way?: 'Tab' | 'Shift+Tab',
  ): Promise<void> {
    const { name, mimeType, text } = file;
    const choosing = this.page.waitForEvent('filechooser');
    await new Keyboard(this.page).press(this.page.getByLabel(`Choose a file: ${kind}`), way);
    await (await choosing).setFiles({ name, mimeType, buffer: Buffer.from(text) });
  }

  refund(which: number, number: string): Locator {
    return this.page.getByRole('article', { name: `Refund ${which} of ${number}` });
  }

  /** Gives back all that is left, or an amount as it is typed. */
  async giveBack({ amount, answer }: { amount?: string; answer?: string } = {}): Promise<void> {
    await this.page.getByText('Give money back', { exact: true }).click();
    if (amount !== undefined) {
      await this.page.getByRole('radio', { name: 'A part' }).check();
      await this.page.getByLabel(/^Amount in /).fill(amount);
    }
    if (answer) await this.page.getByLabel(/^Words for the buyer/).fill(answer);
    await this.page.getByRole('button', { name: 'Give back' }).click();
  }
}
