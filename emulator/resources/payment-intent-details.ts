/**
 * What a PaymentIntent says beside its amount: fees, words on the bank statement, shipping, and the
 * merchant's own references (docs.stripe.com/api/payment_intents/create).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { address } from './parameters';

type Intent = Stripe.PaymentIntent;

/**
 * Throws unless a platform may take this fee: only on a connected account's charge or a destination
 * charge, above zero and at most the amount. That it is refused is documented, the sentences are
 * unconfirmed.
 */
export function checkApplicationFee(
  context: Context,
  fee: number | '' | null | undefined,
  amount: number,
  transferData: Intent['transfer_data'] = null,
): void {
  if (fee === undefined || fee === null || fee === '') return;
  const param = 'application_fee_amount';
  if (!context.connected && !transferData) {
    throw invalidRequest(
      'Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`).',
      { param },
    );
  }
  if (fee < 0) {
    throw invalidRequest('This value must be greater than or equal to 0.', {
      code: 'parameter_invalid_integer',
      param,
    });
  }
  if (fee > amount) {
    throw invalidRequest(
      'The application_fee_amount cannot be greater than the amount of the payment.',
      { param },
    );
  }
}

/** Throws when a suffix can't stand on a bank statement. */
export function checkSuffix(suffix: string | undefined): string | null {
  if (!suffix) return null;
  if (suffix.length > 22 || /[<>\\'"*]/.test(suffix) || !/[a-z]/i.test(suffix)) {
    throw invalidRequest(
      'The statement descriptor suffix must have at most 22 characters, contain at least one letter, and must not contain any of < > \\ \' " *.',
      { param: 'statement_descriptor_suffix' },
    );
  }
  return suffix;
}

/** The 400 of a whole descriptor for a card, whose own statement names its account. */
export function refuseDescriptor(given: string | null | undefined): void {
  if (!given) return;
  throw invalidRequest(
    "The 'statement_descriptor' parameter is not supported for card charges. Use 'statement_descriptor_suffix' instead.",
    { param: 'statement_descriptor' },
  );
}

/**
 * What stands on the bank statement of a debit; only card payments have a suffix instead
 * (docs.stripe.com/get-started/account/statement-descriptors). Emptied it is unset.
 *
 * @throws 400 where an intent takes nothing but cards, and for text that can't stand there
 */
export function descriptorOf(
  given: string | undefined,
  before: string | null,
  types: readonly string[],
): string | null {
  if (given === undefined) return before;
  if (given === '') return null;
  if (types.every((type) => type === 'card')) refuseDescriptor(given);
  if (given.length > 22 || /[<>\\'"*]/.test(given) || !/[a-z]/i.test(given)) {
    throw invalidRequest(
      'The statement descriptor must have at most 22 characters, contain at least one letter, and must not contain any of < > \\ \' " *.',
      { param: 'statement_descriptor' },
    );
  }
  return given;
}

/**
 * Refuses what a PaymentIntent may say and the emulator does not act on: tax calculations, and
 * customers of Accounts v2.
 */
export function refuseElsewhere(given: object): void {
  const named = given as Readonly<Record<string, unknown>>;
  const reasons = {
    customer_account: 'Accounts v2 are not emulated.',
    hooks: 'Stripe Tax is not emulated.',
  };
  for (const [param, reason] of Object.entries(reasons)) {
    if (named[param] === undefined) continue;
    throw invalidRequest(`The parameter '${param}' is not supported by this emulator. ${reason}`, {
      param,
    });
  }
}

/** Shipping with each of its fields. */
export function shippingOf(given: Stripe.PaymentIntentCreateParams.Shipping): Intent['shipping'] {
  return {
    address: address({ ...given.address }),
    carrier: given.carrier ?? null,
    name: given.name,
    phone: given.phone ?? null,
    tracking_number: given.tracking_number ?? null,
  };
}

/** `payment_details`: what is given, and what it was otherwise; absent when there is none. */
export function paymentDetails(
  given: Stripe.Emptyable<Stripe.PaymentIntentConfirmParams.PaymentDetails> | undefined,
  before: Intent['payment_details'],
): { payment_details?: Intent['payment_details'] } {
  if (given === undefined) return before ? { payment_details: before } : {};
  if (given === '' || given === null) return { payment_details: undefined };
  const { customer_reference, order_reference } = given;
  return {
    payment_details: {
      customer_reference:
        customer_reference === undefined
          ? (before?.customer_reference ?? null)
          : customer_reference || null,
      order_reference:
        order_reference === undefined ? (before?.order_reference ?? null) : order_reference || null,
    },
  };
}
