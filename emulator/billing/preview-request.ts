/**
 * Previews: what would be billed next, as things stand or after a change that is not made
 * (docs.stripe.com/api/invoices/create_preview). All of it is done, looked at, and undone.
 */
import type Stripe from 'stripe';
import { parseCurrency } from '../rules/money';
import { invalidRequest, type Context } from '../server/contract';
import { merchant } from '../resources/merchant';
import { findCustomer, idOf } from '../resources/payment-method-use';
import { invoiceTax } from './automatic-tax';
import { newItem, pendingItems, putOnInvoice } from './invoice-items';
import { findInvoice } from './invoice-records';
import { newInvoice, withLines, type Invoice } from './invoice-shape';
import { keepPreview, previewId, pricesOf, type Previewed } from './kept-preview';
import { atCustomer } from './moment';
import { upcomingInvoice } from './preview';
import { priced, type GivenPricing } from './pricing';
import { refuseBeyond } from './refusals';
import { tryOutSubscription } from './subscription-create';
import { cancelNow } from './subscription-end';
import { hasEnded } from './subscription-over';
import { findSubscription, periodOf, type Subscription } from './subscription-records';
import { applyUpdate } from './subscription-apply';

type Given = Stripe.InvoiceCreatePreviewParams;
type Details = NonNullable<Given['subscription_details']> & {
  /** Only of `GET /v1/invoices/upcoming`. */
  readonly trial_from_plan?: boolean;
};

/** Answers what would be billed, and remembers it by its id. Nothing of it is done. */
export function previewInvoice(given: Context, parameters: Given): Invoice {
  refuseBeyond(parameters);
  refuseDetails(parameters.subscription_details);
  const named =
    parameters.subscription === undefined
      ? undefined
      : findSubscription(given, parameters.subscription, 'subscription').object;
  const id = parameters.customer ?? idOf(named?.customer);
  if (id === null) {
    throw invalidRequest('You must specify one of `customer` and `subscription`.', {
      code: 'parameter_missing',
      param: 'customer',
    });
  }
  const customer = findCustomer(given, id);
  const asksForNext = named === undefined && parameters.subscription_details?.items === undefined;
  const found = asksForNext ? nextOf(given, id) : named;
  const context = atCustomer(given, customer);
  addItems(context, customer, parameters, found);
  const { invoice, lines } = billedBy(context, customer, parameters, found);
  const automatic_tax = invoiceTax(parameters.automatic_tax, invoice.automatic_tax);
  const preview = asPreview(context, { invoice: { ...invoice, automatic_tax }, lines });
  const prices = pricesOf(context, lines);
  context.undo();
  return keepPreview(context, preview, prices);
}

/** Of a customer's subscriptions the one that is billed next, for who names neither one nor items. */
function nextOf(context: Context, customer: string): Subscription | undefined {
  return context.records
    .all('subscription')
    .map(({ object }) => object)
    .filter((one) => idOf(one.customer) === customer && !hasEnded(one) && !one.cancel_at_period_end)
    .sort((one, other) => periodOf(one).end - periodOf(other).end)
    .at(0);
}

/** Names of details that a preview here does not follow. */
const unfollowed = ['metadata', 'pause', 'resume_at', 'start_date'] as const;

function refuseDetails(details: Details | undefined): void {
  const refused = unfollowed.find((name) => details?.[name] !== undefined);
  if (refused === undefined) return;
  throw invalidRequest(
    `The parameter 'subscription_details[${refused}]' is not supported by this emulator.`,
    { param: `subscription_details[${refused}]` },
  );
}

function addItems(
  context: Context,
  customer: Stripe.Customer,
  { currency, invoice_items: items = [] }: Given,
  subscription: Subscription | undefined,
): void {
  const fallback =
    currency ?? subscription?.currency ?? customer.currency ?? merchant(context).default_currency;
  for (const { invoiceitem, price, unit_amount, ...rest } of items) {
    if (invoiceitem !== undefined || rest.tax_behavior !== undefined) {
      const name = invoiceitem === undefined ? 'tax_behavior' : 'invoiceitem';
      const param = `invoice_items[${name}]`;
      throw invalidRequest(`The parameter '${param}' is not supported by this emulator.`, {
        param,
      });
    }
    const given = {
      ...rest,
      ...(price === undefined ? {} : { pricing: { price } }),
      ...(unit_amount === undefined ? {} : { unit_amount_decimal: String(unit_amount) }),
    } as GivenPricing;
    const what = priced(context, given, fallback ?? 'usd');
    const about = { customer, invoice: null, subscription: subscription?.id ?? null };
    const item = newItem(context, rest, what, about);
    context.records.put('invoiceitem', item, null);
  }
}

