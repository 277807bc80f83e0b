import type { IntentKind } from '../api-client/intents';
import { CardElement } from './card-element';
import { confirmCard } from './card-methods';
import type { StripeCore } from './core';
import { createSource, retrieveSource } from './sources';

type Method = (...args: unknown[]) => unknown;

interface OlderData {
  payment_method?: unknown;
  payment_method_data?: object;
  [name: string]: unknown;
}

/**
 * Methods of 2019 that trains before dahlia still have: the Element and the data beside each other,
 * `payment_method_data` for what came to be `payment_method`. The `confirm…Intent` ones leave the
 * bank's question to the page. Sources are those of their time.
 */
export function olderMethods(core: StripeCore): Record<string, Method> {
  const method =
    (kind: IntentKind, handleActions: boolean): Method =>
    async (secret, ...given) =>
      confirmCard(core, kind, secret, asToday(given), { handleActions });
  return {
    handleCardPayment: method('payment', true),
    handleCardSetup: method('setup', true),
    confirmPaymentIntent: method('payment', false),
    confirmSetupIntent: method('setup', false),
    createSource: async (first, second) => createSource(core, first, second),
    retrieveSource: async (given) => retrieveSource(core, given),
  };
}

/** `(element?, data?)` as the one object that `confirmCardPayment` takes. */
function asToday([first, second]: unknown[]): object {
  const element = first instanceof CardElement ? first : null;
  const { payment_method_data: typed, ...rest } = ((element ? second : first) ?? {}) as OlderData;
  if (element) return { ...rest, payment_method: { ...typed, card: element } };
  return { ...rest, ...(typed ? { payment_method: typed } : {}) };
}
