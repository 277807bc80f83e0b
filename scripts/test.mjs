// `npm test`: types, lint and borders, unit tests, emulator contract tests, journeys in a browser, and
// a few of them in other ways.
// `npm test -- --only e2e [playwright arguments]` runs one part.
import fs from 'node:fs';
import path from 'node:path';
import { isRealKey, root, run, StartError } from './processes.mjs';
import { buildApp, buildEmulator } from './build.mjs';
import { findBrowser } from './find-browser.mjs';
import { runJourneys } from './journeys.mjs';

const results = path.join(root, 'test-results');
const [flag, only, ...rest] = process.argv.slice(2);
const chosen = flag === '--only' ? only : undefined;
const counts = { passed: 0, failed: 0 };

function readJson(name) {
  const file = path.join(results, name);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}

function countVitest(name) {
  const report = readJson(name);
  if (!report) return;
  counts.passed += report.numPassedTests;
  counts.failed += report.numFailedTests;
}

function countJourneys() {
  const stats = readJson('journeys.json')?.stats;
  if (!stats) return;
  counts.passed += stats.expected + stats.flaky;
  counts.failed += stats.unexpected;
  if (stats.skipped) throw new StartError(`${stats.skipped} journeys were skipped; none may be.`);
}

async function vitest(report, cwd, args = []) {
  try {
    await run(
      process.execPath,
      [
        path.join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${path.join(results, report)}`,
        ...args,
      ],
      { cwd, env: { PLAYWRIGHT_CHROMIUM_PATH: browser } },
    );
  } finally {
    countVitest(report);
  }
}

/** A script of package.json, by the npm that runs this one: on Windows `npm` is no program of its own. */
function npmRun(script) {
  const npm = process.env.npm_execpath;
  const args = ['run', script, '--silent'];
  return npm ? run(process.execPath, [npm, ...args]) : run('npm', args);
}

let browser = '';
const parts = {
  types: () => npmRun('typecheck'),
  lint: () => npmRun('lint'),
  unit: () => vitest('unit.json', root),
  emulator: () => vitest('emulator.json', path.join(root, 'emulator')),
  // The shop killed and its calls spoilt, point by point; several processes on one Postgres.
  proofs: () => vitest('proofs.json', root, ['--config', 'proofs/vitest.config.ts']),
  e2e: async () => {
    if (!(await buildApp())) console.log('The last build of the shop is still good.');
    await runJourneys({ browser, args: rest, ran: countJourneys });
  },
  // A telling few in the other ways that `npm run e2e` has; it runs them all.
  ways: async () => {
    if (isRealKey(process.env.STRIPE_SECRET_KEY)) {
      console.log('With keys of Stripe there is one way only.');
      return;
    }
    await buildApp();
    const args = ['--grep', 'a card is saved with 3D Secure|three sellers in three currencies'];
    const ways = [{ generation: '2022' }, { hardMode: true }];
    await runJourneys({ browser, args, ways, ran: countJourneys });
    await runJourneys({ browser, args, unaware: true, ran: countJourneys });
  },
};

async function main() {
  if (chosen && !parts[chosen]) {
    throw new StartError(
      `There is no part "${chosen}"; there are ${Object.keys(parts).join(', ')}.`,
    );
  }
  fs.rmSync(results, { recursive: true, force: true });
  fs.mkdirSync(results, { recursive: true });
  await buildEmulator();
  browser = await findBrowser();
  const failed = [];
  for (const [name, part] of Object.entries(parts)) {
    if (chosen && chosen !== name) continue;
    const began = Date.now();
    console.log(`\n=== ${name}`);
    try {
      await part();
      console.log(`=== ${name}: good, ${Math.round((Date.now() - began) / 1000)} s`);
    } catch (error) {
      failed.push(name);
      console.error(error instanceof StartError ? error.message : error);
      console.log(`=== ${name}: FAILED, ${Math.round((Date.now() - began) / 1000)} s`);
    }
  }
  console.log(failed.length ? `\nFailed: ${failed.join(', ')}` : '\nEverything passed.');
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  process.exit(failed.length ? 1 : 0);
}

main().catch((error) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
