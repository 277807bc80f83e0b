/**
 * A new subscription, and its first payment (docs.stripe.com/billing/subscriptions/overview).
 */
import type Stripe from 'stripe';
import { parseCurrency } from '../rules/money';
import { invalidRequest, missingParameter, StripeError, type Context } from '../server/contract';
import { findCustomer } from '../resources/payment-method-use';
import { attemptInvoice, methodOf, noMethod } from './invoice-attempt';
import { checkRoom } from './clock-limits';
import { finalizeInvoice } from './invoice-finalize';
import { planAdvance, tellDraft } from './draft-hour';
import { changeCustomer, findInvoice } from './invoice-records';
import { atCustomer } from './moment';
import {
  addInvoiceItems,
  checkCancelAt,
  endsUnprorated,
  type AddedItem,
} from './subscription-extras';
import { checkItems, newItem, priceOf, type GivenItem } from './subscription-items';
import { billSubscription, periodLines, trialLines } from './subscription-invoices';
import { planExpiry, planFor, planPeriod, planTrialEnd } from './subscription-plans';
import {
  findSubscription,
  keepItems,
  keepSubscription,
  withItems,
  type Subscription,
} from './subscription-records';
import { withSettings, type GivenSettings } from './subscription-settings';
import { bareSubscription } from './subscription-shape';
import { timeOf, type SubscriptionTime } from './subscription-time';
import { openSetup } from './pending-setup';
import { refuseBeyond } from './refusals';

type Given = Stripe.SubscriptionCreateParams;

/** Makes a subscription and attempts its first payment, as `payment_behavior` says. */
export function createSubscription(context: Context, given: Given): Subscription {
  return make(context, given, (customer) => checkRoom(context, customer));
}

/** The same for one that is only looked at, and undone: it needs no room. */
export function tryOutSubscription(context: Context, given: Given): Subscription {
  return make(context, given, () => undefined);
}

function make(
  context: Context,
  given: Given,
  check: (customer: Stripe.Customer) => void,
): Subscription {
  refuseBeyond(given);
  checkTogether(given);
  const customer = findCustomer(context, given.customer ?? '');
  check(customer);
  const here = atCustomer(context, customer);
  const draft = newSubscription(here, customer, given);
  const { subscription, time } = draft;
  here.records.put('subscription', subscription, {
    creating: true,
    parked: null,
    stubIsFree: given.proration_behavior === 'none',
    endsUnprorated: endsUnprorated(given, time.period),
  });
  keepItems(here, subscription);
  const told = here.emit('customer.subscription.created', subscription);
  if (!customer.currency) changeCustomer(here, customer, { currency: subscription.currency });
  addInvoiceItems(here, subscription, (given.add_invoice_items ?? []) as AddedItem[]);
  start(here, subscription, time, given);
  const made = findSubscription(here, subscription.id);
  here.records.put('subscription', made.object, { ...made.hidden, creating: false });
  const event = here.records.get('event', told)?.object;
  if (event) {
    const data = { ...event.data, object: made.object } as typeof event.data;
    here.records.put('event', { ...event, data } as typeof event);
  }
  return made.object;
}

function checkTogether(given: Given): void {
  if (given.payment_behavior === 'pending_if_incomplete') {
    throw invalidRequest(
      'Setting `payment_behavior` to `pending_if_incomplete` has no effect when creating a subscription.',
      { param: 'payment_behavior' },
    );
  }
  if (given.customer === undefined) {
    throw missingParameter('customer');
  }
  for (const name of ['backdate_start_date'] as const) {
    if (given[name] === undefined) continue;
    throw invalidRequest(`The parameter '${name}' is not supported by this emulator.`, {
      param: name,
    });
  }
}

/** The subscription before anything is billed. Nothing is kept. */
function newSubscription(
  context: Context,
  customer: Stripe.Customer,
  given: Given,
): { subscription: Subscription; time: SubscriptionTime } {
  const id = context.id('sub_');
  const wanted = (given.items ?? []) as GivenItem[];
  const prices = wanted.map((item, index) => priceOf(context, item, `items[${index}]`));
  const [first] = prices;
  const currency = parseCurrency(given.currency ?? first?.currency ?? 'usd');
  const every = first?.recurring ?? { interval: 'month', interval_count: 1 };
  const planDays = first?.recurring?.trial_period_days ?? null;
  const time = timeOf(context, given, every, planDays);
  const items = wanted.flatMap((item, index) => {
    const price = prices[index];
    return price ? [newItem(context, id, price, item, time.period)] : [];
  });
  checkItems(context, items, currency);
  const bare = bareSubscription(context, id, customer, time, currency);
  const mode = given.billing_mode;
  const subscription = withSettings(context, bare, given as Partial<GivenSettings>);
  const cancel = checkCancelAt(given.cancel_at, time.period, context.now());
  return {
    subscription: withItems(
      {
        ...subscription,
        billing_mode:
          mode?.type === 'classic'
            ? { flexible: null, type: 'classic' }
            : {
                flexible: {
                  proration_discounts: mode?.flexible?.proration_discounts ?? 'included',
                },
                type: 'flexible',
                updated_at: context.now(),
              },
        cancel_at: given.cancel_at_period_end ? time.period.end : cancel,
        cancel_at_period_end: given.cancel_at_period_end ?? false,
        canceled_at: given.cancel_at_period_end || cancel !== null ? context.now() : null,
      },
      items,
    ),
    time,
  };
}

