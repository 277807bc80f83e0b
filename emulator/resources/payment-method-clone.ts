/**
 * Sharing a platform's PaymentMethod with a connected account
 * (docs.stripe.com/payments/payment-methods/connect#cloning-payment-methods). The clone is an
 * object of its own: a later change of the original does not reach it.
 */
import type Stripe from 'stripe';
import { cardRefused, declines } from '../rules/declines';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { checkBankClonable, cloneBank } from './bank-clone';
import { cloneFingerprint } from './payment-method-shape';
import { findMethod } from './payment-method-source';
import { change, consumedError, findCustomer, idOf, seen } from './payment-method-use';

const accepted = new Set(['payment_method', 'customer', 'metadata', 'allow_redisplay', 'expand']);
const clonable = new Set(['card', 'us_bank_account']);

/**
 * `POST /v1/payment_methods` with `payment_method` (and the platform's `customer`) under
 * `Stripe-Account`. Copies the card, its billing details, checks and set-up; or the bank account with
 * the permission to debit it. An original without a Customer is consumed. No event is written.
 *
 * Stripe documents no other parameter beside these; `metadata` and `allow_redisplay` are accepted
 * and the rest refused (unconfirmed). So are the sentences about the customer.
 */
export function cloneMethod(
  context: Context,
  parameters: Stripe.PaymentMethodCreateParams & { payment_method: string },
): Stripe.PaymentMethod {
  for (const name of Object.keys(parameters)) {
    if (!accepted.has(name)) {
      throw invalidRequest(`Received unknown parameter: ${name}`, {
        code: 'parameter_unknown',
        param: name,
      });
    }
  }
  if (!context.connected) {
    throw invalidRequest(
      'You must authenticate as a connected account, with the Stripe-Account header, to share a PaymentMethod of your platform with it.',
      { param: 'payment_method' },
    );
  }
  const platform = context.as(context.platform);
  if (parameters.customer !== undefined) findCustomer(platform, parameters.customer);
  const original = findMethod(platform, parameters.payment_method);
  const { object, hidden } = original;
  checkOwner(idOf(object.customer), parameters);
  if (!clonable.has(object.type)) {
    throw invalidRequest(
      `Only PaymentMethods of the types card and us_bank_account can be shared with connected accounts; ${object.id} is of type ${object.type}.`,
      { param: 'payment_method' },
    );
  }
  // unconfirmed: Stripe's answer to sharing a card that has expired.
  if (seen(platform, original).expired) throw cardRefused(declines.expiredCard);
  if (hidden.bank) checkBankClonable(context, original);
  const attached = object.customer !== null;
  if (!attached) {
    const spent = hidden.use === 'consumed' || hidden.use === 'attach_only';
    if (spent || hidden.heldBy !== null) throw consumedError();
    change(platform, object.id, {}, { use: 'consumed' });
  }
  const clone: Stripe.PaymentMethod = {
    ...object,
    id: context.id('pm_'),
    allow_redisplay: parameters.allow_redisplay ?? 'unspecified',
    created: context.now(),
    customer: null,
    customer_account: null,
    metadata: mergeMetadata(null, parameters.metadata),
    ...(object.card
      ? { card: { ...object.card, fingerprint: cloneFingerprint(context, hidden.card) } }
      : {}),
  };
  context.records.put('payment_method', clone, {
    ...hidden,
    use: 'fresh',
    heldBy: null,
    clonedFrom: object.id,
  });
  return hidden.bank ? cloneBank(context, original, clone) : clone;
}

function checkOwner(
  owner: string | null,
  parameters: { payment_method: string; customer?: string },
): void {
  if (owner !== null && parameters.customer === undefined) {
    throw invalidRequest(
      'The payment method you provided is attached to a customer so for security purposes you must provide the customer in the request.',
    );
  }
  if (parameters.customer !== undefined && owner !== parameters.customer) {
    throw invalidRequest(
      `The PaymentMethod ${parameters.payment_method} does not belong to the Customer you supplied ${parameters.customer}. Please use this PaymentMethod with the Customer that it belongs to instead.`,
      { param: 'payment_method' },
    );
  }
}
