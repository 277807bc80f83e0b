import type { OutgoingHttpHeaders } from 'node:http';

const DEFAULT_URL = 'http://127.0.0.1:12111';

/** The hosts of Stripe's that the emulator stands in for: its API, uploads, and OAuth. */
const EMULATED: ReadonlySet<string> = new Set([
  'api.stripe.com',
  'files.stripe.com',
  'connect.stripe.com',
]);

/** An answer made here, for a call that must not leave the process. */
export interface Refusal {
  readonly status: number;
  /** Stripe's error body. */
  readonly body: string;
}

/**
 * Where the emulator listens: `EMULATOR_URL`, or `STRIPE_EMULATOR_URL`, or the default port of this
 * machine. Throws one sentence for anything that isn't an origin.
 */
export function emulatorUrl(env: Readonly<NodeJS.ProcessEnv>): URL {
  const [name, value] = env.EMULATOR_URL
    ? ['EMULATOR_URL', env.EMULATOR_URL]
    : ['STRIPE_EMULATOR_URL', env.STRIPE_EMULATOR_URL || DEFAULT_URL];
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || `${url.pathname}${url.search}` !== '/') {
    throw new Error(`${name} is not the address of an emulator: give one like ${DEFAULT_URL}.`);
  }
  if (url.hostname.endsWith('stripe.com')) {
    throw new Error(`${name} names Stripe itself; give the address of an emulator.`);
  }
  return url;
}

/** Whether a host is Stripe's API or one of its siblings (`files.`, `meter-events.` …). */
export function isStripe(host: string): boolean {
  return host.toLowerCase().endsWith('.stripe.com');
}

/**
 * Why a call may not be made, if so: it is for a host that isn't emulated, or it carries a live key,
 * which then stays in this process.
 */
export function refusalOf(host: string, authorization: string | undefined): Refusal | undefined {
  if (!EMULATED.has(host.toLowerCase())) {
    return refusal(
      400,
      `${host} is not emulated: the local Stripe emulator answers for ${[...EMULATED].join(' and ')}, and no call to Stripe leaves this process.`,
    );
  }
  const live = /\b([spr]k_live_)\w*/.exec(keyOf(authorization));
  if (!live) return undefined;
  return refusal(
    401,
    `A live key (${live[1]}****) was about to be used with the local Stripe emulator. It was not sent; give this process a key that begins with sk_test_.`,
  );
}

/** The `Authorization` among headers of any of the shapes that Node takes. */
export function authorizationOf(headers: OutgoingHttpHeaders | readonly string[]): string {
  if (Array.isArray(headers)) {
    const names = headers as readonly string[];
    const at = names.findIndex((name, index) => index % 2 === 0 && isAuthorization(name));
    return at < 0 ? '' : (names[at + 1] ?? '');
  }
  const found = Object.entries(headers).find(([name]) => isAuthorization(name));
  return found ? String(found[1]) : '';
}

function isAuthorization(name: string): boolean {
  return name.toLowerCase() === 'authorization';
}

/** The key of a Bearer header as it stands, that of a Basic one decoded. */
function keyOf(authorization = ''): string {
  const basic = /^basic\s+(\S+)/i.exec(authorization);
  return basic?.[1] ? Buffer.from(basic[1], 'base64').toString('utf8') : authorization;
}

function refusal(status: number, message: string): Refusal {
  return { status, body: JSON.stringify({ error: { type: 'invalid_request_error', message } }) };
}
