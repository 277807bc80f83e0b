/** What a saved card or account is called, and whether it can pay; said wherever one is named. */
export const cards = {
  card: 'Card',
  method: 'Payment method',
  thisMethod: 'This payment method',
  acss_debit: 'Canadian bank debit',
  au_becs_debit: 'Australian bank debit',
  bacs_debit: 'Bacs Direct Debit',
  sepa_debit: 'SEPA Direct Debit',
  us_bank_account: 'US bank account',
  endingIn: '{name} ending in {last4}',
  expires: 'Expires {date}',
  expired: 'Expired {date}',
  expiresSoon: 'Expires soon, {date}',
  notClonable:
    '{name} cannot pay sellers on Souk: Stripe copies only cards and US bank accounts to a seller’s account. Save a card to pay.',
  verifying: 'This bank account is not verified yet. Verify it in your wallet.',
  unverified: 'This bank account could not be verified. Add it again, or use another way to pay.',
} as const;
