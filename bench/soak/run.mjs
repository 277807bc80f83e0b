// `npm run soak -- --orders 2000 --seed 7 [--together 6]`: the shop as it is in production, so many
// random carts, cards, policies, faults, deaths and refunds; at the end Stripe's own books (the
// emulator's) against our rows. One good is scarce: a cart may find its shelf empty. Every other cart has
// to place an order. The same seed plans the same orders and throws the same faults; only how they meet in
// time is the machine's. Ends with 1 when anything does not agree, or an order is wanting. With
// `--mirrors 300` it is cards and subscriptions in place of orders: mirrors.mjs.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import Stripe from 'stripe';
import { buildApp, buildEmulator } from '../../scripts/build.mjs';
import { bringUp } from '../../scripts/journeys.mjs';
import { freePort, healthy, root, startEmulator } from '../../scripts/processes.mjs';
import { table } from '../house.mjs';
import { visitor } from './buyer.mjs';
import { soakMirrors } from './mirrors.mjs';
import { endOrder, playOrder } from './order.mjs';
import { faultsOf, planOf, scarce } from './plan.mjs';
import { sideBySide } from './side-by-side.mjs';
import { worldOf } from './world.mjs';

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '2000' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    together: { type: 'string', default: '6' },
    /** In place of orders: so many mirrors that follow their buyers. */
    mirrors: { type: 'string' },
  },
});
const [orders, seed, together] = [values.orders, values.seed, values.together].map(Number);
/** How many orders one buyer makes: limits of the shop shut out whoever pays by the hundred. */
const ordersOfBuyer = 8;

async function harness() {
  const outfile = path.join(root, 'node_modules/.cache/souk-soak.mjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['bench/soak/entry.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  return import(outfile);
}

/**
 * A data folder with the goods in it, enough for all orders but of what is scarce, and how many there
 * are before anything is sold.
 */
async function stockUp({ bundleEngine, startEngine }, dataDir) {
  const bundle = await bundleEngine();
  const ports = {
    port: await freePort(),
    framesPort: await freePort(),
    bankPort: await freePort(),
  };
  const emulator = startEmulator(ports);
  const stripeUrl = `http://127.0.0.1:${ports.port}`;
  await healthy(emulator, `${stripeUrl}/_emulator/health`);
  const platform = { secretKey: 'sk_test_souk', publishableKey: 'pk_test_souk' };
  const engine = await startEngine({ bundle, dataDir, platform, stripeUrl });
  await engine.do('stockUp', scarce);
  const { stock } = await engine.do('readRecords');
  await engine.kill();
  await emulator.stop();
  return { stock, bundle, platform };
}

async function control(house, method, where, body) {
  const response = await fetch(`${house.emulatorUrl}/_emulator${where}`, {
    method,
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${where}: ${await response.text()}`);
}

async function main() {
  console.log(`Soak of ${orders} carts, seed ${seed}, ${together} buyers at a time.`);
  await buildEmulator();
  await buildApp();
  const tools = await harness();
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'souk-soak-'));
  const { stock, bundle, platform } = await stockUp(tools, dataDir);
  const env = { DATA_DIR: dataDir, DEMO_PEOPLE: 'on', TRUSTED_PROXIES: '1' };
  const house = await bringUp({ env });
  const { hostname, port } = new URL(house.emulatorUrl);
  const stripe = new Stripe(platform.secretKey, {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 10,
  });
  const counts = new Map();
  const count = (what) => counts.set(what, (counts.get(what) ?? 0) + 1);
  const problems = [];
  const made = [];
  const began = Date.now();
  let played = 0;
  try {
    const operator = visitor(house.appUrl);
    const { ok } = await operator.call('POST', '/api/session/demo', { persona: 'olu' });
    if (!ok) throw new Error('The operator cannot sign in.');
    const { answerBank } = tools;
    const world = worldOf({ house, seed, stripe, operator, count, made, answerBank });
    for (const fault of faultsOf(seed)) await control(house, 'POST', '/faults', fault);
    const people = Array.from({ length: Math.ceil(orders / ordersOfBuyer) }, (_, index) => index);
    await sideBySide(people, together, async (index) => {
      let person = await world.newcomer();
      for (let of = 0; of < ordersOfBuyer && index * ordersOfBuyer + of < orders; of += 1) {
        const plan = planOf(seed, index * ordersOfBuyer + of);
        try {
          const came = await playOrder(world, person, plan);
          count(came);
          if (!came.startsWith('ordered') && !mayFindNothing(plan)) {
            problems.push(`order ${plan.index} was not placed: ${came}`);
          }
          // What nobody can have stays in this cart, and would stop whatever comes after it.
          if (came === 'sold_out') person = await world.newcomer();
        } catch (error) {
          problems.push(`order ${plan.index}: ${error.message}`);
        }
        played += 1;
        if (played % 100 === 0) tellProgress(played, made.length, began);
      }
    });
    await control(house, 'DELETE', '/faults');
    await settle(world, made, problems);
    await house.stopApp();
    const engine = await tools.startEngine({
      bundle,
      dataDir,
      platform,
      stripeUrl: house.emulatorUrl,
    });
    const books = () => engine.do('readRecords');
    for (let look = 0; look < 60 && tools.openWork(await books()).length > 0; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    }
    const records = await books();
    await engine.kill();
    problems.push(...tools.problemsOf(await tools.readBooks({ stripe }), records, stock));
    print(records, counts, problems, made.length);
  } finally {
    await house.close();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
  process.exit(problems.length ? 1 : 0);
}

/** True of a cart with what is scarce: it may be gone at once, or between the page and the press. */
const mayFindNothing = ({ goods }) => goods.some((slug) => scarce.includes(slug));

function tellProgress(played, placed, began) {
  const minutes = ((Date.now() - began) / 60_000).toFixed(1);
  console.log(`  ${played} of ${orders} carts, ${placed} orders placed, ${minutes} minutes`);
}

/** Everybody ends what waits for them; then nothing may be open, minutes after the last order. */
async function settle(world, made, problems) {
  const until = Date.now() + 300_000;
  let open = made;
  while (open.length > 0 && Date.now() < until) {
    const still = [];
    await sideBySide(open, together, async (order) => {
      if (!(await endOrder(world, order.person, order.orderId))) still.push(order);
    });
    open = still;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  problems.push(...open.map(({ orderId }) => `order ${orderId} is still open`));
}

function print(records, counts, problems, placed) {
  for (const { state } of records.legs)
    counts.set(`leg ${state}`, (counts.get(`leg ${state}`) ?? 0) + 1);
  for (const { refund } of records.refunds) {
    const name = `refund ${refund.state} (${refund.reason})`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const rows = [...counts].sort(([one], [other]) => one.localeCompare(other));
  rows.push(
    ['orders in our rows', records.orders.length],
    ['what does not agree', problems.length],
  );
  table(
    `Soak of ${orders} carts, ${placed} orders placed, seed ${seed}`,
    ['what', 'how often'],
    rows,
  );
  for (const problem of problems) console.log(`  ${problem}`);
  const verdict = problems.length ? 'THE BOOKS DO NOT BALANCE' : 'The books balance.';
  const again = `npm run soak -- --orders ${orders} --seed ${seed} --together ${together}`;
  console.log(`\n${verdict} To play it again: ${again}`);
}

if (values.mirrors) {
  const tools = await harness();
  const agree = await soakMirrors({ mirrors: Number(values.mirrors), seed, together, tools });
  process.exit(agree ? 0 : 1);
}
await main();
