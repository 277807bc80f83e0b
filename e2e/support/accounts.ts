import { expect } from '@playwright/test';
import { emulatorUrl } from './environment';

const headers = { authorization: 'Bearer sk_test_souk' };

interface Account {
  readonly id: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly settings: {
    readonly card_payments: { readonly statement_descriptor_prefix: string | null };
  };
}

/** A seller's account as Stripe knows it. */
export async function accountOf(slug: string): Promise<Account> {
  const list = await fetch(`${emulatorUrl}/v1/accounts?limit=100`, { headers });
  const { data } = (await list.json()) as { data: Account[] };
  const account = data.find(({ metadata }) => metadata.slug === slug);
  if (!account) throw new Error(`${slug} has no account`);
  return account;
}

/** Changes what is known of a seller's account, as Stripe's own checks would find it. */
export async function changeAccountOf(
  slug: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const { id } = await accountOf(slug);
  const changed = await fetch(`${emulatorUrl}/v1/accounts/${id}`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
  });
  expect(changed.ok, await changed.clone().text()).toBe(true);
}
