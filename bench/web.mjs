// What Lighthouse says of the pages that a buyer waits for, on a middle phone with a slow line.
//   npm run bench web -- [--runs 5] [--pages home,product,checkout,wallet,order]
// Signed in, with a saved card, goods of three sellers in the cart and an order behind them. Lighthouse
// is fetched by npx when it is first asked for, being 114 packages of 176 MB that few will use. Medians of
// some runs; ends with 1 when one misses its mark. Other work on the machine makes every figure worse.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { chromium } from 'playwright';
import { buildApp, buildEmulator } from '../scripts/build.mjs';
import { findBrowser } from '../scripts/find-browser.mjs';
import { bringUp } from '../scripts/journeys.mjs';
import { freePort } from '../scripts/processes.mjs';
import { median, saveCard, send, signUp, table } from './house.mjs';

const lighthouse = 'lighthouse@13.5.0';

/** `at`: reads the figure of a report. Scores are of 100. */
const marks = [
  { name: 'performance', least: 95, at: ({ categories }) => 100 * categories.performance.score },
  { name: 'a11y', least: 100, at: ({ categories }) => 100 * categories.accessibility.score },
  {
    name: 'practices',
    least: 95,
    at: ({ categories }) => 100 * categories['best-practices'].score,
  },
  {
    name: 'LCP s',
    most: 2,
    digits: 2,
    at: (report) => msOf(report, 'largest-contentful-paint') / 1_000,
  },
  { name: 'CLS', most: 0.05, digits: 3, at: (report) => msOf(report, 'cumulative-layout-shift') },
  { name: 'TBT ms', most: 200, at: (report) => msOf(report, 'total-blocking-time') },
];

const speedOf = ({ environment }) => environment.benchmarkIndex;
const msOf = ({ audits }, name) => audits[name].numericValue;

export async function web(args = []) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '5' },
      pages: { type: 'string', default: 'home,product,checkout,wallet,order' },
    },
  });
  await buildEmulator();
  await buildApp();
  const house = await bringUp();
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'souk-lighthouse-'));
  const port = await freePort();
  // The profile's own pages, as Lighthouse opens one more of them: with its cookies it is signed in.
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser(),
    baseURL: house.appUrl,
    locale: 'en-US',
    args: [`--remote-debugging-port=${port}`],
  });
  try {
    const page = await context.newPage();
    await signUp(house, page);
    const paths = await setUp(house, page);
    await page.close();
    const measured = [];
    for (const name of values.pages.split(',')) {
      if (!paths[name])
        throw new Error(`There is no page "${name}"; there are ${Object.keys(paths)}.`);
      const url = `${house.appUrl}${paths[name]}`;
      // The first visit after a start compiles on the server what all others find ready.
      await ask(url, port, profile);
      const reports = [];
      for (let run = 0; run < Number(values.runs); run += 1) {
        reports.push(await ask(url, port, profile));
      }
      measured.push({ name, reports });
    }
    tell(measured, values.runs);
  } finally {
    await context.close();
    await house.close();
    fs.rmSync(profile, { recursive: true, force: true });
  }
}

/** A card, an order of three sellers, and the same once more in the cart. */
async function setUp(house, page) {
  const savedMethodId = await saveCard(house, page);
  const add = async () => {
    for (const slug of ['noodle-bowl', 'lavender-sachets', 'hinoki-incense']) {
      await page.goto(`/products/${slug}`);
      await page.getByRole('button', { name: 'Add to cart' }).click();
      await page.getByText('Added to cart').first().waitFor({ state: 'attached' });
    }
  };
  await add();
  await page.goto('/checkout');
  const quote = await page.locator('[data-quote]').getAttribute('data-quote');
  const { orderId } = await send(house, page, 'POST', '/api/checkout', { quote, savedMethodId });
  await add();
  return {
    home: '/',
    product: '/products/speckled-mug',
    checkout: '/checkout',
    wallet: '/wallet',
    order: `/orders/${orderId}`,
  };
}

/** One report, as its JSON. */
async function ask(url, port, folder) {
  const file = path.join(folder, 'report.json');
  const categories = 'performance,accessibility,best-practices';
  const options = [
    `--port=${port}`,
    '--disable-storage-reset',
    '--form-factor=mobile',
    `--only-categories=${categories}`,
    '--output=json',
    `--output-path=${file}`,
    '--quiet',
    '--no-enable-error-reporting',
  ];
  await promisify(execFile)('npx', ['--yes', lighthouse, url, ...options], {
    shell: process.platform === 'win32',
  });
  const report = JSON.parse(fs.readFileSync(file, 'utf8'));
  if (report.runtimeError) throw new Error(`${url}: ${report.runtimeError.message}`);
  const arrived = new URL(report.finalDisplayedUrl).pathname;
  if (arrived !== new URL(url).pathname) throw new Error(`${url} led to ${arrived}.`);
  return report;
}

function tell(measured, runs) {
  const missed = new Set();
  const rows = measured.map(({ name, reports }) => [
    name,
    ...marks.map(({ name: mark, least = -Infinity, most = Infinity, digits = 0, at }) => {
      const figure = median(reports.map(at));
      const good = figure >= least && figure <= most;
      if (!good) missed.add(`${name}: ${mark}`);
      return `${figure.toFixed(digits)}${good ? '' : ' !'}`;
    }),
  ]);
  const wanted = marks.map(({ least, most }) => (least === undefined ? `≤ ${most}` : `≥ ${least}`));
  table(
    `Lighthouse, a phone on a slow line, medians of ${runs}`,
    ['page', ...marks.map(({ name }) => name)],
    [['wanted', ...wanted], ...rows],
  );
  const speeds = measured.flatMap(({ reports }) => reports).map(speedOf);
  console.log(
    `This machine's speed by Lighthouse: ${median(speeds).toFixed(0)}; a desk has 1500 or more.`,
  );
  for (const { name, reports } of measured) {
    for (const fault of faultsOf(reports)) console.log(`${name}: ${fault}`);
  }
  if (missed.size === 0) return;
  console.log(`\nMissed: ${[...missed].join('; ')}`);
  process.exitCode = 1;
}

/** What takes points away in categories that count faults, each once, with where it is. */
function faultsOf(reports) {
  const found = new Set();
  for (const { categories, audits } of reports) {
    for (const category of ['accessibility', 'best-practices']) {
      for (const { id, weight } of categories[category].auditRefs) {
        const { score, title, details } = audits[id];
        if (!weight || score === null || score >= 1) continue;
        const places = (details?.items ?? []).map(
          ({ node, url, description }) => node?.selector ?? url ?? description,
        );
        found.add(`${id}, ${title}: ${places.filter(Boolean).join(', ')}`);
      }
    }
  }
  return [...found];
}
