import { failed, type ApiError, type ApiResult } from '../api-client/api-error';
import type { ApiClient } from '../api-client/client';
import { intentPath, readClientSecret, type PublicIntent } from '../api-client/intents';
import type { ConfirmAsk, ExpectedIntent } from '../channel/contracts';
import type { Keeping } from './keeping';
import type { MethodForm } from './method-form';

/**
 * Confirms an intent with what is in the form: the one place where a card number leaves the frame,
 * and it goes to the API (docs.stripe.com/js/setup_intents/confirm_setup). `offered` are the methods
 * of the form.
 */
export async function confirmIntent(
  client: ApiClient,
  chosen: Chosen,
  ask: ConfirmAsk,
  offered: readonly string[],
): Promise<ApiResult<{ intent: PublicIntent }>> {
  const id = readClientSecret(ask.clientSecret)?.id ?? '';
  const path = intentPath(ask.kind, id);
  if (ask.expected) {
    const found = await client.call<PublicIntent>('GET', path, { client_secret: ask.clientSecret });
    if (failed(found)) return found;
    const error = mismatch(found.object, ask.expected, offered);
    if (error) return { error };
  }
  const { payment_method_data: given, ...params } = ask.params;
  const method = await methodParams(client, chosen, given);
  if (failed(method)) return method;
  const result = await client.call<PublicIntent>('POST', `${path}/confirm`, {
    ...params,
    ...method.params,
    ...optionsOf(params.payment_method_options, method.params.payment_method_options),
    expected_payment_method_type: chosen.form.type,
    use_stripe_sdk: true,
    client_secret: ask.clientSecret,
  });
  return failed(result) ? result : { intent: result.object };
}

/** What the buyer chose, and what was said of keeping it. */
export interface Chosen {
  form: MethodForm;
  keeping: Keeping;
}

/**
 * The chosen method as a call's parameters: the id of a saved one, with its security code as a token
 * where that was asked for again, or the form's data.
 */
export async function methodParams(
  client: ApiClient,
  { form, keeping }: Chosen,
  given: unknown,
): Promise<ApiResult<{ params: Record<string, unknown> }>> {
  if (!form.saved) {
    return {
      params: {
        payment_method_data: paymentMethodData(form, given, keeping),
        ...(keeping.usage ? { setup_future_usage: keeping.usage } : {}),
      },
    };
  }
  const { id, cvc } = form.saved;
  if (cvc === null) return { params: { payment_method: id } };
  const token = await client.call<{ id: string }>('POST', '/v1/tokens', { cvc_update: { cvc } });
  if (failed(token)) return token;
  return {
    params: {
      payment_method: id,
      payment_method_options: { card: { cvc_token: token.object.id } },
    },
  };
}

/** The page's `payment_method_options` with ours laid over them; nothing where there are none. */
function optionsOf(given: unknown, own: unknown): { payment_method_options?: object } {
  if (own === undefined) return {};
  const { card } = (given ?? {}) as { card?: object };
  const added = own as { card: object };
  return { payment_method_options: { ...(given as object), card: { ...card, ...added.card } } };
}

/**
 * The form's data with the page's own laid over it: billing details, metadata, allow_redisplay.
 * Throws for a `card` of the page's: what is typed here is the only one.
 */
export function paymentMethodData(
  form: MethodForm,
  given: unknown,
  keeping: Keeping,
): Record<string, unknown> {
  if (typeof given === 'object' && given !== null && 'card' in given) {
    throw new Error('payment_method_data cannot contain card.');
  }
  const data = form.data();
  const { billing_details: billing, ...rest } = (given ?? {}) as {
    billing_details?: { address?: object };
  };
  return {
    ...(keeping.allowRedisplay ? { allow_redisplay: keeping.allowRedisplay } : {}),
    ...rest,
    ...data,
    billing_details: {
      ...data.billing_details,
      ...billing,
      address: { ...data.billing_details.address, ...billing?.address },
    },
  };
}

/**
 * What of the intent is not as the deferred group announced it. Methods may have a
 * `setup_future_usage` of their own in `payment_method_options`: what the intent says for all of them
 * is what counts. unconfirmed: what is taken for the group's `captureMethod` where it names none;
 * nothing is, here.
 */
function mismatch(
  intent: PublicIntent,
  expected: ExpectedIntent,
  offered: readonly string[],
): ApiError | null {
  const { amount, captureMethod, currency, setupFutureUsage, types } = expected;
  const pairs: [string, unknown, unknown][] = [
    ['amount', intent.amount, amount],
    ['currency', intent.currency, currency?.toLowerCase()],
    ['setup_future_usage', intent.setup_future_usage, setupFutureUsage],
    ['capture_method', atOnce(intent.capture_method), atOnce(captureMethod)],
  ];
  const wrong = pairs.find(
    ([, is, wanted]) => is !== undefined && wanted !== undefined && is !== wanted,
  );
  // A method that is named and can't be had is left out, of intents as well.
  const mounted = types?.filter((type) => offered.includes(type));
  const found = wrong ?? narrowed(intent.payment_method_types, mounted);
  if (!found) return null;
  const [name, is, wanted] = found;
  return {
    type: 'invalid_request_error',
    message: `The provided ${name} (${String(is)}) does not match the expected ${name} (${String(wanted)}). Confirm a ${intent.object === 'setup_intent' ? 'SetupIntent' : 'PaymentIntent'} that is made with the same parameters as the Elements group, or call elements.update().`,
  };
}

/**
 * An intent has to take every method that the form was made with; that it takes more does not matter
 * (antiwork/gumroad#6585, #6755, which cite the sentence).
 */
function narrowed(
  types: string[] | undefined,
  wanted: string[] | undefined,
): [string, string, string] | null {
  if (!types || !wanted || wanted.every((type) => types.includes(type))) return null;
  const written = (list: string[]): string => `[${list.map((type) => `"${type}"`).join(', ')}]`;
  return ['payment_method_types', written(types), written(wanted)];
}

/** Both ways of capturing at once are one to a group: a server's default is the later one. */
function atOnce(method: string | undefined): string | undefined {
  return method === 'automatic_async' ? 'automatic' : method;
}
