import { expect } from '@playwright/test';
import { emulatorUrl } from './environment';
import { readAccount } from './read-account';

/** A subscription as its order tells of it. */
export interface OnAccount {
  readonly accountId: string;
  readonly accountSubscriptionId: string | null;
}

/** What a seller's account has of its buyer and their card; null on real Stripe, where there is no key. */
async function mirrorOf({ accountId, accountSubscriptionId }: OnAccount) {
  if (!emulatorUrl) return null;
  const subscription = await readAccount<{
    status: string;
    customer: string;
    default_payment_method: string | null;
    cancel_at_period_end: boolean;
  }>(accountId, `subscriptions/${accountSubscriptionId}`);
  const customer = await readAccount<{ name: string; email: string }>(
    accountId,
    `customers/${subscription.customer}`,
  );
  const { data } = await readAccount<{ data: { id: string; card: { last4: string } }[] }>(
    accountId,
    `customers/${subscription.customer}/payment_methods`,
  );
  return {
    status: subscription.status,
    endsWithPeriod: subscription.cancel_at_period_end,
    charged: data.find(({ id }) => id === subscription.default_payment_method)?.card.last4 ?? null,
    attached: data.map(({ card }) => card.last4),
    name: customer.name,
    email: customer.email,
  };
}

/** As a seller does in their own Dashboard: the Customer of a subscription there is called otherwise. */
export async function renameCustomer(
  { accountId, accountSubscriptionId }: OnAccount,
  name: string,
): Promise<void> {
  const { customer } = await readAccount<{ customer: string }>(
    accountId,
    `subscriptions/${accountSubscriptionId}`,
  );
  const response = await fetch(`${emulatorUrl}/v1/customers/${customer}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_souk', 'stripe-account': accountId },
    body: new URLSearchParams({ name }),
  });
  expect(response.ok, await response.text()).toBe(true);
}

/** Waits until every one of these has what is expected of it. */
export async function expectMirrors(
  subscriptions: readonly OnAccount[],
  expected: Partial<NonNullable<Awaited<ReturnType<typeof mirrorOf>>>>,
): Promise<void> {
  if (!emulatorUrl) return;
  for (const one of subscriptions) {
    await expect.poll(() => mirrorOf(one), { timeout: 90_000 }).toMatchObject(expected);
  }
}
