/**
 * How an attempt is confirmed at Stripe: without its buyer, with the buyer on our page (Stripe.js
 * shows the bank's window), or with the buyer sent to the bank's own page and back.
 * https://docs.stripe.com/payments/3d-secure/authentication-flow
 */
export type Confirmation = 'off_session' | 'in_page' | 'by_redirect';

/** True when the buyer takes part, so that the bank may ask for them. */
export function isOnSession(confirmation: Confirmation): boolean {
  return confirmation !== 'off_session';
}
