/**
 * `node --require souk-emulator/preload server.js`: every call of this process to Stripe's API goes
 * to the emulator, whatever library and version makes it, without a change to the program.
 */
import { isMainThread } from 'node:worker_threads';
import { emulatorUrl } from './destination';
import { redirectNodeHttp } from './node-http';
import { redirectFetch } from './web-fetch';

/** Set on the process, so that a second `--require` (by NODE_OPTIONS) does nothing. */
const LOADED = Symbol.for('souk-emulator/preload');

function preload(): void {
  const place = globalThis as { [LOADED]?: true };
  if (place[LOADED]) return;
  place[LOADED] = true;
  const emulator = emulatorUrl(process.env);
  let warned = false;
  const unreachable = (): void => {
    if (warned) return;
    warned = true;
    console.error(`souk-emulator: nothing listens at ${emulator.origin}; is the emulator running?`);
  };
  redirectNodeHttp(emulator, unreachable);
  redirectFetch(emulator, unreachable);
  // To stderr: the program's own output may be read by another.
  if (isMainThread) console.error(`souk-emulator: api.stripe.com is ${emulator.origin}`);
}

preload();
