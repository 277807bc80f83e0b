import { bankMethods } from './bank-methods';
import { confirm } from './confirm';
import { confirmCard } from './card-methods';
import { createCore, type StripeOptions } from './core';
import { ElementsGroup } from './elements-group';
import { handleCardAction, handleNextAction, retrieveIntent } from './intent-methods';
import { IntegrationError } from './integration-error';
import { olderMethods } from './older-methods';
import { otherMethods } from './other-methods';
import { asOneObject, createConfirmationToken, createPaymentMethod } from './payment-methods';
import { paymentRequest } from './payment-request';
import { since } from './release';
import { createToken } from './tokens';

/**
 * The object that `Stripe(key, options)` returns (docs.stripe.com/js/initializing). It has no
 * `then`: promises and React both look for one.
 */
export function createStripe(key: string, options: StripeOptions): object {
  checkOptions(options);
  const core = createCore(key, options);
  return {
    ...otherMethods(),
    ...(since('dahlia') ? {} : olderMethods(core)),
    ...bankMethods(core),
    elements: (given?: unknown) => new ElementsGroup(core, given),

    confirmSetup: async (given: unknown) => confirm(core, 'setup', given),
    confirmPayment: async (given: unknown) => confirm(core, 'payment', given),
    confirmCardSetup: async (secret: unknown, data?: unknown, how?: unknown) =>
      confirmCard(core, 'setup', secret, data, how),
    confirmCardPayment: async (secret: unknown, data?: unknown, how?: unknown) =>
      confirmCard(core, 'payment', secret, data, how),
    handleNextAction: async (given: unknown) => handleNextAction(core, given),
    handleCardAction: async (secret: unknown) => handleCardAction(core, secret),
    retrieveSetupIntent: async (secret: unknown) => retrieveIntent(core, 'setup', secret),
    retrievePaymentIntent: async (secret: unknown) => retrieveIntent(core, 'payment', secret),
    createToken: async (what: unknown, data?: unknown) => createToken(core, what, data),
    createPaymentMethod: async (...given: unknown[]) =>
      createPaymentMethod(core, asOneObject(given)),
    createConfirmationToken: async (given: unknown) => createConfirmationToken(core, given),

    paymentRequest,
    registerAppInfo: () => undefined,
    _registerWrapper: () => undefined,
  };
}

function checkOptions({ stripeAccount, locale }: StripeOptions): void {
  if (stripeAccount !== undefined && !/^acct_\w+$/.test(String(stripeAccount))) {
    throw new IntegrationError(
      `Invalid value for Stripe(): stripeAccount should be an account id beginning with "acct_". You specified: ${String(stripeAccount)}.`,
    );
  }
  if (locale !== undefined && typeof locale !== 'string') {
    throw new IntegrationError('Invalid value for Stripe(): locale should be a string.');
  }
}
