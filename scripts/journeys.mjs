// Runs the Playwright journeys against the production build: own ports, own data, own emulator; or
// real Stripe, when test keys are in the environment.
import fs from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import {
  emulatorEnv,
  freePort,
  healthy,
  isRealKey,
  root,
  run,
  startApp,
  startEmulator,
  StartError,
} from './processes.mjs';
import { registerWebhooks } from './webhook-endpoints.mjs';

/**
 * What a shop is given that believes it speaks to Stripe: keys of Stripe's length, no address but
 * Stripe's own, and on the server the preload, which brings its calls to the emulator.
 */
function stripeEnv({ port }) {
  const preload = path.join(root, 'emulator/dist/preload.cjs');
  return {
    STRIPE_SECRET_KEY: 'sk_test_51SoukJourneys00000000000001',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_51SoukJourneys00000000000001',
    STRIPE_API_BASE: '',
    STRIPE_JS_URL: '',
    EMULATOR_FRAME_ORIGINS: '',
    EMULATOR_URL: `http://127.0.0.1:${port}`,
    NODE_OPTIONS: `--require ${JSON.stringify(preload)}`,
  };
}

/**
 * Brings emulator and shop up on free ports with empty data; `close` ends both and deletes the data.
 * With `unaware` the shop is set up for Stripe itself.
 */
export async function bringUp({ env = {}, onLine, unaware = false } = {}) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'souk-'));
  const real = !unaware && isRealKey(process.env.STRIPE_SECRET_KEY);
  const ports = {
    port: await freePort(),
    framesPort: await freePort(),
    bankPort: await freePort(),
  };
  let emulator;
  const port = await freePort();
  // Nothing of the developer's own set-up, be it in the shell or in an .env file: emptied variables
  // count as absent and keep Next from filling them in.
  const own = [
    'APP_URL',
    'DATABASE_URL',
    'SESSION_SECRET',
    'FEE_BASIS_POINTS',
    'DEMO_PEOPLE',
    'TRUSTED_PROXIES',
    'STRIPE_WEBHOOK_SECRET_PLATFORM',
    'STRIPE_WEBHOOK_SECRET_CONNECT',
    'STRIPE_CALLS_PER_SECOND',
    'STRIPE_TIMEOUT_MS',
    'EXTRA_SELLERS',
  ];
  if (!real) own.push('STRIPE_SECRET_KEY', 'STRIPE_PUBLISHABLE_KEY');
  let appEnv = {
    ...Object.fromEntries(own.map((name) => [name, ''])),
    APP_URL: `http://localhost:${port}`,
    DATA_DIR: data,
    RELAXED_DURABILITY: '1',
    ...env,
  };
  let app;
  const launch = async () => {
    app = startApp({ port, env: appEnv, onLine });
    await healthy(app, `http://127.0.0.1:${port}/api/health`, { seconds: 180 });
  };
  const close = async () => {
    await Promise.all([app?.stop(), emulator?.stop()]);
    fs.rmSync(data, { recursive: true, force: true });
  };
  try {
    if (!real) {
      emulator = startEmulator({ ...ports, dataDir: path.join(data, 'emulator'), onLine });
      await healthy(emulator, `http://127.0.0.1:${ports.port}/_emulator/health`);
      appEnv = { ...appEnv, ...(unaware ? stripeEnv(ports) : emulatorEnv(ports)) };
      const webhooks = await registerWebhooks({
        apiUrl: `http://127.0.0.1:${ports.port}`,
        appUrl: `http://127.0.0.1:${port}`,
        dataDir: data,
        ...(appEnv.STRIPE_SECRET_KEY ? { secretKey: appEnv.STRIPE_SECRET_KEY } : {}),
      });
      appEnv = { ...appEnv, ...webhooks };
    }
    await launch();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    appUrl: `http://localhost:${port}`,
    emulatorUrl: real ? '' : `http://127.0.0.1:${ports.port}`,
    dataDir: data,
    lines: () => [...app.lines, ...(emulator?.lines ?? [])],
    /** Ends the shop and leaves Stripe, so that somebody else may open its data. */
    stopApp: () => app.stop(),
    /** Kills the shop without warning and starts it again on the same data. */
    async crash() {
      app.child.kill('SIGKILL');
      await app.ended;
      await launch();
    },
    close,
  };
}

/**
 * How many houses stand side by side. One journey uses about half of a machine with two cores: browser,
 * shop and emulator wait for each other. Stripe itself is asked by one at a time, for its limits' sake.
 */