/** Bills the first period, and starts what follows. */
function start(
  context: Context,
  subscription: Subscription,
  time: SubscriptionTime,
  given: Given,
): void {
  const behavior = given.payment_behavior ?? 'allow_incomplete';
  const now = context.now();
  const sent = subscription.collection_method === 'send_invoice';
  const lines =
    time.trialEnd === null
      ? firstLines(context, subscription, time)
      : trialLines(context, subscription, time.period);
  const drafted = billSubscription(context, subscription, {
    reason: 'subscription_create',
    period: { start: now, end: now },
    lines,
    pending: 'all',
    autoAdvance: true,
  });
  const latest_invoice = drafted.lines.data.length === 0 ? null : drafted.id;
  context.records.put('subscription', { ...subscription, latest_invoice });
  planPeriod(context, subscription);
  planTrialEnd(context, subscription);
  if (subscription.cancel_at !== null) {
    planFor(context, subscription, 'cancel_subscription', subscription.cancel_at);
  }
  if (latest_invoice === null) {
    context.records.remove('invoice', drafted.id);
    settleStart(context, subscription.id, 'active');
    openSetup(context, subscription.id, behavior);
    return;
  }
  if (sent && time.trialEnd === null && drafted.total > 0) {
    tellDraft(context, planAdvance(context, drafted));
    settleStart(context, subscription.id, 'active');
    return;
  }
  context.emit('invoice.created', drafted);
  const open = finalizeInvoice(context, drafted);
  if (open.status === 'paid') {
    settleStart(context, subscription.id, time.trialEnd === null ? 'active' : 'trialing');
    openSetup(context, subscription.id, behavior);
    return;
  }
  if (behavior !== 'default_incomplete') firstPayment(context, latest_invoice, behavior, given);
  const { status } = findSubscription(context, subscription.id).object;
  if (status === 'incomplete') planExpiry(context, subscription);
}

/** What is free up to the anchor has no line: "Unlike a trial, there is no 0 USD invoice". */
function firstLines(
  context: Context,
  subscription: Subscription,
  { period, share }: SubscriptionTime,
): ReturnType<typeof periodLines> {
  return share === 0 ? () => [] : periodLines(context, subscription, period, share);
}

function firstPayment(
  context: Context,
  id: string,
  behavior: string,
  { off_session = false }: Given,
): void {
  const { object: open } = findInvoice(context, id);
  if (methodOf(context, open) === null) throw noMethod();
  const session = off_session ? 'off' : 'on';
  const { invoice, error } = attemptInvoice(context, open, { session, automatic: false });
  if (behavior !== 'error_if_incomplete') {
    // What is wrong with the request, and not with the card, is told.
    if (error && error.status !== 402) throw error;
    return;
  }
  if (error && error.body.code !== 'invoice_payment_intent_requires_action')
    throw rolledBack(error);
  if (error || invoice.status === 'open') throw wantsAction();
}

/** The same answer, and nothing kept. */
function rolledBack({ status, body }: StripeError): StripeError {
  const { payment_intent: _, ...rest } = body;
  return new StripeError(status, rest);
}

/** The recorded 402 of a card that asks, where nothing is to be kept that could wait for it. */
export function wantsAction(): StripeError {
  return new StripeError(402, {
    type: 'card_error',
    code: 'subscription_payment_intent_requires_action',
    message:
      "Payment for this subscription requires additional user action, but the requested payment behavior doesn't save the invoice or PaymentIntent. Retry the request with `payment_behavior=allow_incomplete` or `payment_behavior=default_incomplete`, then complete the PaymentIntent on the subscription's latest invoice. Additional information is available here: https://stripe.com/docs/billing/subscriptions/overview#requires-action",
  });
}

/** How a subscription stands whose first invoice needs no payment, or is sent. */
function settleStart(context: Context, id: string, status: 'active' | 'trialing'): void {
  const { object } = findSubscription(context, id);
  if (object.status === 'incomplete') keepSubscription(context, object, { ...object, status });
}
