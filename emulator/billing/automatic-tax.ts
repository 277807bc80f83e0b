/**
 * Automatic tax where nobody is registered to collect any: it comes to nothing
 * (docs.stripe.com/tax/zero-tax).
 */
import type Stripe from 'stripe';
import type { Invoice } from './invoice-shape';
import type { Subscription } from './subscription-records';

interface Given {
  readonly enabled?: boolean;
}

/** What a subscription says of it, as given over what was. */
export function subscriptionTax(
  given: Given | undefined,
  before: Subscription['automatic_tax'],
): Subscription['automatic_tax'] {
  if (given?.enabled === undefined) return before;
  const { enabled } = given;
  return { disabled_reason: null, enabled, liability: enabled ? { type: 'self' } : null };
}

/** What an invoice says of it: calculated at once, without a location being looked at. */
export function invoiceTax(
  given: Given | undefined,
  before: Invoice['automatic_tax'],
): Invoice['automatic_tax'] {
  if (given?.enabled === undefined) return before;
  const { enabled } = given;
  return {
    disabled_reason: null,
    enabled,
    liability: enabled ? { type: 'self' } : null,
    provider: enabled ? 'stripe' : null,
    status: enabled ? 'complete' : null,
  };
}

/** Of an invoice of this subscription. */
export function taxOf({ automatic_tax }: Subscription): Invoice['automatic_tax'] {
  const none: Stripe.Invoice.AutomaticTax = {
    disabled_reason: null,
    enabled: false,
    liability: null,
    provider: null,
    status: null,
  };
  return automatic_tax.enabled ? invoiceTax({ enabled: true }, none) : none;
}
