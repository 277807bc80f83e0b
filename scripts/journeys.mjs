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
  root,
  run,
  startApp,
  startEmulator,
} from './processes.mjs';

/** Brings emulator and shop up on free ports with empty data; `close` ends both and deletes the data. */
export async function bringUp({ env = {}, onLine } = {}) {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'souk-'));
  const real = Boolean(process.env.STRIPE_SECRET_KEY);
  const ports = {
    port: await freePort(),
    framesPort: await freePort(),
    bankPort: await freePort(),
  };
  const port = await freePort();
  let emulator;
  let appEnv = { DATA_DIR: data, RELAXED_DURABILITY: '1', ...env };
  if (!real) {
    emulator = startEmulator({ ...ports, dataDir: path.join(data, 'emulator'), onLine });
    await healthy(emulator, `http://127.0.0.1:${ports.port}/_emulator/health`);
    appEnv = { ...appEnv, ...emulatorEnv(ports) };
  }
  const launch = async () => {
    const app = startApp({ port, env: appEnv, onLine });
    await healthy(app, `http://127.0.0.1:${port}/api/health`, { seconds: 90 });
    return app;
  };
  let app = await launch();
  return {
    appUrl: `http://localhost:${port}`,
    emulatorUrl: real ? '' : `http://127.0.0.1:${ports.port}`,
    lines: () => [...app.lines, ...(emulator?.lines ?? [])],
    /** Kills the shop without warning and starts it again on the same data. */
    async crash() {
      app.child.kill('SIGKILL');
      await app.ended;
      app = await launch();
    },
    async close() {
      await Promise.all([app.stop(), emulator?.stop()]);
      fs.rmSync(data, { recursive: true, force: true });
    },
  };
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

export async function runJourneys({ browser, args = [] }) {
  const house = await bringUp();
  const control = await controlServer(house);
  try {
    await run(path.join(root, 'node_modules', '.bin', 'playwright'), ['test', ...args], {
      env: {
        PLAYWRIGHT_CHROMIUM_PATH: browser,
        E2E_APP_URL: house.appUrl,
        E2E_EMULATOR_URL: house.emulatorUrl,
        E2E_CONTROL_URL: `http://127.0.0.1:${control.address().port}`,
      },
    });
  } catch (error) {
    console.error(
      `Last lines of the shop and the emulator:\n${house.lines().slice(-40).join('\n')}`,
    );
    throw error;
  } finally {
    control.close();
    await house.close();
  }
}
