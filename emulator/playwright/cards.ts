/** Stripe's published test cards, by what they do (docs.stripe.com/testing). */
export const cards = {
  visa: '4242424242424242',
  mastercard: '5555555555554444',
  amex: '378282246310005',
  /** Has to be authenticated when it is set up, and never again. */
  authenticateOnce: '4000002500003155',
  /** Has to be authenticated at every payment. */
  authenticateAlways: '4000002760003184',
  authenticationRequired: '4000000000003220',
  declined: '4000000000000002',
  insufficientFunds: '4000000000009995',
  lost: '4000000000009987',
  stolen: '4000000000009979',
  expired: '4000000000000069',
  incorrectCvc: '4000000000000127',
  processingError: '4000000000000119',
  /** Can be saved, and declines when it is charged. */
  declinedWhenCharged: '4000000000000341',
  /** Fails Stripe.js's own check of its digits. */
  invalid: '4242424242424241',
} as const;
