/**
 * Confirming an intent with a ConfirmationToken
 * (docs.stripe.com/payments/finalize-payments-on-the-server): once, within twelve hours, on the
 * account it was made on.
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';

interface Confirmation {
  readonly confirmation_token?: string;
  readonly confirm?: boolean;
  readonly payment_method?: string;
  readonly payment_method_data?: object;
}

/**
 * The parameters of a confirmation with what its ConfirmationToken brings: PaymentMethod,
 * `return_url`, `mandate_data`, and for payments `shipping` and `setup_future_usage`. What the
 * request gives itself takes precedence, as documented. Without a token nothing changes.
 *
 * @param creating the intent is made by the same request
 * @throws 400 for an unknown, used or expired token (sentences of the latter two unconfirmed)
 */
export function withConfirmationToken<T extends object>(
  context: Context,
  kind: 'payment_intent' | 'setup_intent',
  given: T,
  creating = false,
): T {
  const {
    confirmation_token: id,
    confirm,
    payment_method,
    payment_method_data,
  } = given as Confirmation;
  if (id === undefined) return given;
  const param = 'confirmation_token';
  if (creating && confirm !== true) {
    throw invalidRequest('You can only set `confirmation_token` when `confirm` is true.', {
      param,
    });
  }
  const found = context.records.get('confirmation_token', id);
  if (!found) {
    throw invalidRequest(`No such confirmation_token: '${id}'`, {
      code: 'resource_missing',
      param,
    });
  }
  const token = found.object;
  if (token.payment_intent !== null || token.setup_intent !== null) {
    throw invalidRequest(
      `The ConfirmationToken ${id} was already used to confirm ${token.payment_intent ?? token.setup_intent}. Create a new one with Stripe.js for each attempt.`,
      { param },
    );
  }
  if (token.expires_at !== null && token.expires_at <= context.now()) {
    throw invalidRequest(`The ConfirmationToken ${id} has expired.`, { param });
  }
  const brought = {
    ...(payment_method === undefined && payment_method_data === undefined
      ? { payment_method: found.hidden.method }
      : {}),
    ...(token.return_url === null ? {} : { return_url: token.return_url }),
    ...(token.use_stripe_sdk ? { use_stripe_sdk: true } : {}),
    ...(token.mandate_data ? { mandate_data: token.mandate_data } : {}),
    ...(kind === 'payment_intent' && token.setup_future_usage !== null
      ? { setup_future_usage: token.setup_future_usage }
      : {}),
    ...(kind === 'payment_intent' && token.shipping !== null
      ? { shipping: shippingParameter(token.shipping) }
      : {}),
  };
  const { confirmation_token: _, ...rest } = given as T & Confirmation;
  return { ...brought, ...rest } as unknown as T;
}

function shippingParameter(shipping: Stripe.ConfirmationToken.Shipping): object {
  const { address, name, phone } = shipping;
  const known = Object.entries(address).filter(([, value]) => value !== null);
  return { address: Object.fromEntries(known), name, ...(phone === null ? {} : { phone }) };
}

/** Notes which intent the token confirmed; it is good for no other. */
export function useConfirmationToken(
  context: Context,
  given: object,
  intent: { readonly id: string; readonly object: 'payment_intent' | 'setup_intent' },
): void {
  const { confirmation_token: id } = given as Confirmation;
  const found = id === undefined ? undefined : context.records.get('confirmation_token', id);
  if (!found) return;
  context.records.put('confirmation_token', {
    ...found.object,
    expires_at: null,
    [intent.object]: intent.id,
  });
}
