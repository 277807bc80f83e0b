/**
 * What a merchant says of a subscription besides its items and its time
 * (docs.stripe.com/api/subscriptions/create).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { unsettable } from '../resources/parameters';
import { idOf } from '../resources/payment-method-use';
import { subscriptionTax } from './automatic-tax';
import { defaultMethod, defaultSource, paymentSettings } from './payment-settings';
import type { Subscription } from './subscription-records';

export type GivenSettings = Stripe.SubscriptionCreateParams & Stripe.SubscriptionUpdateParams;

/** The subscription with what is given. Nothing is kept. */
export function withSettings(
  context: Context,
  before: Subscription,
  given: Partial<GivenSettings>,
): Subscription {
  const customer = idOf(before.customer) ?? '';
  const collection_method = given.collection_method ?? before.collection_method;
  return {
    ...before,
    application_fee_percent: feePercent(
      context,
      given.application_fee_percent,
      before.application_fee_percent,
    ),
    automatic_tax: subscriptionTax(given.automatic_tax, before.automatic_tax),
    cancellation_details: cancellationDetails(
      given.cancellation_details,
      before.cancellation_details,
    ),
    collection_method,
    days_until_due: daysUntilDue(given.days_until_due, before.days_until_due, collection_method),
    default_payment_method: defaultMethod(
      context,
      customer,
      given.default_payment_method,
      idOf(before.default_payment_method),
    ),
    default_source: defaultSource(
      context,
      customer,
      given.default_source,
      idOf(before.default_source),
    ),
    description: unsettable(given.description, before.description),
    invoice_settings: invoiceSettings(given.invoice_settings, before.invoice_settings),
    metadata: mergeMetadata(before.metadata, given.metadata),
    payment_settings: subscriptionPayments(given.payment_settings, before.payment_settings),
    trial_settings: trialSettings(given.trial_settings, before.trial_settings),
  };
}

/** What becomes of a trial that ends without a PaymentMethod. */
function trialSettings(
  given: GivenSettings['trial_settings'],
  before: Subscription['trial_settings'],
): Subscription['trial_settings'] {
  const { billing_cycle_anchor: anchor, missing_payment_method: missing } =
    given?.end_behavior ?? {};
  if (anchor === 'unchanged') {
    const param = 'trial_settings[end_behavior][billing_cycle_anchor]';
    throw invalidRequest(
      `The parameter '${param}' is not supported by this emulator: a trial's end is the anchor.`,
      { param },
    );
  }
  const was = before?.end_behavior;
  return {
    end_behavior: {
      billing_cycle_anchor: anchor ?? was?.billing_cycle_anchor ?? 'now',
      missing_payment_method: missing ?? was?.missing_payment_method ?? 'create_invoice',
    },
  };
}

/**
 * Percent of each invoice that the platform earns: 0 to 100 with at most two places, and only for a
 * platform that acts for a connected account.
 */
function feePercent(
  context: Context,
  given: Stripe.Emptyable<number> | undefined,
  before: number | null,
): number | null {
  const percent = unsettable(given, before);
  if (given === undefined || percent === null) return percent;
  if (!context.connected) {
    throw invalidRequest(
      'You can only apply an application_fee_percent when the request is made on behalf of another account (using an OAuth key, the Stripe-Account header, or the destination parameter).',
      { param: 'application_fee_percent' },
    );
  }
  const places = Math.abs(percent * 100 - Math.round(percent * 100)) < 1e-9;
  if (percent >= 0 && percent <= 100 && places) return percent;
  throw invalidRequest(
    'Invalid application_fee_percent: must be between 0 and 100, with at most two decimal places.',
    { param: 'application_fee_percent' },
  );
}

function daysUntilDue(
  given: number | undefined,
  before: number | null,
  method: string,
): number | null {
  if (method === 'send_invoice') return given ?? before ?? 30;
  if (given === undefined) return null;
  throw invalidRequest(
    "You can only specify 'days_until_due' if invoice collection method is 'send_invoice'.",
    { param: 'days_until_due' },
  );
}

function invoiceSettings(
  given: GivenSettings['invoice_settings'],
  before: Subscription['invoice_settings'],
): Subscription['invoice_settings'] {
  if (!given) return before;
  return {
    ...before,
    custom_fields: unsettable(given.custom_fields, before.custom_fields),
    description: unsettable(given.description, before.description),
    footer: unsettable(given.footer, before.footer),
  };
}

function subscriptionPayments(
  given: GivenSettings['payment_settings'],
  before: Subscription['payment_settings'],
): Subscription['payment_settings'] {
  const { save_default_payment_method: saves = before?.save_default_payment_method ?? 'off' } =
    given ?? {};
  const none = { payment_method_options: null, payment_method_types: null };
  const settings = paymentSettings(
    given as Parameters<typeof paymentSettings>[0],
    (before ?? none) as Parameters<typeof paymentSettings>[1],
  );
  const { payment_method_options, payment_method_types } = settings;
  const options = payment_method_options
    ? {
        ...payment_method_options,
        card: payment_method_options.card
          ? { network: null, ...payment_method_options.card }
          : null,
      }
    : null;
  return {
    payment_method_options: options as NonNullable<
      Subscription['payment_settings']
    >['payment_method_options'],
    payment_method_types,
    save_default_payment_method: saves,
  };
}

/** Why the customer left, in its own words. */
export function cancellationDetails(
  given: Stripe.SubscriptionCancelParams.CancellationDetails | undefined,
  before: Subscription['cancellation_details'],
): NonNullable<Subscription['cancellation_details']> {
  const known = before ?? { comment: null, feedback: null, feedback_option: null, reason: null };
  if (!given) return known;
  if (given.feedback_option !== undefined) {
    throw invalidRequest(
      "The parameter 'cancellation_details[feedback_option]' is not supported by this emulator.",
      { param: 'cancellation_details[feedback_option]' },
    );
  }
  return {
    ...known,
    comment: unsettable(given.comment, known.comment),
    feedback: unsettable(given.feedback, known.feedback),
  };
}
