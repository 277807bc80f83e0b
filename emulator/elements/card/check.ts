/** What a field says of its value. Texts are chosen by code and language elsewhere. */
export type Check<Code extends string = FieldCode> =
  | { readonly state: 'empty'; readonly code: Code }
  /** More is to come: shown when the field is left or the form is submitted. */
  | { readonly state: 'incomplete'; readonly code: Code }
  /** Wrong whatever follows: shown at once. */
  | { readonly state: 'invalid'; readonly code: Code }
  | { readonly state: 'complete' };

/** Codes of `validation_error` (docs.stripe.com/error-codes and docs.stripe.com/js/errors). */
export type FieldCode =
  | 'incomplete_number'
  | 'invalid_number'
  | 'incomplete_expiry'
  | 'invalid_expiry_month'
  | 'invalid_expiry_month_past'
  | 'invalid_expiry_year'
  | 'invalid_expiry_year_past'
  | 'incomplete_cvc'
  | 'incomplete_zip'
  | 'incomplete_postal_code'
  | 'incomplete_name';

/** A field's problem as Stripe.js reports it: postal codes of all countries share one code. */
export function wireCode(code: FieldCode): string {
  return code === 'incomplete_postal_code' ? 'incomplete_zip' : code;
}
