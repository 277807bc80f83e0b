import type { Mode } from './stripe-config';

/** How much may be sent: so many reads, and as many writes. */
export interface CallLimit {
  /** That begin within a window. */
  readonly calls: number;
  /** That are under way at once. */
  readonly atOnce: number;
}

export interface StripeLimits {
  readonly windowMs: number;
  /** Everything that is sent with our key, on whatever account. */
  readonly platform: CallLimit;
  /** What is sent on one connected account: less, so that a busy seller leaves room for the others. */
  readonly account: CallLimit;
}

/**
 * Stripe takes 25 reads and 25 writes a second with test keys (100 with live ones, which are refused
 * here): https://docs.stripe.com/rate-limits. The emulator has no limit unless it is told one, so its
 * default only bounds a run-away.
 */
const perSecond: Readonly<Record<Mode, number>> = { test: 20, emulator: 2_000 };

/**
 * Longer than a second, since calls that begin a second apart can arrive closer together. A second's
 * limit therefore holds at Stripe's end, too, and what is allowed may come in one burst: both calls
 * of ten sellers' legs go at once with the default for test keys.
 */
const windowMs = 1_200;

/**
 * What this process may send to Stripe.
 * @param callsPerSecond in place of the default; several processes with one key share Stripe's limit.
 */
export function stripeLimits(mode: Mode, callsPerSecond = perSecond[mode]): StripeLimits {
  const calls = Math.max(1, Math.floor((callsPerSecond * windowMs) / 1_000));
  const atOnce = Math.min(calls, 500);
  const most = (share: number, of: number) => Math.max(1, Math.floor(of * share));
  return {
    windowMs,
    platform: { calls, atOnce },
    account: { calls: most(0.75, calls), atOnce: most(0.5, atOnce) },
  };
}
