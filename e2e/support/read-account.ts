import { expect } from '@playwright/test';
import { emulatorUrl } from './environment';

/** Something of a seller's account, as the emulator's own books have it. */
export async function readAccount<Value>(accountId: string, path: string): Promise<Value> {
  const response = await fetch(`${emulatorUrl}/v1/${path}`, {
    headers: { authorization: 'Bearer sk_test_souk', 'stripe-account': accountId },
  });
  expect(response.ok, await response.clone().text()).toBe(true);
  return (await response.json()) as Value;
}
