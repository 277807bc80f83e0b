import { ConfigError } from './config-error';
import { stripeLimits, type StripeLimits } from './stripe-limits';

export type Mode = 'emulator' | 'test';

export interface StripeConfig {
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly apiBase: URL;
  /** The address of Stripe.js, or of the emulator's drop-in. */
  readonly scriptUrl: string;
  /** How much this process may send to it. */
  readonly limits: StripeLimits;
  /** What a page that pays may load from, for its Content-Security-Policy. */
  readonly cspOrigins: {
    readonly script: readonly string[];
    readonly frame: readonly string[];
    readonly connect: readonly string[];
    readonly image: readonly string[];
  };
}

/** The variables this decision is made of; absent or empty means the default. */
export interface StripeVariables {
  readonly STRIPE_SECRET_KEY?: string | undefined;
  readonly STRIPE_PUBLISHABLE_KEY?: string | undefined;
  readonly STRIPE_API_BASE?: string | undefined;
  readonly STRIPE_JS_URL?: string | undefined;
  readonly EMULATOR_FRAME_ORIGINS?: string | undefined;
  /** Reads, and as many writes; already a number. */
  readonly STRIPE_CALLS_PER_SECOND?: number | undefined;
}

const emulatorBase = 'http://127.0.0.1:12111';
const stripeBase = 'https://api.stripe.com';
const stripeScript = 'https://js.stripe.com/endive/stripe.js';

type KeyKind = 'live' | 'real' | 'emulator' | 'unknown';

/** Real test keys are long (https://docs.stripe.com/keys); the emulator's own are short words. */
function kindOf(key: string): KeyKind {
  if (/^(sk|pk|rk)_live_/.test(key)) return 'live';
  if (/^(sk|pk|rk)_test_[A-Za-z0-9]{24,}$/.test(key)) return 'real';
  if (/^(sk|pk|rk)_test_[A-Za-z0-9_]{1,23}$/.test(key)) return 'emulator';
  return 'unknown';
}

/** The part of a key of today that names its account: both keys of one account share it. */
const accountPart = (key: string): string | undefined =>
  /^.._test_(51[A-Za-z0-9]{14})/.exec(key)?.[1];

function kindOfPair(
  secretKey: string,
  publishableKey: string,
): Exclude<KeyKind, 'live' | 'unknown'> {
  for (const [name, key, wanted] of [
    ['STRIPE_SECRET_KEY', secretKey, /^(sk|rk)_/],
    ['STRIPE_PUBLISHABLE_KEY', publishableKey, /^pk_/],
  ] as const) {
    const kind = kindOf(key);
    if (kind === 'live') {
      throw new ConfigError(
        `${name} is a live key. Souk is a demo and never touches real money: ` +
          'put in a test key (Stripe Dashboard, "Test mode", Developers, API keys), or remove it to use the emulator.',
      );
    }
    if (kind === 'unknown' || !wanted.test(key)) {
      throw new ConfigError(
        `${name} does not look like a ${name === 'STRIPE_SECRET_KEY' ? 'secret test key (sk_test_…)' : 'publishable test key (pk_test_…)'}. ` +
          'Copy it again from the Stripe Dashboard, or remove both keys to use the emulator.',
      );
    }
  }
  const kinds = [kindOf(secretKey), kindOf(publishableKey)] as const;
  if (kinds[0] !== kinds[1]) {
    throw new ConfigError(
      'One of STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY is a real test key and the other belongs to the emulator. ' +
        'Set both to the keys of one Stripe account, or remove both.',
    );
  }
  const [secretAccount, publishableAccount] = [accountPart(secretKey), accountPart(publishableKey)];
  if (secretAccount && publishableAccount && secretAccount !== publishableAccount) {
    throw new ConfigError(
      'STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY belong to different Stripe accounts. ' +
        'Copy both from the same account.',
    );
  }
  return kinds[0] === 'real' ? 'real' : 'emulator';
}

function parseUrl(name: string, value: string): URL {
  try {
    const url = new URL(value);
    if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  } catch {
    // Falls through to the same sentence.
  }
  throw new ConfigError(`${name} must be a whole address such as ${emulatorBase}, not "${value}".`);
}

const isStripe = (url: URL): boolean =>
  url.protocol === 'https:' &&
  (url.hostname === 'stripe.com' || url.hostname.endsWith('.stripe.com'));

/** The emulator listens on three ports in a row: API, frames, bank. */
function neighbours(base: URL): string[] {
  const port = Number(base.port || (base.protocol === 'https:' ? 443 : 80));
  return [1, 2].map((step) => `${base.protocol}//${base.hostname}:${port + step}`);
}

/**
 * Decides whom we talk to. Refuses with a ConfigError live keys, halves of different pairs, a real
 * key with any address but Stripe's, and an emulator key with Stripe's address.
 */
export function stripeConfig(variables: StripeVariables): { mode: Mode; stripe: StripeConfig } {
  const secretKey = variables.STRIPE_SECRET_KEY || 'sk_test_souk';
  const publishableKey = variables.STRIPE_PUBLISHABLE_KEY || 'pk_test_souk';
  const real = kindOfPair(secretKey, publishableKey) === 'real';
  const apiBase = parseUrl(
    'STRIPE_API_BASE',
    variables.STRIPE_API_BASE || (real ? stripeBase : emulatorBase),
  );
  const script = parseUrl(
    'STRIPE_JS_URL',
    variables.STRIPE_JS_URL || (real ? stripeScript : new URL('/endive/stripe.js', apiBase).href),
  );
  for (const [name, url] of [
    ['STRIPE_API_BASE', apiBase],
    ['STRIPE_JS_URL', script],
  ] as const) {
    if (real && !isStripe(url)) {
      throw new ConfigError(
        `A real Stripe key is set, but ${name} is ${url.origin}. A real key is only ever sent to stripe.com: ` +
          `remove ${name}, or remove the keys to use the emulator.`,
      );
    }
    if (!real && isStripe(url)) {
      throw new ConfigError(
        `${name} is Stripe's own address, but the keys are the emulator's. ` +
          `Set STRIPE_SECRET_KEY and STRIPE_PUBLISHABLE_KEY to your test keys, or remove ${name}.`,
      );
    }
  }
  if (real) {
    // https://docs.stripe.com/security/guide#content-security-policy
    const frames = ['https://js.stripe.com', 'https://*.js.stripe.com'];
    return {
      mode: 'test',
      stripe: {
        secretKey,
        publishableKey,
        apiBase,
        scriptUrl: script.href,
        limits: stripeLimits('test', variables.STRIPE_CALLS_PER_SECOND),
        cspOrigins: {
          script: frames,
          frame: [...frames, 'https://hooks.stripe.com'],
          connect: ['https://api.stripe.com'],
          image: ['https://*.stripe.com'],
        },
      },
    };
  }
  const frames = variables.EMULATOR_FRAME_ORIGINS?.trim()
    ? variables.EMULATOR_FRAME_ORIGINS.trim()
        .split(/\s+/)
        .map((origin) => parseUrl('EMULATOR_FRAME_ORIGINS', origin).origin)
    : neighbours(apiBase);
  const scripts = [...new Set([script.origin, apiBase.origin])];
  return {
    mode: 'emulator',
    stripe: {
      secretKey,
      publishableKey,
      apiBase,
      scriptUrl: script.href,
      limits: stripeLimits('emulator', variables.STRIPE_CALLS_PER_SECOND),
      cspOrigins: {
        script: scripts,
        frame: [...scripts, ...frames],
        connect: [...scripts, ...frames],
        image: scripts,
      },
    },
  };
}
