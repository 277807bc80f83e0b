import { minutes, type Limit } from '../security/rate-limit';

// Whoever tries stolen card numbers saves and pays by the hundred.
// https://docs.stripe.com/disputes/prevention/card-testing

/** Cards that one buyer begins to save. */
export const setupsOfBuyer: Limit = { name: 'setup:buyer', most: 40, windowMs: 10 * minutes };
/** Cards that are begun from one address, by whatever buyers. */
export const setupsFromAddress: Limit = {
  name: 'setup:address',
  most: 400,
  windowMs: 10 * minutes,
};
/** Looks at what became of a card; each asks Stripe. */
export const finishesOfBuyer: Limit = { name: 'finish:buyer', most: 120, windowMs: 10 * minutes };
/** Looks at what a bank has answered; each asks Stripe. */
export const looksOfBuyer: Limit = { name: 'look:buyer', most: 240, windowMs: 10 * minutes };
/** Orders and new attempts of one buyer. */
export const paymentsOfBuyer: Limit = { name: 'pay:buyer', most: 120, windowMs: 10 * minutes };
/** Refunds that one buyer asks for. */
export const refundsOfBuyer: Limit = { name: 'refund:buyer', most: 30, windowMs: 10 * minutes };
/**
 * Cards of one buyer that banks refuse, in paying and in saving: a person has a few, whoever tests
 * stolen numbers has hundreds. https://docs.stripe.com/disputes/prevention/card-testing
 */
export const refusalsOfBuyer: Limit = { name: 'refused:buyer', most: 60, windowMs: 60 * minutes };