function billedBy(
  context: Context,
  customer: Stripe.Customer,
  { currency, preview_mode, subscription_details, ...rest }: Given,
  found: Subscription | undefined,
): Previewed {
  const details: Details | undefined = subscription_details;
  if (!found) {
    return details?.items
      ? firstInvoice(context, customer, details, currency)
      : pendingInvoice(context, customer, currency);
  }
  if (hasEnded(found)) throw none(customer.id);
  if (details?.trial_from_plan === true) {
    const param = 'subscription_trial_from_plan';
    throw invalidRequest(
      `The parameter '${param}' is not supported by this emulator for a subscription that is there already.`,
      { param },
    );
  }
  if (details?.cancel_now === true) {
    const prorate = details.proration_behavior !== 'none';
    const ended = cancelNow(context, found, { invoice_now: true, prorate });
    const last = idOf(ended.latest_invoice);
    if (last === null || last === idOf(found.latest_invoice)) throw none(customer.id);
    return madeInvoice(context, last);
  }
  const after = details ? changed(context, found, details) : found;
  const latest = idOf(after.latest_invoice);
  // What the change itself is billed with comes first.
  if (latest !== null && latest !== idOf(found.latest_invoice) && preview_mode !== 'recurring') {
    return madeInvoice(context, latest);
  }
  const upcoming = upcomingInvoice(context, after, preview_mode === 'recurring');
  if (upcoming.lines.length === 0 && !rest.invoice_items) throw none(customer.id);
  return upcoming;
}

function changed(context: Context, found: Subscription, details: Details): Subscription {
  const { cancel_now: _, ...given } = details;
  return applyUpdate(context, found, {
    ...(given as Stripe.SubscriptionUpdateParams),
    payment_behavior: 'default_incomplete',
  });
}

/** Of a subscription that is not made yet. */
function firstInvoice(
  context: Context,
  customer: Stripe.Customer,
  { billing_cycle_anchor, ...details }: Details,
  currency: string | undefined,
): Previewed {
  const { cancel_now: _, proration_date: __, ...given } = details;
  const made = tryOutSubscription(context, {
    ...(given as Stripe.SubscriptionCreateParams),
    customer: customer.id,
    payment_behavior: 'default_incomplete',
    ...(currency === undefined ? {} : { currency }),
    ...(billing_cycle_anchor?.timestamp === undefined
      ? {}
      : { billing_cycle_anchor: billing_cycle_anchor.timestamp }),
  });
  const first = idOf(made.latest_invoice);
  return first === null ? upcomingInvoice(context, made) : madeInvoice(context, first);
}

/** One that was made to be looked at. */
function madeInvoice(context: Context, id: string): Previewed {
  const { object, hidden } = findInvoice(context, id);
  return { invoice: object, lines: hidden.lines };
}

/** Of what waits for an invoice. */
function pendingInvoice(
  context: Context,
  customer: Stripe.Customer,
  given: string | undefined,
): Previewed {
  const currency = parseCurrency(
    given ?? customer.currency ?? merchant(context).default_currency ?? 'usd',
  );
  const items = pendingItems(context, customer.id, currency);
  if (items.length === 0) throw none(customer.id);
  const draft = newInvoice(context, customer, { billing_reason: 'upcoming', currency });
  context.records.put('invoice', draft, { lines: [], fee: null, failed: null, spent: null });
  return madeInvoice(context, putOnInvoice(context, draft, items).id);
}

function none(customer: string): Error {
  return invalidRequest(`No upcoming invoices for customer: '${customer}'`, {
    code: 'invoice_upcoming_none',
    status: 404,
  });
}

/** The invoice as one that is not there: a draft without number and payment. */
function asPreview(context: Context, { invoice, lines }: Previewed): Previewed {
  const draft: Invoice = {
    ...invoice,
    id: previewId(context),
    amount_paid: 0,
    attempted: false,
    attempt_count: 0,
    billing_reason: 'upcoming',
    effective_at: null,
    ending_balance: null,
    number: null,
    status: 'draft',
    status_transitions: {
      finalized_at: null,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
  };
  return { invoice: withLines(draft, lines), lines };
}
