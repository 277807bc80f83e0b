/**
 * Which PaymentMethod a SetupIntent or PaymentIntent has, and what is left of it when an attempt
 * fails: the same rules for both.
 */
import type Stripe from 'stripe';
import { keptError } from '../rules/declines';
import { testCard } from '../rules/test-cards';
import { StripeError, type Context, type ErrorBody } from '../server/contract';
import type { Stored } from '../store/kinds';
import { answer } from './intent-options';
import { checkType } from './intent-types';
import { methodAnswer } from './payment-method-shape';
import {
  checkCvc,
  checkMaySendNumber,
  createMethod,
  findMethod,
  type NewMethod,
} from './payment-method-source';
import { change, checkUse, idOf } from './payment-method-use';
import { checkChargeable } from './source-state';

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;
type Method = Stored<'payment_method'>;

export interface GivenMethod {
  readonly payment_method?: string;
  readonly payment_method_data?: NewMethod;
}

/** `PaymentIntent` or `SetupIntent`, as Stripe's sentences call them. */
function nounOf(intent: Intent): 'PaymentIntent' | 'SetupIntent' {
  return intent.object === 'payment_intent' ? 'PaymentIntent' : 'SetupIntent';
}

/**
 * Throws unless the intent may use the method. An intent that is being created is not shown in the
 * error, since it will not exist.
 */
export function checkMethod(
  context: Context,
  intent: Intent,
  method: Method,
  creating: boolean,
): void {
  const noun = nounOf(intent);
  checkType(noun, intent.payment_method_types, method.object.type);
  const source = context.records.get('source', method.object.id)?.object;
  if (source) checkChargeable(source, intent.object === 'payment_intent' ? intent : undefined);
  checkUse(method, {
    noun,
    id: intent.id,
    customer: idOf(intent.customer),
    ...(creating ? {} : { embedded: { [intent.object]: answer(context, intent) } }),
  });
}

/** The method a request names or describes; undefined when it does neither. */
export function givenMethod(context: Context, given: GivenMethod): Method | undefined {
  if (given.payment_method_data) {
    return createMethod(context, given.payment_method_data, 'payment_method_data');
  }
  return given.payment_method === undefined ? undefined : findMethod(context, given.payment_method);
}

/**
 * Id of the PaymentMethod a new or changed intent is to have; null when it has none. A consumed one
 * is refused already here.
 */
export function chosenMethod(
  context: Context,
  intent: Intent,
  given: GivenMethod,
  creating: boolean,
): string | null {
  const method = givenMethod(context, given);
  if (!method) return idOf(intent.payment_method);
  checkMethod(context, intent, method, creating);
  return method.object.id;
}

interface TypedAnew {
  readonly payment_method_options?: { readonly card?: { readonly cvc?: string } | '' | null };
}

/**
 * The method after its CVC was typed anew, for the issuer to check. Throws the 402 of a malformed
 * code.
 */
export function withTypedCvc(context: Context, given: object, method: Method): Method {
  const cvc = (given as TypedAnew).payment_method_options?.card || undefined;
  const { card } = method.object;
  if (!cvc?.cvc || !card) return method;
  checkMaySendNumber(context);
  checkCvc(testCard(method.hidden.card), cvc.cvc);
  const checks = {
    address_line1_check: null,
    address_postal_code_check: null,
    ...card.checks,
    cvc_check: 'unchecked',
  };
  return change(context, method.object.id, { card: { ...card, checks } }, { gaveCvc: true });
}

/** What a failed intent keeps of its error (`last_payment_error`, `last_setup_error`). */
export function errorKept<E>(body: ErrorBody, method: Method): E {
  return keptError(body, method.object) as E;
}

/** The 402 of a failed attempt: the intent and its PaymentMethod in it, and all of it kept. */
export function failureAnswer(
  context: Context,
  body: ErrorBody,
  method: Method,
  intent: Intent,
): StripeError {
  const answered = {
    ...body,
    payment_method: methodAnswer(context, method.object),
    [intent.object]: answer(context, intent),
  };
  return new StripeError(402, answered, true);
}
