import type { Unseen } from './unseen';

/** By the names of the parameters, as `billing/refusals.ts` has them. */
// prettier-ignore
const beyond = [
  'account_tax_ids', 'billing_schedules', 'billing_thresholds', 'clear_usage', 'current_trial',
  'default_source', 'default_tax_rates', 'discounts', 'forgive', 'from_invoice', 'schedule', 'schedule_details',
  'customer_details', 'on_behalf_of',
  'payment_record', 'pending_invoice_item_interval', 'plan', 'shipping_cost', 'source',
  'tax_amounts', 'tax_rates', 'template', 'template_version', 'transfer_data',
];

// prettier-ignore
const otherOptions = [
  'acss_debit', 'bancontact', 'billie', 'blik', 'customer_balance', 'konbini', 'payto', 'pix',
  'sepa_debit', 'upi', 'us_bank_account',
];

/** The same of the endpoints of billing alone: elsewhere these names are followed. */
function within(parameter: string): string[] {
  return [`Invoice*:${parameter}`, `Subscription*:${parameter}`];
}

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
      'PlanCreateParams:meter',
      'PlanCreateParams:usage_type',
    ],
  },
  {
    why: 'There is one value of it that is valid: the other belongs to what is not emulated.',
    parameters: ['PlanCreateParams:billing_scheme', 'PriceCreateParams:billing_scheme'],
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
      ...within(`${name}.**`),
      ...within(`*.${name}.**`),
      ...within(`*.*.${name}.**`),
      ...within(`*.*.*.${name}.**`),
    ]),
  },
  {
    why: 'Of the options of payment methods 3D Secure of cards is emulated; the error says so.',
    parameters: [
      ...otherOptions.map((name) => `*:payment_settings.payment_method_options.${name}.**`),
      '*:payment_settings.payment_method_options.card.installments.**',
      '*:payment_settings.payment_method_options.card.mandate_options.**',
      '*:payment_settings.payment_method_options.card.network',
    ],
  },
  {
    why: 'An account issues its own invoices: there is one value of it that is valid.',
    parameters: [
      '*:issuer.**',
      '*:*.issuer.**',
      '*:*.*.*.issuer.**',
      '*:automatic_tax.liability.account',
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
    why: 'Only whole quantities are emulated; the error says so.',
    parameters: [
      'Invoice*:quantity_decimal',
      'Invoice*:lines.0.quantity_decimal',
      'Invoice*:invoice_items.0.quantity_decimal',
    ],
  },
  {
    why: 'Prices that are made for the occasion; the scene has one currency that is valid.',
    parameters: [
      'InvoiceItem*:price_data.currency',
      'InvoiceUpdateLineItemParams:price_data.currency',
      '*:lines.0.price_data.currency',
      '*:add_invoice_items.0.price_data.currency',
      '*:invoice_items.0.price_data.currency',
      '*:invoice_items.0.currency',
      'SubscriptionUpdateParams:items.0.price_data.currency',
      'SubscriptionItem*Params:price_data.currency',
      '*:subscription_details.items.0.price_data.currency',
    ],
  },
  {
    why: 'The product of a price that is made for the occasion, behind more expansions than are allowed.',
    parameters: ['*:lines.0.price_data.product_data.**', '*:price_data.product_data.**'],
  },
  {
    why: 'Of a price that is made for the occasion, which an invoice names by its id: tests/billing/prices.test.ts.',
    parameters: ['*:add_invoice_items.0.price_data.**', '*:invoice_items.0.price_data.**'].flatMap(
      (pattern) =>
        ['tax_behavior', 'unit_amount_decimal'].map((name) => pattern.replace('**', name)),
    ),
  },
  {
    why: 'What becomes of a change and its payment: tests/billing/subscription-changes.test.ts, subscriptions.test.ts.',
    parameters: [
      'Subscription*UpdateParams:payment_behavior',
      'SubscriptionItem*Params:payment_behavior',
      'Subscription*Params:proration_behavior',
      'Subscription*Params:proration_date',
      'SubscriptionUpdateParams:billing_cycle_anchor.type',
      'SubscriptionUpdateParams:items.0.deleted',
      'SubscriptionCreateParams:trial_from_plan',
    ],
  },
  {
    why: 'What a pause bills, and how only what rests is resumed: resumptions.test.ts.',
    parameters: [
      'SubscriptionPauseParams:bill_for.**',
      'SubscriptionPauseParams:invoicing_behavior',
      // There is one, which is meant without it, too.
      'SubscriptionPauseParams:type',
      'SubscriptionResumeParams:billing_cycle_anchor.type',
      'SubscriptionResumeParams:payment_behavior',
    ],
  },
  {
    why: 'Starting in the past, periods of single items, trials of a price given later, and several intervals are not emulated; the error says so.',
    parameters: [
      'SubscriptionCreateParams:backdate_start_date',
      'SubscriptionUpdateParams:trial_from_plan',
      '*:add_invoice_items.0.period.**',
      '*:cancellation_details.feedback_option',
      '*:trial_settings.end_behavior.billing_cycle_anchor',
      'SubscriptionItemCreateParams:price_data.recurring.interval',
      'SubscriptionItemCreateParams:price_data.recurring.interval_count',
    ],
  },
  {
    why: 'A preview shows sums, and not what made them: subscription-changes.test.ts.',
    parameters: [
      'InvoiceCreatePreviewParams:preview_mode',
      'InvoiceCreatePreviewParams:subscription_details.billing_cycle_anchor.**',
      'InvoiceCreatePreviewParams:subscription_details.billing_mode.**',
      'InvoiceCreatePreviewParams:subscription_details.cancel_at',
      'InvoiceCreatePreviewParams:subscription_details.cancel_at_period_end',
      'InvoiceCreatePreviewParams:subscription_details.cancel_now',
      'InvoiceCreatePreviewParams:subscription_details.items.0.deleted',
      'InvoiceCreatePreviewParams:subscription_details.items.0.id',
      'InvoiceCreatePreviewParams:subscription_details.items.0.price_data.recurring.**',
      'InvoiceCreatePreviewParams:subscription_details.items.0.price_data.tax_behavior',
      'InvoiceCreatePreviewParams:subscription_details.items.0.price_data.unit_amount_decimal',
      'InvoiceCreatePreviewParams:subscription_details.proration_behavior',
      'InvoiceCreatePreviewParams:subscription_details.proration_date',
      'InvoiceCreatePreviewParams:subscription_details.trial_end',
    ],
  },
  {
    why: 'Not followed by a preview here; the error says so.',
    parameters: [
      'InvoiceCreatePreviewParams:invoice_items.0.invoiceitem',
      'InvoiceCreatePreviewParams:invoice_items.0.tax_behavior',
      'InvoiceCreatePreviewParams:invoice_items.0.tax_code',
      'InvoiceCreatePreviewParams:subscription_details.metadata.key',
      'InvoiceCreatePreviewParams:subscription_details.pause.**',
      'InvoiceCreatePreviewParams:subscription_details.resume_at',
      'InvoiceCreatePreviewParams:subscription_details.start_date',
    ],
  },
];
