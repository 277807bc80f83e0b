/** A shop with its own data, its own emulator, and whoever can kill it; set up by the runner. */
interface House {
  appUrl: string;
  /** Empty when the journeys run against real Stripe. */
  emulatorUrl: string;
  controlUrl: string;
  dataDir: string;
}

/** All houses of this run: Playwright has as many workers. */
export const houses = JSON.parse(process.env.E2E_HOUSES ?? '[]') as House[];

/** The house of this worker, which no other worker enters. */
function ownHouse(): House {
  const house = houses[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
  if (!house)
    throw new Error('there is no house; start the journeys with `npm test -- --only e2e`');
  return house;
}

export const { appUrl, emulatorUrl, controlUrl, dataDir } = ownHouse();

/** Kills the shop without warning and waits until it is up again on the same data. */
export async function crashShop(): Promise<void> {
  const response = await fetch(`${controlUrl}/crash`, { method: 'POST' });
  if (!response.ok) throw new Error(`the shop did not come back: ${await response.text()}`);
}
