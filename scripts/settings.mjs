// What the start itself reads of the settings; an empty variable counts as absent, as in lib/config.
import path from 'node:path';
import { root, StartError } from './processes.mjs';

/** The port that a variable names; throws a StartError where it names none. */
export function portFrom(env, variable, fallback) {
  const value = env[variable] || String(fallback);
  const port = Number(value);
  if (Number.isInteger(port) && port > 0 && port < 65_533) return port;
  throw new StartError(`${variable}=${value} is not a port. Give a number such as ${fallback}.`);
}

/** Where data is kept. */
export const dataDirFrom = (env) => path.resolve(root, env.DATA_DIR || '.data');
