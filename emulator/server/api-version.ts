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
 * `old-versions.ts` says so; others are refused as Stripe does.
 */
export function checkApiVersion(version: string | undefined): string {
  if (version === undefined || version === '') return API_VERSION;
  if (!/^\d{4}-\d{2}-\d{2}(\.\w+)?(; ?\w+=v\d+)*$/.test(version)) {
    throw invalidRequest(`Invalid Stripe API version: ${version}`);
  }
  return version;
}

/** Whether intents of this version still take `payment_method_types`. */
export function takesPaymentMethodTypes(version: string): boolean {
  return version.slice(0, 10) < PAYMENT_METHOD_TYPES_REMOVED;
}
