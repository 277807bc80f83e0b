/**
 * What the emulator serves to browsers: Stripe.js on the API's origin, the card frames on a second,
 * the bank's pages on a third.
 */
export { bankApp } from './serve/bank-app';
export { framesApp } from './serve/frames-app';
export { stripeJsApp } from './serve/stripe-js-app';
