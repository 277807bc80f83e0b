/**
 * The emulator's Stripe.js: `window.Stripe` as `loadStripe` of `@stripe/stripe-js` looks for it, set
 * while the script runs, of the train that package asks for (docs.stripe.com/js/including).
 */
import type { StripeOptions } from './core';
import { checkKey } from './key';
import { releaseName } from './release';
import { createStripe } from './stripe';

/** Callable with and without `new`. Throws an IntegrationError for anything but a test key. */
function Stripe(key: unknown, options?: StripeOptions): object {
  return createStripe(checkKey(key), options ?? {});
}

Stripe.version = releaseName();

declare global {
  interface Window {
    Stripe?: unknown;
  }
}

// A second copy of the script leaves the first in place, as Stripe's own does.
window.Stripe ??= Stripe;
