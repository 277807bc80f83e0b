import type { Unseen } from './unseen';

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
];
