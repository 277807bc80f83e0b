/**
 * `payment_settings` of invoices and subscriptions
 * (docs.stripe.com/api/invoices/object#invoice_object-payment_settings).
 */
import type Stripe from 'stripe';
import { namedTypes } from '../resources/intent-types';
import { invalidRequest, type Context } from '../server/contract';
import { unsettable } from '../resources/parameters';
import { findMethod } from '../resources/payment-method-source';
import { idOf } from '../resources/payment-method-use';
import { linkedSource } from '../resources/saved-sources';

type Settings = Stripe.Invoice.PaymentSettings;

export interface GivenPaymentSettings {
  readonly default_mandate?: Stripe.Emptyable<string>;
  readonly payment_method_options?: object;
  readonly payment_method_types?: Stripe.Emptyable<string[]>;
}

/** What is given over what was. Of the options those of cards are emulated. */
export function paymentSettings(
  given: GivenPaymentSettings | undefined,
  before: Omit<Settings, 'default_mandate'> & { default_mandate?: string | null },
): Settings {
  const types = given?.payment_method_types;
  return {
    default_mandate: unsettable(given?.default_mandate, before.default_mandate ?? null),
    payment_method_options: optionsOf(given?.payment_method_options, before.payment_method_options),
    payment_method_types:
      types === undefined
        ? before.payment_method_types
        : types === '' || types === null
          ? null
          : types.map(checkKnown),
  };
}

function checkKnown(type: string): string {
  if (namedTypes.includes(type)) return type;
  throw invalidRequest(
    `The payment method type "${type}" is invalid. This emulator knows: ${namedTypes.join(', ')}.`,
    { param: 'payment_settings[payment_method_types]' },
  );
}

function optionsOf(
  given: object | undefined,
  before: Settings['payment_method_options'],
): Settings['payment_method_options'] {
  if (given === undefined) return before;
  for (const [name, value] of Object.entries(given)) {
    if (name === 'card' || value === '' || value === undefined) continue;
    throw beyond(`payment_settings[payment_method_options][${name}]`);
  }
  const { card } = given as { card?: '' | Readonly<Record<string, unknown>> };
  if (card === undefined) return before;
  for (const name of Object.keys(card || {})) {
    if (name === 'request_three_d_secure') continue;
    throw beyond(`payment_settings[payment_method_options][card][${name}]`);
  }
  const asked = card === '' ? null : ((card.request_three_d_secure as string | undefined) ?? null);
  const none = {
    acss_debit: null,
    bancontact: null,
    customer_balance: null,
    konbini: null,
    payto: null,
    pix: null,
    sepa_debit: null,
    upi: null,
    us_bank_account: null,
  };
  return { ...none, card: card === '' ? null : { request_three_d_secure: asked } };
}

function beyond(param: string): Error {
  return invalidRequest(
    `The parameter '${param}' is not supported by this emulator: of the options, 3D Secure of cards is.`,
    { param },
  );
}

/** A default PaymentMethod must be attached to the customer: its id, or null when it is unset. */
export function defaultMethod(
  context: Context,
  customer: string,
  given: string | undefined,
  before: string | null,
  param = 'default_payment_method',
): string | null {
  if (given === undefined) return before;
  if (given === '') return null;
  // Says it where the id is the platform's; a test id makes a new one, which nobody has.
  const found = findMethod(context, given).object;
  if (idOf(found.customer) === customer) return given;
  throw invalidRequest(
    `The customer does not have a payment method with the ID ${given}. The payment method must be attached to the customer.`,
    { code: 'resource_missing', param },
  );
}

/** A default source is one that the customer has saved: its id, or null when it is unset. */
export function defaultSource(
  context: Context,
  customer: string,
  given: Stripe.Emptyable<string> | undefined,
  before: string | null,
): string | null {
  if (given === undefined) return before;
  if (given === '' || given === null) return null;
  return linkedSource(context, customer, given);
}
