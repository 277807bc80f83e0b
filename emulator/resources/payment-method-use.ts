/**
 * Who may use a PaymentMethod, and what using it does to it. A PaymentMethod without a Customer is
 * good for one attempt (docs.stripe.com/payments/payment-methods#reuse).
 */
import type Stripe from 'stripe';
import { declineAtAttach, checked, type SeenCard } from '../rules/charge-card';
import { cardRefused } from '../rules/declines';
import { invalidRequest, noSuch, type Context } from '../server/contract';
import type { PaymentMethodHidden, Stored } from '../store/kinds';
import { followMethod } from './source-state';

type Method = Stored<'payment_method'>;

/** Stripe's 400 for a PaymentMethod that had its one use. */
export function consumedError(): Error {
  return invalidRequest(
    'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
  );
}

/** The id behind an expandable field of a stored object, which is never expanded. */
export function idOf(field: string | { id: string } | null | undefined): string | null {
  return typeof field === 'object' && field !== null ? field.id : (field ?? null);
}

/** The live customer with this id; Stripe's 404, also for an id in the body, when there is none. */
export function findCustomer(context: Context, id: string, param = 'customer'): Stripe.Customer {
  const found = context.records.get('customer', id);
  if (!found || found.hidden.deleted) throw noSuch('customer', id, param, 404);
  return found.object;
}

/** The id of the live customer that a path names. */
export function customerIn(context: Context, path: Readonly<Record<string, string>>): string {
  return findCustomer(context, path.customer ?? '', 'id').id;
}

/**
 * Throws unless an intent of `customer` may use the method. `embedded` is the intent that Stripe
 * puts into the error, absent while it is being created.
 */
export function checkUse(
  method: Method,
  intent: {
    readonly noun: 'PaymentIntent' | 'SetupIntent';
    readonly id: string | null;
    readonly customer: string | null;
    readonly embedded?: { payment_intent?: object; setup_intent?: object };
  },
): void {
  const { id } = method.object;
  const owner = idOf(method.object.customer);
  if (owner === null) {
    const held = method.hidden.heldBy !== null && method.hidden.heldBy !== intent.id;
    if (method.hidden.use !== 'fresh' || held) throw consumedError();
    return;
  }
  // Its Customer was deleted.
  if (method.hidden.use === 'consumed') throw consumedError();
  if (owner === intent.customer) return;
  if (intent.customer !== null) {
    throw invalidRequest(
      `The PaymentMethod ${id} does not belong to the Customer you supplied ${intent.customer}. Please use this PaymentMethod with the Customer that it belongs to instead.`,
      { param: 'payment_method', ...intent.embedded },
    );
  }
  if (intent.noun === 'SetupIntent') {
    throw invalidRequest(
      `The payment method supplied (${id}) belongs to the Customer ${owner}. Please include the Customer in the \`customer\` parameter on the SetupIntent.`,
      intent.embedded,
    );
  }
  throw invalidRequest(
    `The \`payment_method\` parameter supplied ${id} belongs to the Customer ${owner}. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
    { code: 'parameter_missing', param: 'source', ...intent.embedded },
  );
}

/** Keeps a change of a PaymentMethod and returns it as it now is. */
export function change(
  context: Context,
  id: string,
  object: Partial<Stripe.PaymentMethod>,
  hidden: Partial<PaymentMethodHidden> = {},
): Method {
  const before = context.records.get('payment_method', id);
  if (!before) throw new Error(`PaymentMethod ${id} disappeared within a transaction`);
  const after: Method = {
    object: { ...before.object, ...object },
    hidden: { ...before.hidden, ...hidden },
  };
  context.records.put('payment_method', after.object, after.hidden);
  followMethod(context, after);
  return after;
}

/** The PaymentMethod as its issuer sees it now. */
export function seen(context: Context, { object, hidden }: Method): SeenCard {
  const today = new Date(context.now() * 1000);
  const month = today.getUTCFullYear() * 12 + today.getUTCMonth() + 1;
  const { card } = object;
  return { ...hidden, expired: card ? card.exp_year * 12 + card.exp_month < month : false };
}

/** The results of the card's checks, which are known once the issuer has seen it. */
export function checkedCard(method: Method): Partial<Stripe.PaymentMethod> {
  const { card } = method.object;
  return card?.checks ? { card: { ...card, checks: checked(method.hidden, card.checks) } } : {};
}

/** Makes a PaymentMethod a Customer's, without an event. The caller has asked the issuer. */
export function give(context: Context, method: Method, customer: string): Method {
  const owned = { ...checkedCard(method), customer };
  return change(context, method.object.id, owned, { use: 'fresh', heldBy: null });
}

/** Gives a PaymentMethod to a Customer. The caller has asked the issuer. */
export function giveToCustomer(context: Context, method: Method, customer: string): Method {
  const attached = give(context, method, customer);
  context.emit('payment_method.attached', attached.object);
  return attached;
}

/**
 * The method, when this customer may have it: the issuer is asked, without a charge.
 *
 * @throws 402 when the card is refused, 400 when it is consumed or somebody else's.
 */
export function attachable(context: Context, method: Method, customer: string): Method {
  const owner = idOf(method.object.customer);
  if (owner !== null && owner !== customer) {
    throw invalidRequest(
      'The payment method you provided has already been attached to a customer.',
    );
  }
  if (method.hidden.use === 'consumed') {
    throw invalidRequest(
      'This PaymentMethod was previously used without being attached to a Customer or was detached from a Customer, and may not be used again.',
    );
  }
  if (method.hidden.bank) {
    if (method.hidden.bank.verified) return method;
    // unconfirmed but for the words from "must be" on.
    throw invalidRequest(
      'Bank account PaymentMethods must be verified before they can be attached to a customer. Verify it by confirming a SetupIntent or a PaymentIntent.',
      { code: 'payment_method_unexpected_state', param: 'payment_method' },
    );
  }
  const decline = declineAtAttach(seen(context, method));
  if (decline) throw cardRefused(decline);
  return method;
}

/**
 * Attaches a PaymentMethod, which asks the issuer without charging. Attaching it again to the same
 * Customer changes nothing. Throws as `attachable` does.
 */
export function attach(context: Context, method: Method, customer: string): Method {
  if (idOf(method.object.customer) === customer) return method;
  return giveToCustomer(context, attachable(context, method, customer), customer);
}
