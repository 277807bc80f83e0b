// `npm test`: types, lint and borders; unit tests; emulator contract tests; proofs; journeys in a browser,
// and a few of them in other ways.
// `npm test -- --only e2e [playwright arguments]` runs one part.
import fs from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { isRealKey, root, run, StartError } from './processes.mjs';
import { buildApp, buildEmulator } from './build.mjs';
import { findBrowser } from './find-browser.mjs';
import { runJourneys } from './journeys.mjs';

const results = path.join(root, 'test-results');
const [flag, only, ...rest] = process.argv.slice(2);
const chosen = flag === '--only' ? only : undefined;
const counts = { passed: 0, failed: 0 };
/** What failed, told again at the very end: thousands of lines may stand between it and its reason. */
const failures = [];
/** Journeys that passed at their second try: nothing fails by them, and each is to be looked into. */
const shaky = [];
// A browser, a shop and an emulator share a machine with whatever else it does.
const onceMore = ['--retries', '1'];

function readJson(name) {
  const file = path.join(results, name);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
}

function countVitest(name) {
  const report = readJson(name);
  if (!report) return;
  counts.passed += report.numPassedTests;
  counts.failed += report.numFailedTests;
  for (const file of report.testResults) {
    const where = path.relative(root, file.name);
    if (file.status === 'failed' && file.message) failures.push([where, file.message]);
    for (const test of file.assertionResults) {
      if (test.status === 'failed') {
        failures.push([`${where} › ${test.fullName}`, test.failureMessages.join('\n')]);
      }
    }
  }
}

function failedJourneys({ suites = [], specs = [] }, above = []) {
  for (const { title, tests } of specs) {
    for (const { status, results: tries } of tests) {
      const reason = tries.findLast(({ error }) => error)?.error.message;
      const told = [[...above, title].join(' › '), reason ?? ''];
      if (status === 'unexpected') failures.push(told);
      if (status === 'flaky') shaky.push(told);
    }
  }
  for (const suite of suites) failedJourneys(suite, [...above, suite.title]);
}

/** A reason without colours and without the frames of the test runner. */
function plain(text) {
  const lines = stripVTControlCharacters(text).split('\n');
  const own = lines.filter((line) => !/^\s+at .*(node_modules|new Promise)/.test(line));
  return own.slice(0, 25).join('\n    ');
}

function countJourneys() {
  const report = readJson('journeys.json');
  const stats = report?.stats;
  if (!stats) return;
  counts.passed += stats.expected + stats.flaky;
  counts.failed += stats.unexpected;
  failedJourneys(report);
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
  // Each keeps one core busy.
  checks: async () => {
    const checks = await Promise.allSettled([npmRun('typecheck'), npmRun('lint')]);
    const failed = checks.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
  },
  unit: () => vitest('unit.json', root),
  emulator: () => vitest('emulator.json', path.join(root, 'emulator')),
  // The shop killed and its calls spoilt, point by point; several processes on one Postgres.
  proofs: () => vitest('proofs.json', root, ['--config', 'proofs/vitest.config.ts']),
  e2e: async () => {
    if (!(await buildApp())) console.log('The last build of the shop is still good.');
    // The longest, and those that other tests walk as well, are left to `npm run e2e`.
    const args = rest.length > 0 ? rest : ['--grep-invert', '@whole'];
    await runJourneys({ browser, args: [...args, ...onceMore], ran: countJourneys });
  },
  // A telling few in the other ways that `npm run e2e` has; it runs them all.
  ways: async () => {
    if (isRealKey(process.env.STRIPE_SECRET_KEY)) {
      console.log('With keys of Stripe there is one way only.');
      return;
    }
    await buildApp();
    const few = [
      ...['a card is saved with 3D Secure', 'three sellers in three currencies are paid'],
      ...['a bank account is linked at the checkout', 'the buyer confirms at once'],
    ];
    const args = ['--grep', few.join('|'), ...onceMore];
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
  for (const [name, reason] of shaky) {
    console.log(`\n~ ${name}: passed at the second try only\n    ${plain(reason)}`);
  }
  for (const [name, reason] of failures) console.log(`\n✗ ${name}\n    ${plain(reason)}`);
  console.log(failed.length ? `\nFailed: ${failed.join(', ')}` : '\nEverything passed.');
  const doubted = shaky.length ? `, ${shaky.length} of them at the second try` : '';
  console.log(`${counts.passed} passed${doubted}, ${counts.failed} failed`);
  process.exit(failed.length ? 1 : 0);
}

main().catch((error) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