function houseCount(unaware) {
  if (!unaware && isRealKey(process.env.STRIPE_SECRET_KEY)) return 1;
  const wanted = process.env.HOUSES || Math.min(2, os.availableParallelism());
  const count = Number(wanted);
  if (Number.isInteger(count) && count > 0 && count <= 8) return count;
  throw new StartError(`HOUSES=${wanted} is not a number of houses; give 1 to 8.`);
}

/** Brings so many houses up, each with a control server; one that does not come up ends them all. */
async function bringUpAll(count, options) {
  const tried = await Promise.allSettled(
    Array.from({ length: count }, async () => {
      const house = await bringUp(options);
      const control = await controlServer(house);
      return {
        ...house,
        controlUrl: `http://127.0.0.1:${control.address().port}`,
        async close() {
          control.close();
          await house.close();
        },
      };
    }),
  );
  const houses = tried.filter(({ status }) => status === 'fulfilled').map(({ value }) => value);
  const failed = tried.find(({ status }) => status === 'rejected');
  if (!failed) return houses;
  await Promise.all(houses.map((house) => house.close()));
  throw failed.reason;
}

/** What a journey may ask of the house it runs in: `POST /crash`. */
function controlServer(house) {
  const server = http.createServer((request, response) => {
    if (request.method !== 'POST' || request.url !== '/crash') {
      response.writeHead(404).end();
      return;
    }
    house.crash().then(
      () => response.writeHead(204).end(),
      (error) => response.writeHead(500).end(String(error)),
    );
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/**
 * Runs the journeys, each house taking the next one when it has ended its last, so that a journey never
 * meets another's faults, clock or crash. Once for each of `ways`: switches of the emulator's Stripe.js.
 * With `unaware` neither shop nor browser knows of the emulator, which answers for Stripe's hosts.
 * `ran` is called after each run, when its report of all houses is written, be it of failures.
 */
export async function runJourneys({
  browser,
  args = [],
  ways = [{}],
  unaware = false,
  ran = () => {},
}) {
  const houses = await bringUpAll(houseCount(unaware), { unaware });
  const failed = [];
  try {
    for (const way of ways) {
      const name = nameOf(way, unaware);
      console.log(`\n--- ${name}; ${houses.length} at a time`);
      await Promise.all(houses.map((house) => switchStripeJs(house, way)));
      // A run that does not get as far as its report must not be counted by an earlier one.
      fs.rmSync(path.join(root, 'test-results/journeys.json'), { force: true });
      await playwright(houses, { browser, args, unaware })
        .catch((error) => {
          failed.push(name);
          console.error(error.message);
        })
        .finally(ran);
    }
    if (failed.length) throw new StartError(`Journeys failed: ${failed.join('; ')}.`);
  } catch (error) {
    houses.forEach((house, index) => {
      const lines = house.lines().slice(-40).join('\n');
      console.error(`Last lines of the shop and the emulator in house ${index + 1}:\n${lines}`);
    });
    throw error;
  } finally {
    await Promise.all(houses.map((house) => house.close()));
  }
}

function nameOf({ generation, hardMode, nestedChallenge }, unaware) {
  const parts = [
    generation && `Stripe.js of ${generation}`,
    hardMode && 'an unsteady form',
    nestedChallenge && 'the bank in one more frame',
    unaware && 'the shop set up for Stripe itself',
  ].filter(Boolean);
  return parts.length ? `journeys with ${parts.join(', ')}` : 'journeys';
}

async function switchStripeJs({ emulatorUrl }, way) {
  if (Object.keys(way).length === 0) return;
  if (!emulatorUrl) throw new StartError('Only the emulator can be switched, and this is Stripe.');
  const calm = { generation: '2025', hardMode: false, nestedChallenge: false };
  const response = await fetch(`${emulatorUrl}/_emulator/settings`, {
    method: 'POST',
    body: JSON.stringify({ stripeJs: { ...calm, ...way } }),
  });
  if (!response.ok) throw new StartError(`The emulator does not switch: ${await response.text()}`);
}

function playwright(houses, { browser, args, unaware }) {
  const addresses = houses.map(({ appUrl, emulatorUrl, controlUrl, dataDir }) => ({
    appUrl,
    emulatorUrl,
    controlUrl,
    dataDir,
  }));
  return run(
    process.execPath,
    [path.join(root, 'node_modules/@playwright/test/cli.js'), 'test', ...args],
    {
      env: {
        PLAYWRIGHT_CHROMIUM_PATH: browser,
        E2E_HOUSES: JSON.stringify(addresses),
        E2E_STRIPE_HOSTS: unaware ? 'emulated' : '',
      },
    },
  );
}
