/**
 * For Playwright suites of pages that use Stripe: `import { stripeFixtures } from
 * 'souk-emulator/playwright'`. Nothing of Playwright is loaded from here; its types alone are used.
 */
export { cards } from './cards';
export { closeChallenge, completeChallenge, failChallenge } from './challenge';
export { emulateStripe } from './emulate';
export { emulateStripeEverywhere } from './everywhere';
export { fillCard } from './fill-card';
export { stripeFixtures } from './fixtures';
export { linkBankAccount } from './link-bank-account';
export { openStage } from './stage';
export type {
  LinkedAccount,
  StripeFixtures,
  StripeOptions,
  StripeRequest,
  StripeServerSettings,
  StripeStage,
  StripeSwitches,
  StripeTestFixtures,
  StripeWorkerFixtures,
  TypedCard,
} from './types';
