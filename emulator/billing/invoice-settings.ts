/**
 * What a merchant says of an invoice besides its lines (docs.stripe.com/api/invoices/create).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { address, unsettable } from '../resources/parameters';
import { idOf } from '../resources/payment-method-use';
import type { Invoice } from './invoice-shape';
import { invoiceTax } from './automatic-tax';
import { defaultMethod, defaultSource, paymentSettings } from './payment-settings';
import type { InvoiceHidden } from './records';
import { refuseBeyond } from './refusals';

export type GivenSettings = Omit<Stripe.InvoiceUpdateParams, 'expand'>;

const day = 24 * 60 * 60;

/** The invoice with what is given. Nothing is kept. */
export function withSettings(context: Context, before: Invoice, given: GivenSettings): Invoice {
  refuseBeyond(given);
  const customer = idOf(before.customer) ?? '';
  const method = (given.collection_method ?? before.collection_method) as string;
  const { rendering } = given;
  const final = before.status !== 'draft';
  return {
    ...before,
    auto_advance: given.auto_advance ?? before.auto_advance ?? false,
    automatic_tax: invoiceTax(given.automatic_tax, before.automatic_tax),
    automatically_finalizes_at: final
      ? null
      : (given.automatically_finalizes_at ?? before.automatically_finalizes_at),
    collection_method: method,
    custom_fields: unsettable(given.custom_fields, before.custom_fields),
    default_payment_method: defaultMethod(
      context,
      customer,
      given.default_payment_method,
      idOf(before.default_payment_method),
    ),
    default_source: defaultSource(
      context,
      customer,
      given.default_source || undefined,
      idOf(before.default_source),
    ),
    description: unsettable(given.description, before.description),
    due_date: dueDate(before, given, method),
    effective_at: unsettable(given.effective_at, before.effective_at),
    footer: unsettable(given.footer, before.footer),
    metadata: mergeMetadata(before.metadata, given.metadata),
    number: given.number === undefined ? before.number : given.number || null,
    payment_settings: paymentSettings(given.payment_settings, before.payment_settings),
    rendering: rendering
      ? {
          amount_tax_display: unsettable(
            rendering.amount_tax_display,
            before.rendering?.amount_tax_display ?? null,
          ),
          pdf: rendering.pdf
            ? { page_size: rendering.pdf.page_size ?? 'auto' }
            : (before.rendering?.pdf ?? null),
          template: null,
          template_version: null,
        }
      : before.rendering,
    shipping_details: shippingOf(given.shipping_details, before.shipping_details),
    statement_descriptor: unsettable(given.statement_descriptor, before.statement_descriptor),
  };
}

function shippingOf(
  given: GivenSettings['shipping_details'],
  before: Invoice['shipping_details'],
): Invoice['shipping_details'] {
  if (given === undefined) return before;
  if (given === '' || given === null) return null;
  return { address: address({ ...given.address }), name: given.name, phone: given.phone || null };
}

/** By when it is to be paid: said for invoices that are sent, and for them only. */
function dueDate(
  before: Invoice,
  { days_until_due: days, due_date }: GivenSettings,
  method: string,
): number | null {
  if (method !== 'send_invoice') {
    for (const [name, value] of Object.entries({ days_until_due: days, due_date })) {
      if (value === undefined) continue;
      throw invalidRequest(
        `You can only specify '${name}' if invoice collection method is 'send_invoice'.`,
        { param: name },
      );
    }
    return null;
  }
  if (days !== undefined) return before.created + days * day;
  return due_date ?? before.due_date ?? before.created + 30 * day;
}

/**
 * What the platform earns by it. Only a platform that acts for a connected account may say so
 * (docs.stripe.com/api/invoices/create#create_invoice-application_fee_amount).
 */
export function feeFrom(
  context: Context,
  given: number | undefined,
  before: InvoiceHidden['fee'],
): InvoiceHidden['fee'] {
  if (given === undefined) return before;
  if (!context.connected) {
    throw invalidRequest(
      'Can only apply an application_fee_amount when the invoice is made for a connected account, using the Stripe-Account header.',
      { param: 'application_fee_amount' },
    );
  }
  if (given < 0) {
    throw invalidRequest('Invalid non-negative integer', {
      code: 'parameter_invalid_integer',
      param: 'application_fee_amount',
    });
  }
  return { amount: given };
}
