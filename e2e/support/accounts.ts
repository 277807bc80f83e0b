import { expect } from '@playwright/test';
import { emulatorUrl } from './environment';

const headers = { authorization: 'Bearer sk_test_souk' };

/** Changes what is known of a seller's account, as Stripe's own checks would find it. */
export async function changeAccountOf(
  slug: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  const list = await fetch(`${emulatorUrl}/v1/accounts?limit=100`, { headers });
  const { data } = (await list.json()) as {
    data: { id: string; metadata: Record<string, string> }[];
  };
  const id = data.find(({ metadata }) => metadata.slug === slug)?.id;
  const changed = await fetch(`${emulatorUrl}/v1/accounts/${id}`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
  });
  expect(changed.ok, await changed.clone().text()).toBe(true);
}
