import { IntegrationError } from './integration-error';

/**
 * Whether the window may leave its first step out, since the page has shown Stripe's own words and the
 * buyer has agreed to them (docs.stripe.com/financial-connections/pre-collected-consent). Evidence that
 * does not hold is no error: the window then asks itself. unconfirmed: what Stripe looks at. Here it is
 * the id's form, as Consents are not emulated, and that the time is one of the past, in whole seconds.
 */
export function consentedBefore(options: Record<string, unknown>, method: string): boolean {
  const { preCollectedConsent: given } = options;
  if (given === undefined || given === null) return false;
  if (typeof given !== 'object') {
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): preCollectedConsent should be an object with consent and collectedAt. You specified: ${String(given)}.`,
    );
  }
  const { consent, collectedAt } = given as { consent?: unknown; collectedAt?: unknown };
  return (
    typeof consent === 'string' &&
    /^fccons_\w+$/.test(consent) &&
    typeof collectedAt === 'number' &&
    Number.isInteger(collectedAt) &&
    collectedAt > 0 &&
    collectedAt * 1000 <= Date.now()
  );
}
