import { expect } from '@playwright/test';
import { emulatorUrl } from './environment';

/** Gives money of the platform's own sale back, as somebody does in Stripe's Dashboard; all by default. */
export async function refundOwn(charge: string, amount?: number): Promise<void> {
  const response = await fetch(`${emulatorUrl}/v1/refunds`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_souk' },
    body: new URLSearchParams({ charge, ...(amount ? { amount: String(amount) } : {}) }),
  });
  expect(response.ok, await response.clone().text()).toBe(true);
}
