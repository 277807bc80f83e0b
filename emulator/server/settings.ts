import { API_VERSION, isApiVersion } from './api-version';
import { invalidRequest, type Settings } from './contract';
import { problemOfStripeJs, problemOfStripeJsOf } from './stripe-js-settings';

/** How the emulator behaves unless told otherwise. */
export const defaultSettings: Readonly<Settings> = {
  settleDelayMs: 1_000,
  // Stripe's test mode answers some values at once and some a moment later, by event.
  verificationDelayMs: 0,
  // Stripe retries three times over a few hours (sandbox), or for three days (live), with growing
  // pauses: docs.stripe.com/webhooks#retries.
  webhookRetryMs: [1_000, 5_000, 30_000],
  // unconfirmed: Stripe documents no number.
  webhookTimeoutMs: 10_000,
  // Documented as "multiple days in a row"; the mail that warns of it names the ninth day.
  webhookDisableAfterMs: 9 * 24 * 60 * 60 * 1_000,
  apiVersion: API_VERSION,
  platformName: 'Test platform',
  // Stripe's sandbox has 25 of each: docs.stripe.com/rate-limits.
  rateLimit: null,
  failedChargeOnAuthenticationRequired: false,
  cloneFingerprintDiffers: false,
  // Stripe's default is eight tries within two weeks, at moments of its choice, and to cancel then:
  // docs.stripe.com/billing/revenue-recovery/smart-retries.
  dunning: { retryDays: [1, 3, 5, 7, 9, 11, 13, 14], end: 'cancel' },
  rawCardData: false,
  microdepositType: 'descriptor_code',
  stripeJs: { generation: '2025', hardMode: false, nestedChallenge: false, link: false },
  stripeJsOf: {},
};

/** Checks settings that came over HTTP or from a program; throws a 400 that names what is wrong. */
export function checkSettings(given: unknown): Partial<Settings> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw invalidRequest('Settings must be a JSON object.');
  }
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(defaultSettings, name)) throw invalidRequest(`Unknown setting: ${name}`);
    const problem = problemOf(name as keyof Settings, value);
    if (problem) throw invalidRequest(`Invalid ${name}: ${problem}`, { param: name });
  }
  return given;
}

function problemOf(name: keyof Settings, value: unknown): string | null {
  switch (name) {
    case 'webhookTimeoutMs':
      return isPause(value) && value > 0 ? null : 'must be milliseconds, more than 0';
    case 'settleDelayMs':
    case 'verificationDelayMs':
    case 'webhookDisableAfterMs':
      return isPause(value) ? null : 'must be milliseconds, 0 or more';
    case 'webhookRetryMs':
      return Array.isArray(value) && value.every(isPause)
        ? null
        : 'must be a list of milliseconds, 0 or more';
    case 'apiVersion':
      return typeof value === 'string' && isApiVersion(value)
        ? null
        : `must be a version like ${API_VERSION}`;
    case 'platformName':
      return isName(value) ? null : 'must be a name of 1 to 100 characters';
    case 'rateLimit':
      return value === null || isRateLimit(value)
        ? null
        : 'must be null or {"per_second": a number, 1 or more}';
    case 'stripeJs':
      return problemOfStripeJs(value);
    case 'stripeJsOf':
      return problemOfStripeJsOf(value);
    case 'failedChargeOnAuthenticationRequired':
    case 'cloneFingerprintDiffers':
    case 'rawCardData':
      return typeof value === 'boolean' ? null : 'must be true or false';
    case 'dunning':
      return isDunning(value)
        ? null
        : 'must be {"retryDays": growing numbers of days, "end": cancel, unpaid or past_due}, and may have "achRetryDays": two at most, up to 14';
    case 'microdepositType':
      return value === 'amounts' || value === 'descriptor_code'
        ? null
        : 'must be amounts or descriptor_code';
  }
}

function isPause(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '' && value.length <= 100;
}

function isDunning(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const known = ['achRetryDays', 'end', 'retryDays'];
  if (Object.keys(value).some((name) => !known.includes(name))) return false;
  const { achRetryDays, end, retryDays } = value as Record<string, unknown>;
  return (
    grows(retryDays) &&
    (achRetryDays === undefined || isForBanks(achRetryDays)) &&
    ['cancel', 'unpaid', 'past_due'].includes(String(end))
  );
}

function grows(days: unknown): days is number[] {
  if (!Array.isArray(days)) return false;
  return days.every(
    (count: unknown, index) =>
      Number.isInteger(count) && Number(count) > Number(days[index - 1] ?? 0),
  );
}

/** Twice at most within 14 days: docs.stripe.com/billing/revenue-recovery/smart-retries. */
function isForBanks(days: unknown): boolean {
  return grows(days) && days.length <= 2 && days.every((count) => count <= 14);
}

function isRateLimit(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return false;
  return (
    'per_second' in value && Number.isInteger(value.per_second) && Number(value.per_second) > 0
  );
}
