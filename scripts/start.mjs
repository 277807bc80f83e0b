// `npm start` and `npm run dev`: the emulator (unless real test keys are set) and the shop.
import fs from 'node:fs';
import path from 'node:path';
import {
  demandFreePort,
  emulatorEnv,
  healthy,
  isRealKey,
  root,
  startApp,
  startEmulator,
  StartError,
} from './processes.mjs';
import { dataDirFrom, portFrom } from './settings.mjs';

const dev = process.argv.includes('--dev');

function demandNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 9)) return;
  throw new StartError(
    `Souk needs Node 20.9 or newer; this is ${process.versions.node}. Install one from https://nodejs.org and start again.`,
  );
}

async function main() {
  demandNode();
  const packages = ['next', '@next/env'].every((name) =>
    fs.existsSync(path.join(root, 'node_modules', name)),
  );
  if (!packages) throw new StartError('The packages are not installed. Run `npm ci` first.');
  const { default: nextEnv } = await import('@next/env');
  nextEnv.loadEnvConfig(root, dev, { info() {}, error: console.error });

  const port = portFrom(process.env, 'PORT', 3000);
  const emulatorPort = portFrom(process.env, 'EMULATOR_PORT', 12111);
  const realKeys = isRealKey(process.env.STRIPE_SECRET_KEY);
  const dataDir = dataDirFrom(process.env);
  const ports = { port: emulatorPort, framesPort: emulatorPort + 1, bankPort: emulatorPort + 2 };

  await demandFreePort(port, 'PORT', 'the shop');
  if (!realKeys) {
    if (Object.values(ports).includes(port)) {
      throw new StartError(
        `The emulator needs the ports ${emulatorPort} to ${emulatorPort + 2}; PORT=${port} is one of them. Choose another PORT or EMULATOR_PORT.`,
      );
    }
    for (const one of Object.values(ports)) {
      await demandFreePort(one, 'EMULATOR_PORT', 'the Stripe emulator');
    }
  }

  const { buildApp, buildEmulator } = await import('./build.mjs');
  if (!realKeys) await buildEmulator();
  if (!dev) await buildApp();

  const handles = [];
  let stopping = false;
  let open = false;
  const stop = async (code) => {
    if (stopping) return;
    stopping = true;
    await Promise.all(handles.map((handle) => handle.stop()));
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
  const watch = (handle) => {
    handles.push(handle);
    void handle.ended.then(({ code, signal }) => {
      // Before everything is up, whoever waits for its health tells what happened.
      if (stopping || !open) return;
      console.error(`The ${handle.name} ended (${signal ?? `exit ${code}`}); stopping the rest.`);
      void stop(1);
    });
    return handle;
  };
  const onLine = (line) => console.log(line);

  try {
    const env = { DATA_DIR: dataDir };
    if (!realKeys) {
      const emulator = watch(
        startEmulator({ ...ports, dataDir: path.join(dataDir, 'emulator'), onLine }),
      );
      await healthy(emulator, `http://127.0.0.1:${emulatorPort}/_emulator/health`, { told: true });
      Object.assign(env, emulatorEnv(ports));
      if (
        !process.env.STRIPE_WEBHOOK_SECRET_PLATFORM &&
        !process.env.STRIPE_WEBHOOK_SECRET_CONNECT
      ) {
        const { registerWebhooks } = await import('./webhook-endpoints.mjs');
        const { STRIPE_SECRET_KEY: secretKey } = process.env;
        Object.assign(
          env,
          await registerWebhooks({
            apiUrl: `http://127.0.0.1:${emulatorPort}`,
            appUrl: `http://127.0.0.1:${port}`,
            dataDir,
            ...(secretKey ? { secretKey } : {}),
          }),
        );
      }
    }
    const app = watch(startApp({ port, dev, env, onLine }));
    await healthy(app, `http://127.0.0.1:${port}/api/health`, { seconds: 120, told: true });
    open = true;
    greet({ port, emulatorPort, realKeys });
  } catch (error) {
    if (stopping) return;
    stopping = true;
    await Promise.all(handles.map((handle) => handle.stop()));
    throw error;
  }
}

function greet({ port, emulatorPort, realKeys }) {
  console.log(`
  Souk is open:      http://localhost:${port}
  ${realKeys ? 'Stripe:            api.stripe.com, test mode' : `Stripe emulator:   http://127.0.0.1:${emulatorPort}  (no keys, no network)`}

  People, one click away at /sign-in, or by hand with the password souk-demo-2026:
    jenny@souk.example     Jenny Rosen buys
    amelie@souk.example    Amélie Roux sells at Atelier Mistral
    hana@souk.example      Hana Mori sells at Kumo House
    olu@souk.example       Olu Adeyemi runs the platform

  A card to save:    4242 4242 4242 4242, any future date, any CVC, any postal code
  with 3D Secure:    4000 0025 0000 3155

  Ctrl-C stops everything.
`);
}

main().catch((error) => {
  console.error(error instanceof StartError ? `\n${error.message}\n` : error);
  process.exit(1);
});
