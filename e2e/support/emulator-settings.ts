import { expect } from '@playwright/test';
import { emulatorUrl } from './environment';

/** What journeys change of how the emulator behaves, as it is without a word. */
const usual = { settleDelayMs: 1_000, microdepositType: 'descriptor_code' };

/** Has the emulator behave otherwise from now on. On real Stripe nobody can. */
export async function setEmulator(settings: Partial<typeof usual>): Promise<void> {
  if (!emulatorUrl) return;
  const response = await fetch(`${emulatorUrl}/_emulator/settings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(settings),
  });
  expect(response.ok, await response.text()).toBe(true);
}

/** For whoever comes after. */
export async function resetEmulator(): Promise<void> {
  await setEmulator(usual);
}
