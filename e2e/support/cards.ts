/** Stripe's published test cards: https://docs.stripe.com/testing */
export const cards = {
  visa: '4242424242424242',
  mastercard: '5555555555554444',
  declined: '4000000000000002',
  insufficientFunds: '4000000000009995',
  expired: '4000000000000069',
  wrongCvc: '4000000000000127',
  lost: '4000000000009987',
  stolen: '4000000000009979',
  processingError: '4000000000000119',
  overLimit: '4000000000006975',
  blocked: '4100000000000019',
  declinesWhenCharged: '4000000000000341',
  setUpOnce: '4000002500003155',
  alwaysAuthenticate: '4000002760003184',
  authenticate: '4000000000003220',
  authenticatedPoor: '4000008260003178',
  refundPends: '4000000000007726',
  refundFails: '4000000000005126',
  disputed: '4000000000000259',
  disputedNotReceived: '4000000000002685',
  inquiry: '4000000000001976',
} as const;

export interface TypedCard {
  number: string;
  expiry?: string;
  cvc?: string;
  postalCode?: string;
}
