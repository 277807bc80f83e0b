/**
 * Methods whose details can be kept for a customer
 * (docs.stripe.com/payments/save-customer-payment-methods).
 */
const keepable = new Set([
  'acss_debit', 'au_becs_debit', 'bacs_debit', 'card', 'nz_bank_account', 'sepa_debit', 'us_bank_account',
]); // prettier-ignore

export function isKeepable(type: string): boolean {
  return keepable.has(type);
}
