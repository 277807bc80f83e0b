/**
 * Confirming an intent with a ConfirmationToken
 * (docs.stripe.com/payments/finalize-payments-on-the-server): once, within twelve hours, on the
 * account it was made on.
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import type { AnnouncedPayment } from './token-contents';

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

/**
 * Notes which intent the token confirmed; it is good for no other.
 *
 * @param given the request, with what it says itself
 * @param intent as it is confirmed, with what the token brought
 * @throws 400 for a payment other than the one that the Payment Element was drawn for
 */
export function useConfirmationToken(
  context: Context,
  given: object,
  intent: Stripe.PaymentIntent | Stripe.SetupIntent,
): void {
  const { confirmation_token: id } = given as Confirmation;
  const found = id === undefined ? undefined : context.records.get('confirmation_token', id);
  if (!found) return;
  const { announced } = found.hidden;
  if (announced?.mode === 'payment' && intent.object === 'payment_intent') {
    // A ticked box of the buyer's stands in the token alone.
    const setup_future_usage = found.object.setup_future_usage ?? announced.setup_future_usage;
    checkAnnounced({ ...announced, setup_future_usage }, given, intent);
  }
  context.records.put('confirmation_token', {
    ...found.object,
    expires_at: null,
    [intent.object]: intent.id,
  });
}

/**
 * Refuses a payment that is not as the Payment Element announced it, in the sentence that
 * antiwork/gumroad#6437 cites. The amount may differ: Stripe's libraries do not take it along.
 */
function checkAnnounced(
  { currency, setup_future_usage, capture_method }: AnnouncedPayment,
  given: { setup_future_usage?: unknown },
  intent: Stripe.PaymentIntent,
): void {
  // What the confirming request says itself takes precedence over the token.
  const kept = given.setup_future_usage === undefined ? (setup_future_usage ?? null) : undefined;
  const pairs: [string, unknown, unknown][] = [
    ['currency', intent.currency, currency?.toLowerCase()],
    ['capture_method', captured(intent.capture_method), captured(capture_method)],
    // An earlier token, whose card was declined, may have left its own.
    ['setup_future_usage', intent.setup_future_usage, intent.latest_charge ? undefined : kept],
  ];
  const wrong = pairs.find(([, is, wanted]) => wanted !== undefined && is !== wanted);
  if (!wrong) return;
  const [name, is, wanted] = wrong;
  throw invalidRequest(
    `The provided ${name} (${String(is)}) does not match the expected ${name} (${String(wanted)}). Try confirming with a PaymentIntent that is configured with the same parameters as the Payment Element.`,
    { param: 'confirmation_token' },
  );
}

/** Both ways of capturing at once are one to who draws an Element: a server's default is the later one. */
function captured(method: string | undefined): string | undefined {
  return method === 'automatic_async' ? 'automatic' : method;
}
