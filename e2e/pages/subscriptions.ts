import { expect, type Locator, type Page } from '@playwright/test';
import { emulatorUrl } from '../support/environment';
import { api } from '../support/people';
import type { Plan } from './shop';
import { press } from '../support/press';
import { readAccount } from '../support/read-account';

/** What journeys read of a subscription's JSON. */
export interface SubscriptionJson {
  stateText: string;
  phase: string;
  quantity: number;
  nextAt: string | null;
  moving: boolean;
  card: { name: string };
  invoices: {
    id: string;
    number: string | null;
    state: string;
    reason: string;
    total: { amount: number };
    isCredit: boolean;
    chargeId: string | null;
    receiptUrl: string | null;
  }[];
  underneath: { accountId: string; subscriptionId: string; methodId: string };
}

/** The buyer's page about one subscription. */
export class SubscriptionPage {
  private constructor(private readonly page: Page) {}

  /** Goes there from the list, as a buyer does. */
  static async open(page: Page, { name }: Plan): Promise<SubscriptionPage> {
    await page.goto('/subscriptions');
    await page.getByRole('main').getByRole('link', { name }).click();
    await page.waitForURL(/\/subscriptions\/sub_/);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    return new SubscriptionPage(page);
  }

  get id(): string {
    return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
  }

  /** How it stands, and how it goes on. */
  get status(): Locator {
    return this.page.locator('#subscription-status');
  }

  get payments(): Locator {
    return this.page.getByRole('region', { name: 'Payments' });
  }

  get due(): Locator {
    return this.page.getByRole('region', { name: 'What is due' });
  }

  get change(): Locator {
    return this.page.getByRole('region', { name: 'Change it' });
  }

  async expectState(words: string): Promise<void> {
    await expect(this.status.getByText(words, { exact: true })).toBeVisible();
  }

  /** Comes back until it says so: what happens at Stripe is told by events, each in its time. */
  async comesToSay(words: string): Promise<void> {
    await this.comesTo(this.status, words);
  }

  /** The same of what is told of its payments. */
  async paymentsComeToSay(words: string): Promise<void> {
    await this.comesTo(this.payments, words);
  }

  private async comesTo(part: Locator, words: string): Promise<void> {
    await expect(async () => {
      await this.page.reload();
      await expect(part.getByText(words, { exact: true })).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 60_000 });
  }

  /** Chooses a card of the wallet and pays what is due with it. */
  async payDueWith(card: string): Promise<void> {
    await this.due.getByRole('radio', { name: card }).check();
    await press(this.due.getByRole('button', { name: /^Pay / }));
  }

  /** Has another card of the wallet pay it from now on. */
  async changeCard(card: string): Promise<void> {
    await this.change.getByText('Pay with another card', { exact: true }).click();
    await this.change.getByRole('radio', { name: card }).check();
    await press(this.change.getByRole('button', { name: 'Pay with this card' }));
  }

  /** Once the change has come to the seller's account: before the press is answered, the old card is said. */
  async expectPaidWith(card: string): Promise<void> {
    await expect
      .poll(
        async () => {
          const now = await this.read();
          return now.moving ? 'still on its way' : now.card.name;
        },
        { timeout: 90_000 },
      )
      .toBe(card);
  }

  /** Asks for all that is left of its latest payment. */
  async askRefund(note: string): Promise<void> {
    await this.payments.getByText('Ask for a refund').first().click();
    await this.payments.getByLabel(/^Anything else/).fill(note);
    await press(this.payments.getByRole('button', { name: 'Ask for refund' }));
    await expect(this.payments.getByText('Refund asked for')).toBeVisible();
  }

  /** As the server tells it to its buyer. */
  async read(): Promise<SubscriptionJson> {
    const response = await api(this.page, 'GET', `/api/subscriptions/${this.id}`);
    expect(response.ok(), await response.text()).toBe(true);
    return ((await response.json()) as { subscription: SubscriptionJson }).subscription;
  }

  /** The page's payments come to what the account says of them. */
  async expectAsOnAccount(): Promise<void> {
    await expect
      .poll(async () =>
        (await this.read()).invoices.map(({ id, total, state }) => ({
          id,
          amount: total.amount,
          state,
        })),
      )
      .toEqual(await this.onAccount());
  }

  /** What the account has of its invoices, newest first: of each its id, sum, state and charge. */
  async onAccount() {
    const { accountId, subscriptionId } = (await this.read()).underneath;
    const { data } = await readAccount<{
      data: { id: string; total: number; status: string }[];
    }>(accountId, `invoices?limit=100&subscription=${subscriptionId}`);
    return data.map(({ id, total, status }) => ({ id, amount: total, state: status }));
  }

  /**
   * What the account has taken from this buyer, the oldest first: with which card, how much, and what of
   * it came to the account's balance and to the platform.
   */
  async chargesOnAccount() {
    const { accountId, subscriptionId } = (await this.read()).underneath;
    const { customer } = await readAccount<{ customer: string }>(
      accountId,
      `subscriptions/${subscriptionId}`,
    );
    const { data } = await readAccount<{ data: ChargeJson[] }>(
      accountId,
      `charges?limit=100&customer=${customer}&expand[]=data.balance_transaction`,
    );
    return data.reverse().map((charge) => ({
      last4: charge.payment_method_details.card.last4,
      paid: charge.paid && charge.captured && charge.amount_refunded === 0,
      amount: charge.amount_captured,
      currency: charge.currency,
      fee: charge.application_fee_amount,
      onBalance: charge.balance_transaction,
    }));
  }
}

interface ChargeJson {
  amount_captured: number;
  amount_refunded: number;
  application_fee_amount: number;
  balance_transaction: { amount: number; fee: number; net: number; currency: string };
  captured: boolean;
  currency: string;
  paid: boolean;
  payment_method_details: { card: { last4: string } };
}

/** Puts the emulator's clock forward; what was due by then has happened when it answers. */
export async function passDays(days: number): Promise<void> {
  const response = await fetch(`${emulatorUrl}/_emulator/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance_seconds: days * 86_400 }),
  });
  expect(response.ok, await response.text()).toBe(true);
}
