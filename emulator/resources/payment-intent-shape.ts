/**
 * A PaymentIntent from its parameters (docs.stripe.com/api/payment_intents/object).
 */
import type Stripe from 'stripe';
import { checkAmount, parseCurrency } from '../rules/money';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { typeOptions } from './intent-types';
import { applicationOf } from './merchant';
import { address } from './parameters';

type Intent = Stripe.PaymentIntent;

/**
 * Throws unless a platform may take this fee: only on a connected account's charge, above zero and
 * at most the amount. That it is refused is documented, the sentences are unconfirmed.
 */
export function checkApplicationFee(
  context: Context,
  fee: number | '' | null | undefined,
  amount: number,
): void {
  if (fee === undefined || fee === null || fee === '') return;
  const param = 'application_fee_amount';
  if (!context.connected) {
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
      {
        param,
      },
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

/** `statement_descriptor` is for other payment methods than cards. */
export function refuseDescriptor(given: string | undefined): void {
  if (!given) return;
  throw invalidRequest(
    "The 'statement_descriptor' parameter is not supported for card charges. Use 'statement_descriptor_suffix' instead.",
    { param: 'statement_descriptor' },
  );
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

/** `payment_method_options` for cards: what is not given as it was, or as Stripe's defaults. */
export function cardOptions(
  given: Stripe.PaymentIntentCreateParams.PaymentMethodOptions | undefined,
  before: Intent['payment_method_options'],
): Intent['payment_method_options'] {
  const card = given?.card ? given.card : undefined;
  return {
    card: {
      installments: null,
      mandate_options: null,
      network: card?.network ?? before?.card?.network ?? null,
      request_three_d_secure:
        card?.request_three_d_secure ?? before?.card?.request_three_d_secure ?? 'automatic',
      ...(card?.setup_future_usage
        ? { setup_future_usage: card.setup_future_usage }
        : before?.card?.setup_future_usage
          ? { setup_future_usage: before.card.setup_future_usage }
          : {}),
    },
  };
}

/** The intent before a PaymentMethod is looked at. Nothing is kept. Throws for amounts and fees. */
export function newIntent(context: Context, given: Stripe.PaymentIntentCreateParams): Intent {
  const currency = parseCurrency(given.currency);
  checkAmount(given.amount, currency);
  checkApplicationFee(context, given.application_fee_amount, given.amount);
  refuseDescriptor(given.statement_descriptor);
  const id = context.id('pi_');
  const intent = {
    id,
    object: 'payment_intent',
    ...typeOptions(context, given),
    amount: given.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: applicationOf(context),
    application_fee_amount: given.application_fee_amount ?? null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: given.capture_method ?? 'automatic_async',
    client_secret: `${id}_secret_${context.random(25)}`,
    confirmation_method: given.confirmation_method ?? 'automatic',
    created: context.now(),
    currency,
    customer: given.customer ?? null,
    customer_account: null,
    description: given.description ?? null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: mergeMetadata(null, given.metadata),
    next_action: null,
    on_behalf_of: given.on_behalf_of ?? null,
    payment_method: null,
    payment_method_options: cardOptions(given.payment_method_options, null),
    payment_record: null,
    processing: null,
    receipt_email: given.receipt_email ?? null,
    review: null,
    setup_future_usage: given.setup_future_usage ?? null,
    shipping: given.shipping ? shippingOf(given.shipping) : null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: checkSuffix(given.statement_descriptor_suffix),
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: given.transfer_group ?? null,
  } satisfies Intent;
  return { ...intent, shared_payment_granted_token: null } as Intent;
}
