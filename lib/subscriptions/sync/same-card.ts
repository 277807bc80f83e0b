import type { KeptMethod } from '../../stripe/account-billing';
import type { PlatformMethod } from '../../stripe/platform-stripe';

type Method = PlatformMethod | KeptMethod;

/**
 * True when a copy says what its original says, as far as a charge depends on it. Fingerprints are left
 * out: a platform and its accounts may see different ones of the same card.
 * https://docs.stripe.com/api/payment_methods/object
 */
export function sameCard(original: Method, copy: Method): boolean {
  return detailsOf(original) === detailsOf(copy);
}

function detailsOf({
  type,
  card,
  us_bank_account: bank,
  billing_details: billing,
}: Method): string {
  const { address, email, name, phone } = billing;
  const { line1, line2, city, state, postal_code, country } = address ?? {};
  return JSON.stringify(
    [
      type,
      card?.brand,
      card?.last4 ?? bank?.last4,
      card?.exp_month,
      card?.exp_year,
      name,
      email,
      phone,
      line1,
      line2,
      city,
      state,
      postal_code,
      country,
    ].map((value) => value ?? null),
  );
}
