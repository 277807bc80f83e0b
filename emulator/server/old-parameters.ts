import type { Form, FormValue } from './form';

/** A parameter that an older version takes in another form than the pinned one. */
interface ParameterChange {
  /** The first version that takes the new form, and refuses the old one. */
  readonly since: string;
  /** Of these endpoints, as `POST /v1/subscriptions/:id`. */
  readonly at: readonly string[];
  readonly change: (form: Form) => Form;
}

const changes: readonly ParameterChange[] = [
  // changelog/endive/2026-09-30/polymorphic-billing-cycle-anchor
  {
    since: '2026-09-30',
    at: ['POST /v1/subscriptions/:id', 'POST /v1/subscriptions/:id/resume'],
    change: (form) => renewed(form, 'billing_cycle_anchor', anchor),
  },
  {
    since: '2026-09-30',
    at: [
      'POST /v1/invoices/create_preview',
      'GET /v1/invoices/upcoming',
      'GET /v1/invoices/upcoming/lines',
    ],
    change: (form) =>
      renewed(
        renewed(form, 'subscription_billing_cycle_anchor', anchor),
        'subscription_details',
        (details) => (isForm(details) ? renewed(details, 'billing_cycle_anchor', anchor) : details),
      ),
  },
  // changelog/endive/2026-09-30/updated-reject-reason-codes
  {
    since: '2026-09-30',
    at: ['POST /v1/accounts/:id/reject'],
    change: (form) =>
      renewed(form, 'reason', (reason) => (reason === 'fraud' ? 'fraud_other' : reason)),
  },
  // changelog/basil/2025-03-31/invoice-pricing-configurations
  {
    since: '2025-03-31',
    at: ['POST /v1/invoiceitems', 'POST /v1/invoiceitems/:id'],
    change: ({ price, unit_amount: unit, ...form }) => ({
      ...form,
      ...(price === undefined ? {} : { pricing: { price } }),
      ...(unit === undefined ? {} : { unit_amount_decimal: unit }),
    }),
  },
];

/**
 * The parameters of a call as the pinned version takes them, from what its own version calls them
 * (docs.stripe.com/changelog). What is wrong with one is told by its newer name.
 */
export function asPinned(endpoint: string, form: Form, version: string): Form {
  const day = version.slice(0, 10);
  return changes
    .filter(({ since, at }) => day < since && at.includes(endpoint))
    .reduce((given, { change }) => change(given), form);
}

function renewed(form: Form, name: string, change: (value: FormValue) => FormValue): Form {
  const value = form[name];
  return value === undefined ? form : { ...form, [name]: change(value) };
}

/** `now`, `unchanged` or, in a preview, a moment, which is an object since. */
function anchor(value: FormValue): FormValue {
  if (typeof value !== 'string') return value;
  return /^\d+$/.test(value) ? { type: 'timestamp', timestamp: value } : { type: value };
}

const isForm = (value: FormValue): value is Form =>
  typeof value === 'object' && !Array.isArray(value);
