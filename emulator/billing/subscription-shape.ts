/**
 * A Subscription as Stripe sends it (docs.stripe.com/api/subscriptions/object), of which nothing is
 * said yet but whose it is and when it begins.
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { applicationOf } from '../resources/merchant';
import { clockOf } from './moment';
import type { Subscription } from './subscription-records';
import type { SubscriptionTime } from './subscription-time';

/** The object without items. Nothing is kept. */
export function bareSubscription(
  context: Context,
  id: string,
  customer: Stripe.Customer,
  { anchor, config, trialEnd }: SubscriptionTime,
  currency: string,
): Subscription {
  const now = context.now();
  return {
    id,
    object: 'subscription',
    application: applicationOf(context),
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: anchor,
    billing_cycle_anchor_config: config,
    billing_mode: { flexible: null, type: 'flexible' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: 'charge_automatically',
    created: now,
    currency,
    customer: customer.id,
    customer_account: null,
    days_until_due: null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: { object: 'list', data: [], has_more: false, url: '/v1/subscription_items' },
    latest_invoice: null,
    livemode: false,
    managed_payments: { enabled: false },
    metadata: {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: trialEnd === null ? 'incomplete' : 'trialing',
    test_clock: clockOf(customer),
    transfer_data: null,
    trial_end: trialEnd,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: 'now', missing_payment_method: 'create_invoice' },
    },
    trial_start: trialEnd === null ? null : now,
  } satisfies Subscription;
}
