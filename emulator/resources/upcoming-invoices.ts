/**
 * `GET /v1/invoices/upcoming`: what previews were asked for before 2025-03-31.basil
 * (docs.stripe.com/changelog/basil/2025-03-31/invoice-preview-api-deprecations), by parameters that
 * are called `subscription_…` there.
 */
import type Stripe from 'stripe';
import { findInvoice } from '../billing/invoice-records';
import type { Invoice } from '../billing/invoice-shape';
import { findPreview } from '../billing/kept-preview';
import { previewInvoice } from '../billing/preview-request';
import { parameters, resolveSchema } from '../generated/parameter-table';
import { route, type Context, type ParameterFields, type Resource } from '../server/contract';

const { schedule_details: _, ...rest } = parameters.InvoiceCreatePreviewParams;
const details = rest.subscription_details && resolveSchema(rest.subscription_details.schema);
const older = Object.fromEntries(
  Object.entries(details?.kind === 'object' ? details.fields : {}).map(([name, field]) => [
    `subscription_${name}`,
    field,
  ]),
);

const fields: ParameterFields = {
  ...rest,
  ...older,
  subscription_trial_from_plan: { schema: { kind: 'boolean' } },
};

type Given = Readonly<Record<string, unknown>>;

/** The preview that is asked for in the words of an older version. */
function upcoming(context: Context, given: Given): Invoice {
  // Since then it is an invoice of that id, which there is not.
  if (context.apiVersion.slice(0, 10) >= '2025-03-31')
    return findInvoice(context, 'upcoming').object;
  const asked: Record<string, unknown> = {};
  // The last of these versions know it already, and call the prefixed names deprecated.
  const subscription: Record<string, unknown> = { ...(given.subscription_details as object) };
  for (const [name, value] of Object.entries(given)) {
    if (name === 'subscription_details') continue;
    if (name === 'subscription_trial_from_plan') {
      if (value === true) subscription.trial_from_plan = true;
    } else if (Object.hasOwn(older, name)) subscription[name.replace('subscription_', '')] = value;
    else asked[name] = value;
  }
  const now = Object.keys(subscription).length > 0 ? { subscription_details: subscription } : {};
  return previewInvoice(context, { ...asked, ...now } as Stripe.InvoiceCreatePreviewParams);
}

/**
 * What would be billed next: not found by an id, and not shown on a page (stripe/openapi#56,
 * stripe-node#808).
 */
function withoutId(invoice: Invoice): object {
  const { id: _, hosted_invoice_url: __, invoice_pdf: ___, ...rest } = invoice;
  return rest;
}

const paging: ParameterFields = {
  ending_before: { schema: { kind: 'string' } },
  limit: { schema: { kind: 'integer' } },
  starting_after: { schema: { kind: 'string' } },
};

export const upcomingInvoices: Resource = {
  object: 'invoice',
  routes: [
    route(
      'GET',
      '/v1/invoices/upcoming',
      null,
      (context, given) => withoutId(upcoming(context, given)),
      { also: fields },
    ),
    route(
      'GET',
      '/v1/invoices/upcoming/lines',
      null,
      (context, given) => {
        const { ending_before, limit, starting_after, ...asked } = given as Given &
          Stripe.PaginationParams;
        const lines = findPreview(context, upcoming(context, asked).id)?.lines ?? [];
        const page = { ending_before, limit, starting_after } as Stripe.PaginationParams;
        return context.list([...lines], page, '/v1/invoices/upcoming/lines');
      },
      { also: { ...fields, ...paging } },
    ),
  ],
};
