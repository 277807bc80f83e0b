// First-load JavaScript and CSS of each kind of page, gzip, against the budgets of
// e2e/support/budgets.ts: the journey that `npm test` plays, with a line for every page.
import { runJourneys } from '../scripts/journeys.mjs';
import { buildApp, buildEmulator } from '../scripts/build.mjs';
import { findBrowser } from '../scripts/find-browser.mjs';

export async function firstLoad() {
  await buildEmulator();
  await buildApp();
  process.env.HOUSES = '1';
  process.env.FIRST_LOAD_TABLE = '1';
  console.log('\nFirst load, kB gzip');
  await runJourneys({ browser: await findBrowser(), args: ['first-load.spec.ts'] });
}
