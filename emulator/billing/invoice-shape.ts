/**
 * An Invoice as Stripe sends it (docs.stripe.com/api/invoices/object), without tax and discounts.
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { applicationOf, merchant } from '../resources/merchant';
import { idOf } from '../resources/payment-method-use';
import { shownLines, type Line } from './invoice-lines';
import { clockOf } from './moment';

export type Invoice = Stripe.Invoice;

/** What differs between an invoice that a merchant makes and one of a subscription. */
export type NewInvoice = Pick<Invoice, 'billing_reason' | 'currency'> & Partial<Invoice>;

/** A draft without lines. Nothing is kept. */
export function newInvoice(
  context: Context,
  customer: Stripe.Customer,
  given: NewInvoice,
): Invoice {
  const id = given.id ?? context.id('in_');
  const account = merchant(context);
  return {
    id,
    object: 'invoice',
    account_country: account.country ?? null,
    account_name: account.settings?.dashboard.display_name ?? null,
    account_tax_ids: null,
    amount_due: 0,
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: 0,
    amount_shipping: 0,
    application: applicationOf(context),
    attempt_count: 0,
    attempted: false,
    auto_advance: false,
    automatic_tax: {
      disabled_reason: null,
      enabled: false,
      liability: null,
      provider: null,
      status: null,
    },
    automatically_finalizes_at: null,
    collection_method: 'charge_automatically',
    created: context.now(),
    custom_fields: customer.invoice_settings.custom_fields,
    customer: customer.id,
    customer_account: null,
    ...billedTo(customer),
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: null,
    effective_at: null,
    ending_balance: null,
    footer: customer.invoice_settings.footer,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: 'self' },
    last_finalization_error: null,
    latest_revision: null,
    lines: shownLines(id, []),
    livemode: false,
    metadata: {},
    next_payment_attempt: null,
    number: null,
    on_behalf_of: null,
    parent: null,
    payment_settings: {
      default_mandate: null,
      payment_method_options: null,
      payment_method_types: null,
    },
    period_end: context.now(),
    period_start: context.now(),
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: {
      amount_tax_display: null,
      pdf: { page_size: 'auto' },
      template: null,
      template_version: null,
    },
    shipping_cost: null,
    shipping_details: null,
    starting_balance: balanceIn(customer, given.currency),
    statement_descriptor: null,
    status: 'draft',
    status_transitions: {
      finalized_at: null,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal: 0,
    subtotal_excluding_tax: 0,
    test_clock: clockOf(customer),
    total: 0,
    total_discount_amounts: [],
    total_excluding_tax: 0,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: context.now(),
    ...given,
  } satisfies Invoice;
}

/** The customer as the invoice shows it: as it is, until the invoice is final. */
export function billedTo(
  customer: Stripe.Customer,
): Pick<
  Invoice,
  | 'customer_address'
  | 'customer_email'
  | 'customer_name'
  | 'customer_phone'
  | 'customer_shipping'
  | 'customer_tax_exempt'
> {
  return {
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping,
    customer_tax_exempt: customer.tax_exempt ?? null,
  };
}

/** What the customer owes (or, below nothing, is owed) in a currency. */
export function balanceIn({ balance, currency }: Stripe.Customer, wanted: string): number {
  return currency === wanted ? balance : 0;
}

/**
 * The invoice with these lines, and what they come to. What the customer is owed is taken off;
 * what comes to less than nothing is owed to it from then on
 * (docs.stripe.com/billing/customer/balance).
 *
 * @param minimum less than this is not charged, but owed with the next invoice
 */
export function withLines(invoice: Invoice, lines: readonly Line[], minimum = 0): Invoice {
  const total = lines.reduce((sum, { amount }) => sum + amount, 0);
  const due = total + invoice.starting_balance;
  const charged = due >= Math.max(minimum, 1) ? due : 0;
  return {
    ...invoice,
    amount_due: charged,
    amount_remaining: charged,
    lines: shownLines(invoice.id, lines),
    subtotal: total,
    subtotal_excluding_tax: total,
    total,
    total_excluding_tax: total,
  };
}

/** The subscription an invoice is of. */
export function subscriptionOf({ parent }: Invoice): string | null {
  return idOf(parent?.subscription_details?.subscription);
}
