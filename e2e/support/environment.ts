/** Where the house under test is; set by the runner. */
function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; start the journeys with \`npm run test:e2e\``);
  return value;
}

export const appUrl = required('E2E_APP_URL');

/** Empty when the journeys run against real Stripe. */
export const emulatorUrl = process.env.E2E_EMULATOR_URL ?? '';

/** Kills the shop without warning and waits until it is up again on the same data. */
export async function crashShop(): Promise<void> {
  const response = await fetch(`${required('E2E_CONTROL_URL')}/crash`, { method: 'POST' });
  if (!response.ok) throw new Error(`the shop did not come back: ${await response.text()}`);
}
