import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { EmulatorOptions } from './emulator';
import type { Forward, Seed } from './public-api';
import { checkSettings } from './settings';
import { checkForward } from './standing';

const DEFAULT_PORT = 12111;

export const USAGE = `souk-emulator: a local Stripe

  --port N               the API and Stripe.js (default ${DEFAULT_PORT}, or EMULATOR_PORT; 0 for a free one)
  --frames-port N        the frames that hold card fields (default: the port after)
  --bank-port N          the simulated bank (default: the one after that)
  --tls-port N           answer for Stripe's own hosts (js.stripe.com …) there, by TLS
  --tls-dir DIR          keep the certificate in DIR (default: in the one of --data, or nowhere)
  --data DIR             keep data in DIR (or EMULATOR_DATA); without it, in memory
  --api-version VERSION  of calls without a Stripe-Version; the account's default at Stripe
  --platform-name NAME   what a new platform's own account is called (default Test platform)
  --raw-card-data        let servers send card numbers (the published ones), as in older suites
  --forward-to URL       send all events there, signed with the secret of --webhook-secret
  --webhook-secret S     a secret of your own, whsec_…; it survives resets
  --seed FILE            JSON of what is there at the start and after each reset
  --host ADDRESS         listen on another address than 127.0.0.1; needs --allow-remote
  --allow-remote         let other machines in; there is no protection but the key's shape
  --allow-production     start although NODE_ENV is production
  --version              which version this is
  --help                 this text

The dashboard is at the root of the API: http://127.0.0.1:${DEFAULT_PORT}
`;

/** What the command line asks for: to start, or only to be told something. */
export type Command =
  | { readonly tell: 'help' | 'version' }
  | { readonly tell?: never; readonly options: EmulatorOptions };

/** Reads arguments and environment. Throws an `Error` with one sentence for the user. */
export function readCommand(args: string[], env: Readonly<NodeJS.ProcessEnv>): Command {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      'frames-port': { type: 'string' },
      'bank-port': { type: 'string' },
      'tls-port': { type: 'string' },
      'tls-dir': { type: 'string' },
      data: { type: 'string' },
      'api-version': { type: 'string' },
      'platform-name': { type: 'string' },
      'raw-card-data': { type: 'boolean' },
      'forward-to': { type: 'string' },
      'webhook-secret': { type: 'string' },
      seed: { type: 'string' },
      host: { type: 'string' },
      'allow-remote': { type: 'boolean' },
      'allow-production': { type: 'boolean' },
      version: { type: 'boolean', short: 'v' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return { tell: 'help' };
  if (values.version) return { tell: 'version' };
  if (env.NODE_ENV === 'production' && !values['allow-production']) {
    throw new Error(
      'This is an emulator for development and tests, and NODE_ENV is production; start it with --allow-production if that is what you mean.',
    );
  }
  const host = values.host ?? '127.0.0.1';
  if (!isLoopback(host) && !values['allow-remote']) {
    throw new Error(
      `Listening on ${host} would let other machines in; add --allow-remote if that is what you mean.`,
    );
  }
  const port = readPort('--port', values.port ?? env.EMULATOR_PORT ?? String(DEFAULT_PORT));
  const after = (steps: number) => (port === 0 ? 0 : port + steps);
  const data = values.data ?? env.EMULATOR_DATA;
  const version = values['api-version'];
  const name = values['platform-name'];
  const settings = {
    ...(version ? { apiVersion: version } : {}),
    ...(name ? { platformName: name } : {}),
    ...(values['raw-card-data'] ? { rawCardData: true } : {}),
  };
  return {
    options: {
      port,
      framesPort: readPort('--frames-port', values['frames-port'] ?? String(after(1))),
      bankPort: readPort('--bank-port', values['bank-port'] ?? String(after(2))),
      ...tlsOf(values['tls-port'], values['tls-dir']),
      dataDir: data ? data : null,
      host,
      settings: checkSettings(settings),
      ...forwardOf(values['forward-to'], values['webhook-secret']),
      ...(values.seed === undefined ? {} : { seed: readSeed(values.seed) }),
    },
  };
}

function tlsOf(port: string | undefined, directory: string | undefined) {
  if (port === undefined && directory !== undefined) {
    throw new Error('--tls-dir is for what --tls-port starts; give both.');
  }
  return {
    ...(port === undefined ? {} : { tlsPort: readPort('--tls-port', port) }),
    ...(directory === undefined ? {} : { tlsDir: directory }),
  };
}

function forwardOf(url: string | undefined, secret: string | undefined): { forward?: Forward } {
  if (url === undefined && secret === undefined) return {};
  if (url === undefined || secret === undefined) {
    throw new Error('--forward-to and --webhook-secret go together; give both.');
  }
  const forward = { url, secret };
  checkForward(forward);
  return { forward };
}

/** The file is checked when it is applied; here, that it is JSON. */
function readSeed(file: string): Seed {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Seed;
  } catch (error) {
    throw new Error(`The seed ${file} cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function readPort(option: string, value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) {
    throw new Error(`${option} ${value} is not a port; give a number from 0 to 65535.`);
  }
  return port;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
