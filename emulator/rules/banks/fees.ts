/**
 * What Stripe takes from a debit, in cents: 0.8 %, at most five dollars
 * (stripe.com/pricing/local-payment-methods#ach-direct-debit).
 */
export function debitFee(amount: number): number {
  return Math.min(Math.round((amount * 80) / 10_000), 500);
}
