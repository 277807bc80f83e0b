/**
 * What a merchant says of a Customer (docs.stripe.com/api/customers/create).
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import { address, checkEmail, unsettable } from './parameters';
import { idOf } from './payment-method-use';
import { linkedSource } from './saved-sources';

export type CustomerDetails = Stripe.CustomerCreateParams & Stripe.CustomerUpdateParams;

/**
 * The customer with what `parameters` set; `balance`, `cash_balance`, `source` and `tax_id_data` are
 * not of them. Nothing is kept.
 *
 * @throws 400 for a malformed e-mail, a default PaymentMethod of somebody else's, and what the
 *   emulator does not do
 */
export function withDetails(
  context: Context,
  before: Stripe.Customer,
  parameters: CustomerDetails,
): Stripe.Customer {
  checkLocation(parameters, before);
  checkEmail(parameters.email, 'email');
  const { shipping, tax_exempt } = parameters;
  return {
    ...before,
    address: addressOf(parameters.address, before.address ?? null),
    description: unsettable(parameters.description, before.description),
    email: unsettable(parameters.email, before.email),
    invoice_prefix: invoicePrefix(parameters.invoice_prefix) ?? before.invoice_prefix ?? null,
    invoice_settings: invoiceSettings(context, before, parameters.invoice_settings),
    metadata: mergeMetadata(before.metadata, parameters.metadata),
    name: unsettable(parameters.name, before.name ?? null),
    next_invoice_sequence: parameters.next_invoice_sequence ?? before.next_invoice_sequence ?? 1,
    phone: unsettable(parameters.phone, before.phone ?? null),
    preferred_locales: parameters.preferred_locales ?? before.preferred_locales ?? [],
    default_source: defaultSource(context, before, parameters.default_source),
    shipping: shippingDetails(shipping, before.shipping),
    tax_exempt: tax_exempt === undefined ? (before.tax_exempt ?? 'none') : tax_exempt || 'none',
    ...named(parameters, before),
  };
}

/** An address is a location here when it names its country; where a device is, is not looked up. */
function checkLocation({ address: given, tax }: CustomerDetails, before: Stripe.Customer): void {
  if (!tax) return;
  if (tax.ip_address) {
    throw invalidRequest("The parameter 'tax[ip_address]' is not supported by this emulator.", {
      param: 'tax[ip_address]',
    });
  }
  if (tax.validate_location !== 'immediately') return;
  const country = given ? (given.country ?? before.address?.country) : before.address?.country;
  if (given !== '' && given !== null && country) return;
  throw invalidRequest(
    "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
    { code: 'customer_tax_location_invalid', param: 'address' },
  );
}

/** The default must be among the customer's own already. */
function defaultSource(
  context: Context,
  { id, default_source: before }: Stripe.Customer,
  given: string | undefined,
): string | null {
  if (given === undefined) return idOf(before);
  return linkedSource(context, id, given);
}

function addressOf(
  given: CustomerDetails['address'],
  before: Stripe.Address | null,
): Stripe.Address | null {
  if (given === undefined) return before;
  return given === '' || given === null ? null : address({ ...before, ...given });
}

function shippingDetails(
  given: CustomerDetails['shipping'],
  before: Stripe.Customer.Shipping | null,
): Stripe.Customer.Shipping | null {
  if (given === undefined) return before;
  if (given === '' || given === null) return null;
  return {
    address: address(given.address ?? {}),
    name: given.name,
    phone: given.phone ?? null,
  } as Stripe.Customer.Shipping;
}

/** `invoice_prefix`: 3 to 12 capital letters or digits, as its description says. */
function invoicePrefix(given: string | undefined): string | undefined {
  if (given === undefined || /^[A-Z0-9]{3,12}$/.test(given)) return given;
  throw invalidRequest(
    'Invalid invoice prefix: it must be 3 to 12 uppercase letters or numbers long.',
    { param: 'invoice_prefix' },
  );
}

/** `business_name` and `individual_name` are absent rather than null when unset. */
function named(parameters: CustomerDetails, before: Stripe.Customer): Partial<Stripe.Customer> {
  const fields = ['business_name', 'individual_name'] as const;
  return Object.fromEntries(
    fields.map((field) => [
      field,
      unsettable(parameters[field], before[field] ?? null) ?? undefined,
    ]),
  );
}

function invoiceSettings(
  context: Context,
  { id, invoice_settings: before }: Stripe.Customer,
  given: CustomerDetails['invoice_settings'],
): Stripe.Customer.InvoiceSettings {
  if (!given) return before;
  const method = given.default_payment_method;
  if (method !== undefined && method) {
    const stored = context.records.get('payment_method', method);
    if (idOf(stored?.object.customer) !== id) {
      throw invalidRequest(
        `The customer does not have a payment method with the ID ${method}. The payment method must be attached to the customer.`,
        { code: 'resource_missing', param: 'invoice_settings[default_payment_method]' },
      );
    }
  }
  const { rendering_options } = given;
  return {
    custom_fields: unsettable(given.custom_fields, before.custom_fields),
    default_payment_method: unsettable(method, idOf(before.default_payment_method)),
    footer: unsettable(given.footer, before.footer),
    rendering_options:
      rendering_options === undefined
        ? before.rendering_options
        : rendering_options === '' || rendering_options === null
          ? null
          : {
              amount_tax_display: rendering_options.amount_tax_display || null,
              template: rendering_options.template ?? null,
            },
  };
}
