import { expect, type Locator, type Page } from '@playwright/test';
import { api } from '../support/people';
import { press } from '../support/press';

/** What journeys read of an order's JSON. */
export interface OrderJson {
  id: string;
  number: string;
  status: string;
  legs: {
    id: string;
    accountId: string;
    state: string;
    seller: { name: string };
    amount: { amount: number; currency: string };
    fee: { amount: number };
    attempts: {
      number: number;
      cloneId: string | null;
      paymentIntentId: string | null;
      cloneKey: string;
      chargeKey: string;
      captureKey: string | null;
      releaseKey: string | null;
    }[];
  }[];
  subscriptions: {
    id: string;
    name: string;
    seller: { name: string };
    accountId: string;
    standing: string;
    stateText: string;
    accountCustomerId: string | null;
    accountSubscriptionId: string | null;
    customerKey: string | null;
    subscriptionKey: string;
    clones: { accountMethodId: string | null; cloneKey: string; attachKey: string }[];
  }[];
}

export class Checkout {
  constructor(private readonly page: Page) {}

  get payButton(): Locator {
    return this.page.getByRole('button', { name: /^(Pay |Subscribe,)/ });
  }

  card(name: string): Locator {
    return this.page.getByRole('radio', { name: new RegExp(name) });
  }

  /** Lets one seller be paid with something of its own. */
  async payOneWith(seller: string, card: string): Promise<void> {
    const choice = this.page.getByLabel(new RegExp(`Pay with, for ${seller}`));
    await this.page.getByText('Choose another way for one seller').click();
    await choice.selectOption(card);
  }

  /** What becomes of the other sellers when one cannot be paid. */
  policy(name: 'Each seller on its own' | 'All or nothing'): Locator {
    return this.page.getByRole('radio', { name });
  }

  /** Presses the button, and goes nowhere yet. */
  async press(): Promise<void> {
    await press(this.payButton);
  }

  /** Presses the button and arrives at the order. */
  async pay(): Promise<OrderPage> {
    await this.press();
    await this.page.waitForURL(/\/orders\/ord_/);
    return new OrderPage(this.page);
  }
}

export class OrderPage {
  constructor(private readonly page: Page) {}

  get id(): string {
    return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
  }

  /** The sentences at the top that say how the order stands. */
  get story(): Locator {
    return this.page.locator('#order-status');
  }

  leg(seller: string): Locator {
    return this.page.getByRole('region', { name: seller, exact: true });
  }

  /** A plan that was to begin with this order. */
  plan({ name, seller }: { name: string; seller: string }): Locator {
    return this.page.getByRole('region', { name: `${name}, ${seller}`, exact: true });
  }

  async expectPlan(plan: { name: string; seller: string }, state: string): Promise<void> {
    await expect(this.plan(plan).getByText(state, { exact: true }).first()).toBeVisible();
  }

  async expectLeg(seller: string, state: string): Promise<void> {
    await expect(this.leg(seller).getByText(state, { exact: true }).first()).toBeVisible();
  }

  /** The order as the server tells it to its buyer. */
  async read(): Promise<OrderJson> {
    const response = await api(this.page, 'GET', `/api/orders/${this.id}`);
    expect(response.ok(), await response.text()).toBe(true);
    return ((await response.json()) as { order: OrderJson }).order;
  }
}
