/**
 * For Cypress suites of pages that use Stripe: `const { launchWithStripe } =
 * require('souk-emulator/cypress')` in cypress.config.js. Nothing of Cypress is loaded from here.
 */
export { launchWithStripe } from './launch';
export type { BrowserLaunch, BrowserToLaunch, LaunchWithStripe, StripeOptions } from './types';
