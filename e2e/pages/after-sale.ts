import { expect, type Locator, type Page } from '@playwright/test';
import { appUrl } from '../support/environment';
import { api } from '../support/people';
import type { OrderPage } from './checkout';

/** What journeys read of the refunds and disputes of one seller's part of an order. */
export interface AfterSaleJson {
  fact: 'partly_refunded' | 'refunded' | null;
  refunds: {
    id: string;
    state: string;
    stateText: string;
    amount: { amount: number };
    refundKey: string;
    accountRefundId: string | null;
  }[];
  disputes: { accountDisputeId: string; statusText: string }[];
}

/** Refunds and disputes on a buyer's order. */
export class AfterSale {
  readonly leg: Locator;

  constructor(
    private readonly page: Page,
    private readonly order: OrderPage,
    private readonly seller: string,
  ) {
    this.leg = order.leg(seller);
  }

  /** The badge, the refunds' and the disputes' words. */
  says(words: string | RegExp): Locator {
    return this.leg.getByText(words).first();
  }

  get form(): Locator {
    return this.leg.getByText('Ask for a refund', { exact: true });
  }

  /** Asks for all that is left, or for an amount as it is typed. */
  async ask({ amount, reason, note }: { amount?: string; reason?: string; note?: string } = {}) {
    await this.form.click();
    if (amount !== undefined) {
      await this.leg.getByRole('radio', { name: 'A part' }).check();
      await this.leg.getByLabel(/^Amount in /).fill(amount);
    }
    if (reason) await this.leg.getByLabel('Why').selectOption(reason);
    if (note) await this.leg.getByLabel(/^Anything else/).fill(note);
    await this.leg.getByRole('button', { name: 'Ask for refund' }).click();
  }

  /** As the server tells it to its buyer; the answer also makes the server ask Stripe. */
  async read(): Promise<AfterSaleJson> {
    const response = await api(this.page, 'GET', `/api/orders/${this.order.id}`);
    expect(response.ok(), await response.text()).toBe(true);
    const { order } = (await response.json()) as {
      order: { legs: { seller: { name: string }; afterSale: AfterSaleJson }[] };
    };
    const leg = order.legs.find(({ seller }) => seller.name === this.seller);
    if (!leg) throw new Error(`the order has no part of ${this.seller}`);
    return leg.afterSale;
  }

  /** Comes back to the page until it says so: what happens at Stripe is learnt by asking. */
  async comesToSay(words: string | RegExp): Promise<void> {
    await expect(async () => {
      await this.page.reload();
      await expect(this.says(words)).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 45_000 });
  }
}

/** The operator's page, in a browser of their own. */
export class OperatorDesk {
  constructor(readonly page: Page) {}

  /** Signed in as the demo's operator. */
  static async open(page: Page): Promise<OperatorDesk> {
    const signedIn = await api(page, 'POST', '/api/session/demo', { persona: 'olu' });
    expect(signedIn.ok(), await signedIn.text()).toBe(true);
    const desk = new OperatorDesk(page);
    await desk.reload();
    return desk;
  }

  async reload(): Promise<void> {
    await this.page.goto(`${appUrl}/operator/refunds`);
    await expect(
      this.page.getByRole('heading', { level: 1, name: 'Refunds and disputes' }),
    ).toBeVisible();
  }

  /** What stands there of one order and seller; the newest last. */
  item(orderNumber: string, seller: string): Locator {
    return this.page.getByRole('article', { name: `${orderNumber}, ${seller}` });
  }

  async decide(
    decision: 'Grant' | 'Decline',
    orderNumber: string,
    seller: string,
    answer?: string,
  ): Promise<void> {
    const named = this.page.getByRole('button', { name: new RegExp(`^${decision} `) });
    const item = this.item(orderNumber, seller).filter({ has: named });
    const button = item.getByRole('button', { name: new RegExp(`^${decision} `) });
    if (answer) await item.getByLabel(/^Answer to the buyer/).fill(answer);
    await button.click();
    await expect(button).toHaveCount(0);
  }
}
