/**
 * The only reader of `process.env`. Every variable, its meaning and its default stand here; a wrong
 * one stops the start with a sentence (`ConfigError`).
 */
import path from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config-error';
import { mailConfig, mailVariables, type MailConfig } from './mail-config';
import { keptSessionSecret } from './session-secret';
import { stripeConfig, type Mode, type StripeConfig } from './stripe-config';
import { webhookSecrets, type WebhookSecrets } from './webhook-secrets';

export type DatabaseConfig =
  | { readonly kind: 'postgres'; readonly url: string }
  | {
      readonly kind: 'embedded';
      readonly dir: string;
      /** False only in tests: a commit then survives a killed process, but not a power cut. */
      readonly durable: boolean;
    };

export interface Config {
  readonly mode: Mode;
  readonly stripe: StripeConfig;
  /** What events must be signed with; none for an endpoint that is shut. */
  readonly webhookSecrets: WebhookSecrets;
  readonly database: DatabaseConfig;
  readonly dataDir: string;
  /** Where people reach the app; its origin is the only one that may write. */
  readonly appUrl: URL;
  /** Read from its file when first needed, so that nothing is written by merely asking for the mode. */
  readonly sessionSecret: string;
  /** How many proxies of our own append to `X-Forwarded-For`; 0: the header is anybody's word. */
  readonly trustedProxies: number;
  /**
   * How long one call to Stripe may take until it counts as unanswered, in milliseconds. A lease of a
   * leg is longer than three such calls, so the default is meant to stay; tests make it shorter.
   */
  readonly stripeTimeoutMs: number;
  /** The platform's share of a sale, in hundredths of a per cent. */
  readonly feeBasisPoints: number;
  /** Where e-mails go, and from whom they are. */
  readonly mail: MailConfig;
  /** Sellers beside those of the demo, for measuring. */
  readonly extraSellers: number;
  /** Demo people are one click away. Never with live keys, which are refused altogether. */
  readonly demo: boolean;
  /** True under `next dev`. */
  readonly development: boolean;
  /** True while `next build` runs, when there must be no database. */
  readonly building: boolean;
}

const whole = (name: string, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `${name} must be a whole number`)
    .transform(Number)
    .refine((value) => value <= most, `${name} must be at most ${most}`);

const schema = z.object({
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_PUBLISHABLE_KEY: z.string().optional(),
  STRIPE_API_BASE: z.string().optional(),
  STRIPE_JS_URL: z.string().optional(),
  EMULATOR_FRAME_ORIGINS: z.string().optional(),
  STRIPE_WEBHOOK_SECRET_PLATFORM: z.string().optional(),
  STRIPE_WEBHOOK_SECRET_CONNECT: z.string().optional(),
  STRIPE_CALLS_PER_SECOND: whole('STRIPE_CALLS_PER_SECOND', 100_000)
    .refine((calls) => calls > 0, 'STRIPE_CALLS_PER_SECOND must be at least 1')
    .optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgres://')
    .optional(),
  DATA_DIR: z.string().default('.data'),
  APP_URL: z
    .url({
      protocol: /^https?$/,
      error: 'APP_URL must be a whole address such as http://localhost:3000',
    })
    .optional(),
  PORT: whole('PORT', 65_535).optional(),
  SESSION_SECRET: z.string().min(32, 'SESSION_SECRET must have at least 32 characters').optional(),
  TRUSTED_PROXIES: whole('TRUSTED_PROXIES', 10).default(0),
  FEE_BASIS_POINTS: whole('FEE_BASIS_POINTS', 5_000).default(1_000),
  STRIPE_TIMEOUT_MS: whole('STRIPE_TIMEOUT_MS', 20_000).default(20_000),
  RELAXED_DURABILITY: z.enum(['0', '1'], 'RELAXED_DURABILITY must be 0 or 1').default('0'),
  ...mailVariables,
  EXTRA_SELLERS: whole('EXTRA_SELLERS', 200).default(0),
  DEMO_PEOPLE: z.enum(['on', 'off'], 'DEMO_PEOPLE must be on or off').default('on'),
  NODE_ENV: z.string().optional(),
  NEXT_PHASE: z.string().optional(),
});

/** Reads a set of variables; `config()` hands it the process's own. Throws a ConfigError. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const sentences = parsed.error.issues.map((issue) => `${issue.message}.`);
    throw new ConfigError(`${sentences.join(' ')} Correct it in the environment or in .env.local.`);
  }
  const env = parsed.data;
  const dataDir = path.resolve(env.DATA_DIR);
  return {
    ...stripeConfig(env),
    webhookSecrets: webhookSecrets(env),
    database: env.DATABASE_URL
      ? { kind: 'postgres', url: env.DATABASE_URL }
      : {
          kind: 'embedded',
          dir: path.join(dataDir, 'pg'),
          durable: env.RELAXED_DURABILITY === '0',
        },
    dataDir,
    appUrl: new URL(env.APP_URL ?? `http://localhost:${env.PORT || 3000}`),
    get sessionSecret() {
      return env.SESSION_SECRET ?? keptSessionSecret(dataDir);
    },
    trustedProxies: env.TRUSTED_PROXIES,
    stripeTimeoutMs: env.STRIPE_TIMEOUT_MS,
    feeBasisPoints: env.FEE_BASIS_POINTS,
    mail: mailConfig(env),
    extraSellers: env.EXTRA_SELLERS,
    demo: env.DEMO_PEOPLE === 'on',
    development: env.NODE_ENV === 'development',
    building: env.NEXT_PHASE === 'phase-production-build',
  };
}

let known: Config | undefined;

/** The validated environment of this process, read once. Throws a ConfigError. */
export function config(): Config {
  return (known ??= readConfig(process.env));
}
