import { invalidRequest } from './contract';

/** The version of the API that the emulator speaks: the one `stripe` 23.1.0 is pinned to. */
export const API_VERSION = '2026-10-28.endive';

/**
 * Since 2026-09-30.endive intents take no `payment_method_types`
 * (docs.stripe.com/changelog/endive/2026-09-30).
 */
const PAYMENT_METHOD_TYPES_REMOVED = '2026-09-30';

/**
 * Checks a `Stripe-Version` header. Any well-formed version is taken, with the betas that libraries
 * append (`2026-10-28.endive; some_beta=v1`), since an answer differs by version only where
 * `old-versions.ts` says so; others are refused as Stripe does. A call without one is of the
 * `standard` version.
 */
export function checkApiVersion(version: string | undefined, standard: string): string {
  if (version === undefined || version === '') return standard;
  if (!isApiVersion(version)) throw invalidRequest(`Invalid Stripe API version: ${version}`);
  return version;
}

/** Whether text has the form of a version. */
export function isApiVersion(version: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(\.\w+)?(; ?\w+=v\d+)*$/.test(version);
}

/** Whether intents of this version still take `payment_method_types`. */
export function takesPaymentMethodTypes(version: string): boolean {
  return version.slice(0, 10) < PAYMENT_METHOD_TYPES_REMOVED;
}
