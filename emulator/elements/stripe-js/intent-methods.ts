import { failed, type ApiResult } from '../api-client/api-error';
import { readClientSecret, type IntentKind, type PublicIntent } from '../api-client/intents';
import { checkSecret } from './confirm';
import type { StripeCore } from './core';
import { unsupported } from './integration-error';
import { named, type NamedIntent } from './named-intent';
import { retrieve, settle } from './next-action';

/** `retrieveSetupIntent` and `retrievePaymentIntent`. */
export async function retrieveIntent(
  core: StripeCore,
  kind: IntentKind,
  secret: unknown,
): Promise<NamedIntent> {
  const method = kind === 'setup' ? 'retrieveSetupIntent' : 'retrievePaymentIntent';
  const clientSecret = checkSecret(secret, kind, method);
  const id = readClientSecret(clientSecret)?.id ?? '';
  return named(kind, await retrieve(core, id, { kind, clientSecret }));
}

/**
 * Does the next action of an intent that the server confirmed
 * (docs.stripe.com/js/payment_intents/handle_next_action).
 */
export async function handleNextAction(core: StripeCore, given: unknown): Promise<NamedIntent> {
  const options = (given ?? {}) as { clientSecret?: unknown; hashedValue?: unknown };
  if (options.hashedValue !== undefined) throw unsupported('handleNextAction with hashedValue');
  const read = readClientSecret(options.clientSecret);
  const kind = read?.kind ?? 'payment';
  const clientSecret = checkSecret(options.clientSecret, kind, 'handleNextAction');
  return named(kind, await carryOn(core, 'handleNextAction', kind, clientSecret));
}

/** The older way, for PaymentIntents that the server confirms again afterwards. */
export async function handleCardAction(core: StripeCore, secret: unknown): Promise<NamedIntent> {
  const clientSecret = checkSecret(secret, 'payment', 'handleCardAction');
  const id = readClientSecret(clientSecret)?.id ?? '';
  const found = await retrieve(core, id, { kind: 'payment', clientSecret });
  if (failed(found)) return found;
  if (found.intent.confirmation_method === 'automatic') {
    return {
      error: {
        type: 'invalid_request_error',
        message:
          'handleCardAction: The PaymentIntent supplied does not require manual server-side confirmation. Please use confirmCardPayment instead to complete the payment.',
      },
    };
  }
  return named('payment', await carryOn(core, 'handleCardAction', 'payment', clientSecret));
}

async function carryOn(
  core: StripeCore,
  method: string,
  kind: IntentKind,
  clientSecret: string,
): Promise<ApiResult<{ intent: PublicIntent }>> {
  const id = readClientSecret(clientSecret)?.id ?? '';
  const found = await retrieve(core, id, { kind, clientSecret });
  if (failed(found)) return found;
  if (found.intent.status !== 'requires_action') {
    const noun = kind === 'setup' ? 'SetupIntent' : 'PaymentIntent';
    return {
      error: {
        type: 'invalid_request_error',
        code: `${kind}_intent_unexpected_state`,
        message: `${method}: The ${noun} supplied is not in the requires_action state.`,
        [`${kind}_intent`]: found.intent,
      },
    };
  }
  return settle(core, found.intent, { kind, clientSecret, locale: core.locale, dark: null });
}
