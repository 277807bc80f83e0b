/**
 * What Stripe's billing takes and this emulator does not act on: refused by name rather than left
 * out. The sentences are the emulator's own.
 */
import { invalidRequest } from '../server/contract';

const reasons: Readonly<Record<string, string>> = {
  account_tax_ids: 'Tax is not emulated.',
  billing_schedules: 'Billing schedules are not emulated.',
  billing_thresholds: 'Billing thresholds are not emulated.',
  clear_usage: 'Metered usage is not emulated.',
  current_trial: 'Trial offers are not emulated.',
  customer_account: 'Accounts v2 are not emulated.',
  customer_details: 'Previews are made for customers there are.',
  default_tax_rates: 'Tax is not emulated.',
  discounts: 'Coupons are not emulated.',
  forgive: 'Sources with too little money are of an older API.',
  from_invoice: 'Revisions are not emulated.',
  on_behalf_of: 'Invoices are made in the name of their own account.',
  payment_record: 'Payments outside of Stripe are not emulated.',
  pending_invoice_item_interval: 'Items are invoiced with the next renewal.',
  schedule: 'Schedules are not emulated.',
  schedule_details: 'Schedules are not emulated.',
  shipping_cost: 'Shipping rates are not emulated.',
  source: 'Sources are of an older API.',
  tax_amounts: 'Tax is not emulated.',
  tax_code: 'Tax is not emulated.',
  tax_rates: 'Tax is not emulated.',
  template: 'Rendering templates are not emulated.',
  template_version: 'Rendering templates are not emulated.',
  transfer_data: 'Destination charges of invoices are not emulated.',
};

/** Throws for what is not emulated, anywhere among the parameters of a request. */
export function refuseBeyond(given: object, at = ''): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === '' || value === null) continue;
    const param = at === '' ? name : `${at}[${name}]`;
    if (name === 'automatic_tax') refuseLiability(value as GivenTax, param);
    const issuer = name === 'issuer' && (value as { type?: string }).type !== 'self';
    const reason = issuer ? 'An account issues its own invoices.' : reasons[name];
    if (Object.hasOwn(reasons, name) || issuer) {
      throw invalidRequest(
        `The parameter '${param}' is not supported by this emulator. ${reason ?? ''}`,
        { param },
      );
    }
    if (name === 'automatic_tax') continue;
    // A product that comes with a price may say what its tax code is.
    if (typeof value === 'object' && !/^(metadata|product_data)$/.test(name)) {
      refuseBeyond(value as object, param);
    }
  }
}

interface GivenTax {
  readonly liability?: { readonly type?: string };
}

function refuseLiability({ liability }: GivenTax, param: string): void {
  if (liability === undefined || liability.type === 'self') return;
  throw invalidRequest(
    `The parameter '${param}[liability]' is not supported by this emulator. An account owes its own tax.`,
    { param: `${param}[liability]` },
  );
}
