import type { Unseen } from './unseen';

/** By the names of the parameters, as `billing/refusals.ts` has them. */
// prettier-ignore
const beyond = [
  'account_tax_ids', 'billing_schedules', 'billing_thresholds', 'clear_usage', 'current_trial',
  'default_source', 'default_tax_rates', 'discounts', 'forgive', 'from_invoice', 'on_behalf_of',
  'payment_record', 'pending_invoice_item_interval', 'plan', 'shipping_cost', 'source',
  'tax_amounts', 'tax_rates', 'template', 'template_version', 'transfer_data',
];

// prettier-ignore
const otherOptions = [
  'acss_debit', 'bancontact', 'billie', 'blik', 'customer_balance', 'konbini', 'payto', 'pix',
  'sepa_debit', 'upi', 'us_bank_account',
];

/** The same of products, prices, invoices and subscriptions. */
export const billingUnseen: readonly Unseen[] = [
  {
    why: 'Tiers and metered usage are not emulated; the error says so.',
    parameters: [
      '*:tiers.**',
      '*:tiers_mode',
      '*:*.currency_options.eur.tiers.**',
      '*:currency_options.eur.tiers.**',
      'PriceCreateParams:recurring.meter',
    ],
  },
  {
    why: 'There is one value of it that is valid: the other belongs to what is not emulated.',
    parameters: ['PriceCreateParams:billing_scheme'],
  },
  {
    why: 'Whether an amount is the buyer’s choice; the bounds of it show that it is.',
    parameters: [
      '*:custom_unit_amount.enabled',
      '*:*.custom_unit_amount.enabled',
      '*:*.*.custom_unit_amount.enabled',
      '*:*.*.*.custom_unit_amount.enabled',
    ],
  },
  {
    why: 'Who has a lookup key: tests/billing/prices.test.ts.',
    parameters: ['PriceCreateParams:transfer_lookup_key', 'PriceUpdateParams:transfer_lookup_key'],
  },
  {
    why: 'Tax, coupons, schedules, rendering templates and what belongs to older APIs are not emulated; the error says so.',
    parameters: beyond.flatMap((name) => [
      `*:${name}.**`,
      `*:*.${name}.**`,
      `*:*.*.${name}.**`,
      `*:*.*.*.${name}.**`,
    ]),
  },
  {
    why: 'Of the options of payment methods 3D Secure of cards is emulated; the error says so.',
    parameters: [
      ...otherOptions.map((name) => `*:payment_settings.payment_method_options.${name}.**`),
      '*:payment_settings.payment_method_options.card.installments.**',
      '*:payment_settings.payment_method_options.card.mandate_options.**',
    ],
  },
  {
    why: 'An account issues its own invoices: there is one value of it that is valid.',
    parameters: [
      '*:issuer.**',
      '*:*.issuer.**',
      '*:*.*.*.issuer.**',
      '*:automatic_tax.**',
      '*:*.automatic_tax.**',
      '*:*.*.*.automatic_tax.**',
    ],
  },
  {
    why: 'What the platform earns shows on the charge: tests/billing/invoices.test.ts.',
    parameters: ['Invoice*:application_fee_amount'],
  },
  {
    why: 'When and by what an invoice is paid: tests/billing/invoices.test.ts.',
    parameters: [
      'Invoice*Params:days_until_due',
      'InvoiceCreateParams:pending_invoice_items_behavior',
      'InvoicePayParams:mandate',
      'InvoicePayParams:off_session',
      'InvoiceRemoveLinesParams:lines.0.**',
    ],
  },
  {
    why: 'Tax is not emulated; the error says so. Rules of invoicing are only ever unset.',
    parameters: [
      'InvoiceItem*:tax_behavior',
      'InvoiceItem*:tax_code',
      'InvoiceItemUpdateParams:invoicing_rules',
    ],
  },
  {
    why: 'Whose subscription it is: tests/billing/subscription-invoices.test.ts.',
    parameters: ['InvoiceCreateParams:subscription', 'InvoiceItemCreateParams:subscription'],
  },
  {
    why: 'Only whole quantities are emulated; the error says so.',
    parameters: ['Invoice*:quantity_decimal', 'Invoice*:lines.0.quantity_decimal'],
  },
  {
    why: 'Prices that are made for the occasion; the scene has one currency that is valid.',
    parameters: ['*:price_data.currency', '*:lines.0.price_data.currency'],
  },
  {
    why: 'The product of a price that is made for the occasion, behind more expansions than are allowed.',
    parameters: ['*:lines.0.price_data.product_data.**', '*:price_data.product_data.**'],
  },
];
