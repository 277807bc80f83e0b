// `npm run e2e -- [way] [playwright arguments]`: the journeys in one of the other ways in which pages
// and Stripe.js meet. `--generation=2022`, `--hard` and `--nested` switch the emulator's Stripe.js;
// `--unaware` sets the shop up for Stripe itself, with the emulator behind js.stripe.com and
// api.stripe.com. `--all` runs each, and all journeys that show Stripe.js unless others are named.
import { root, StartError } from './processes.mjs';
import { buildApp, buildEmulator } from './build.mjs';
import { findBrowser } from './find-browser.mjs';
import { runJourneys } from './journeys.mjs';

/** The journeys in which Stripe.js is seen. */
const stripeJsJourneys = [
  ...['save-a-card', 'pay-sellers', 'declines', 'recovery', 'bank-accounts', 'plan-bank', 'plus'],
  ...['card-families', 'bank-families', 'refunds', 'disputes', 'all-or-nothing', 'guest'],
  ...['subscribe'],
];

const everyWay = [
  { generation: '2022' },
  { hardMode: true },
  { generation: '2022', hardMode: 'twin-first', nestedChallenge: '2020' },
];

/** Reads the command line: the ways are ours, everything else is Playwright's. */
function readWays(given) {
  const way = {};
  const args = [];
  let unaware = false;
  let all = false;
  for (const arg of given) {
    const [name, value] = arg.split('=', 2);
    if (name === '--generation') way.generation = value;
    else if (name === '--hard') way.hardMode = value ?? true;
    else if (name === '--nested') way.nestedChallenge = value ?? true;
    else if (arg === '--unaware') unaware = true;
    else if (arg === '--all') all = true;
    else args.push(arg);
  }
  return { way, args: args.length ? args : stripeJsJourneys, unaware, all };
}

async function main() {
  process.chdir(root);
  const { way, args, unaware, all } = readWays(process.argv.slice(2));
  await buildEmulator();
  const browser = await findBrowser();
  await buildApp();
  if (!all) return runJourneys({ browser, args, ways: [way], unaware });
  await runJourneys({ browser, args, ways: everyWay });
  await runJourneys({ browser, args, ways: [{}, ...everyWay], unaware: true });
}

main().catch((error) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
