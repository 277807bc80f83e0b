import { failed, type ApiResult } from '../api-client/api-error';
import {
  intentPath,
  readClientSecret,
  type IntentKind,
  type PublicIntent,
} from '../api-client/intents';
import { cardSource, ownCvc, withoutCard, type CardSource } from './card-data';
import { checkSecret, confirmKnown, usesSdk } from './confirm';
import type { StripeCore } from './core';
import { plain } from './group-options';
import { IntegrationError } from './integration-error';
import { settle } from './next-action';

type IntentResult = ApiResult<{ intent: PublicIntent }>;

/**
 * `confirmCardSetup` and `confirmCardPayment`: with a card Element, a token, a payment method that
 * exists, or the one the intent has (docs.stripe.com/js/payment_intents/confirm_card_payment).
 * With `handleActions: false` the intent comes back as it is, in `requires_action` where the bank
 * wants to see the buyer.
 */
export async function confirmCard(
  core: StripeCore,
  kind: IntentKind,
  secret: unknown,
  given: unknown,
  options: unknown,
): Promise<ApiResult<{ setupIntent?: PublicIntent; paymentIntent?: PublicIntent }>> {
  const method = kind === 'setup' ? 'confirmCardSetup' : 'confirmCardPayment';
  const clientSecret = checkSecret(secret, kind, method);
  const data = asObject(given, method, 'data');
  const handleActions = asObject(options, method, 'options').handleActions !== false;
  const { payment_method: how, payment_method_options: methodOptions, ...rest } = data;
  const { source, params } = readMethod(core, how, method);
  const withOptions = await readOptions(core, methodOptions, method);
  if (failed(withOptions)) return withOptions;
  const all = { ...plain(rest), ...params, ...withOptions.params };
  const result =
    source && 'element' in source
      ? await confirmTyped(core, kind, clientSecret, source, all, handleActions)
      : await confirmKnown(core, kind, method, clientSecret, all, {
          handleActions,
          locale: withOptions.locale,
        });
  if (failed(result)) return result;
  return kind === 'setup' ? { setupIntent: result.intent } : { paymentIntent: result.intent };
}

/** With what is typed: the Element's frame makes the call. */
async function confirmTyped(
  core: StripeCore,
  kind: IntentKind,
  clientSecret: string,
  { element }: Extract<CardSource, { element: unknown }>,
  params: Record<string, unknown>,
  handleActions: boolean,
): Promise<IntentResult> {
  const path = intentPath(kind, readClientSecret(clientSecret)?.id ?? '');
  const result = await element.send(`${path}/confirm`, 'payment_method_data', {
    ...params,
    expected_payment_method_type: 'card',
    use_stripe_sdk: usesSdk(params, handleActions),
    client_secret: clientSecret,
  });
  if (failed(result)) return result;
  const intent = result.object as PublicIntent;
  if (!handleActions) return { intent };
  return settle(core, intent, {
    kind,
    clientSecret,
    locale: element.elementsGroup.locale,
    dark: null,
    expand: params.expand,
  });
}

/** Reads `payment_method`: an id, or an object with a card. */
function readMethod(
  core: StripeCore,
  how: unknown,
  method: string,
): { source: CardSource | null; params: Record<string, unknown> } {
  if (how === undefined || how === null) return { source: null, params: {} };
  if (typeof how === 'string') return { source: null, params: { payment_method: how } };
  if (typeof how !== 'object') {
    throw new IntegrationError(
      `Invalid value for stripe.${method}(): payment_method should be a string or an object.`,
    );
  }
  const source = cardSource(core, (how as { card?: unknown }).card, method);
  const rest = withoutCard(how as Record<string, unknown>);
  const params = {
    payment_method_data: {
      ...rest,
      type: 'card',
      ...('token' in source ? { card: { token: source.token } } : {}),
    },
  };
  return { source, params };
}

/** `payment_method_options`, in which a saved card's code is an Element, and that one's language. */
async function readOptions(
  core: StripeCore,
  given: unknown,
  method: string,
): Promise<ApiResult<{ params: Record<string, unknown>; locale?: string }>> {
  if (given === undefined) return { params: {} };
  const { card, ...others } = given as { card?: { cvc?: unknown } };
  const { cvc, ...cardOptions } = card ?? {};
  const options = plain({ ...others, ...(card ? { card: cardOptions } : {}) });
  if (cvc === undefined) return { params: { payment_method_options: options } };
  const element = ownCvc(core, cvc, method);
  const made = await element.send('/v1/tokens', 'cvc_token', {});
  if (failed(made)) return made;
  const { id } = made.object as { id: string };
  return {
    params: { payment_method_options: { ...options, card: { ...options.card, cvc_token: id } } },
    locale: element.elementsGroup.locale,
  };
}

function asObject(given: unknown, method: string, name: string): Record<string, unknown> {
  if (given === undefined || given === null) return {};
  if (typeof given === 'object') return { ...given };
  throw new IntegrationError(`Invalid value for stripe.${method}(): ${name} should be an object.`);
}
