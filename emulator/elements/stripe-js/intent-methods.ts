import { failed, type ApiResult } from '../api-client/api-error';
import { readClientSecret, type IntentKind, type PublicIntent } from '../api-client/intents';
import { checkSecret } from './confirm';
import { createCore, type StripeCore } from './core';
import { IntegrationError } from './integration-error';
import { checkKey } from './key';
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
  const hashed = options.hashedValue === undefined ? null : readHashed(options.hashedValue);
  const secret = hashed?.secret ?? options.clientSecret;
  const kind = readClientSecret(secret)?.kind ?? 'payment';
  const clientSecret = checkSecret(secret, kind, 'handleNextAction');
  const owner = hashed ? createCore(checkKey(hashed.key), { locale: core.locale }) : core;
  return named(kind, await carryOn(owner, 'handleNextAction', kind, clientSecret));
}

/**
 * What the page of an agent is handed of a seller's intent, so that it can be carried on without that
 * seller's key (docs.stripe.com/agentic-commerce/concepts/shared-payment-tokens#handle-next-actions).
 * unconfirmed: what is in it. Here it is base64 of the seller's publishable key, a colon and the
 * intent's client secret; the tokens that bring one are not emulated.
 */
function readHashed(given: unknown): { key: string; secret: string } {
  const [key, secret, ...more] = decoded(given).split(':');
  if (key && secret && more.length === 0) return { key, secret };
  throw new IntegrationError(
    `Invalid value for stripe.handleNextAction(): hashedValue should be the value of a next action of a SharedPaymentToken. You specified: ${String(given)}.`,
  );
}

function decoded(given: unknown): string {
  try {
    return typeof given === 'string' ? atob(given) : '';
  } catch {
    return '';
  }
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
