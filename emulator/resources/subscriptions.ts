/**
 * Subscriptions (docs.stripe.com/api/subscriptions).
 */
import type Stripe from 'stripe';
import { createSubscription } from '../billing/subscription-create';
import { cancelNow, onCustomerDeleted } from '../billing/subscription-end';
import { hasEnded } from '../billing/subscription-over';
import { findSubscription, type Subscription } from '../billing/subscription-records';
import { pauseSubscription } from '../billing/subscription-pause';
import { resumeSubscription } from '../billing/subscription-resume';
import {
  onInvoiceAction,
  onInvoiceFailed,
  onInvoiceGivenUp,
  onInvoicePaid,
  onMethodDetached,
  onPaymentProcessing,
} from '../billing/subscription-status';
import { updateSubscription } from '../billing/subscription-update';
import { onSetupSucceeded } from '../billing/pending-setup';
import { atClock, clockOf } from '../billing/moment';
import { checkStanding } from '../billing/test-clock';
import { refuseBeyond } from '../billing/refusals';
import {
  route,
  type Context,
  type ParameterName,
  type Resource,
  type Route,
} from '../server/contract';
import type { ParameterTypes } from '../generated/parameters';
import { within } from '../server/ranges';
import type { Stored } from '../store/kinds';
import { customerSubscriptions } from './customer-subscriptions';
import { expandCustomer } from './customer-shape';
import { application } from './merchant';
import { expandMethod } from './payment-method-shape';

/** An endpoint under a subscription's id, at the subscription's time. */
function action<N extends ParameterName>(
  method: Route['method'],
  path: string,
  parameters: N,
  act: (context: Context, subscription: Subscription, given: ParameterTypes[N]) => object,
): Route {
  return route(method, `/v1/subscriptions/:id${path}`, parameters, (context, given, ids) => {
    const { object } = findSubscription(context, ids.id ?? '');
    if (method !== 'GET') checkStanding(context, clockOf(object));
    return act(atClock(context, clockOf(object)), object, given);
  });
}

/** Without a status those that are canceled are left out; without customer or clock, those of clocks. */
function list(
  context: Context,
  given: Stripe.SubscriptionListParams,
): Stripe.ApiList<Subscription> {
  refuseBeyond({ customer_account: given.customer_account });
  const { automatic_tax, collection_method, customer, status, test_clock } = given;
  const price = given.price ?? given.plan;
  const matches = ({ object }: Stored<'subscription'>): boolean =>
    hasStatus(object, status) &&
    hasPeriod(object, given) &&
    (automatic_tax === undefined || automatic_tax.enabled === object.automatic_tax.enabled) &&
    (price === undefined || object.items.data.some((item) => item.price.id === price)) &&
    (customer !== undefined || test_clock !== undefined || object.test_clock === null);
  return context.page('subscription', given, '/v1/subscriptions', matches, {
    customer,
    test_clock,
    collection_method,
  });
}

/** By the first of its items' periods to end, and the last to have begun. */
function hasPeriod(
  { items: { data } }: Subscription,
  { current_period_end: ends, current_period_start: starts }: Stripe.SubscriptionListParams,
): boolean {
  const end = Math.min(...data.map((item) => item.current_period_end));
  const start = Math.max(...data.map((item) => item.current_period_start));
  return (
    (ends === undefined || within(end, ends)) && (starts === undefined || within(start, starts))
  );
}

function hasStatus(subscription: Subscription, status: string | undefined): boolean {
  switch (status) {
    case undefined:
      return subscription.status !== 'canceled';
    case 'all':
      return true;
    case 'ended':
      return hasEnded(subscription);
    default:
      return subscription.status === status;
  }
}

export const subscriptions: Resource = {
  object: 'subscription',
  expandable: {
    application,
    customer: expandCustomer,
    default_payment_method: expandMethod,
    latest_invoice: 'invoice',
    pending_setup_intent: 'setup_intent',
    // Not in the SDK's types, and asked for by many: what is expanded is its product.
    plan: () => undefined,
  },
  routes: [
    route('POST', '/v1/subscriptions', 'SubscriptionCreateParams', createSubscription),
    route('GET', '/v1/subscriptions', 'SubscriptionListParams', list),
    action('GET', '', 'SubscriptionRetrieveParams', (_, subscription) => subscription),
    action('POST', '', 'SubscriptionUpdateParams', updateSubscription),
    action('DELETE', '', 'SubscriptionCancelParams', cancelNow),
    action('POST', '/pause', 'SubscriptionPauseParams', pauseSubscription),
    action('POST', '/resume', 'SubscriptionResumeParams', resumeSubscription),
    ...customerSubscriptions,
  ],
  reactions: {
    'customer.deleted': onCustomerDeleted,
    'invoice.marked_uncollectible': onInvoiceGivenUp,
    'invoice.payment_action_required': onInvoiceAction,
    'invoice.payment_failed': onInvoiceFailed,
    'invoice.payment_succeeded': onInvoicePaid,
    'invoice.voided': onInvoiceGivenUp,
    'payment_intent.processing': onPaymentProcessing,
    'payment_method.detached': onMethodDetached,
    'setup_intent.succeeded': onSetupSucceeded,
  },
};
