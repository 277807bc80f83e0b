import { draft, sent, subscribed } from './invoice-scene';
import type { Stage } from './stage';
import type { Theatre } from './theatre';

/** What an invoice says besides its lines, when it is made and after. */
async function settings(theatre: Theatre, [first, second]: readonly string[]) {
  switch (first) {
    case 'application_fee_amount':
      return { account: theatre.american };
    case 'automatically_finalizes_at':
      return { body: { auto_advance: true }, value: 1_900_000_000 };
    case 'collection_method':
      return { value: 'send_invoice' };
    case 'days_until_due':
      return { body: sent };
    case 'due_date':
      return { body: sent, value: 1_900_000_000 };
    case 'default_payment_method':
      return { value: theatre.card };
    case 'payment_settings':
      return second === 'payment_method_types' ? { value: 'us_bank_account' } : {};
    case 'rendering':
      return second === 'pdf' ? { value: 'a4' } : {};
    default:
      return {};
  }
}

export const invoiceStages: readonly Stage[] = [
  {
    parameters: 'InvoiceCreateParams',
    open: async (theatre, path) => {
      const [first] = path;
      const { stripe, jenny, american } = theatre;
      const account = first === 'application_fee_amount' ? { stripeAccount: american } : {};
      const { body, ...rest } = { body: {}, ...(await settings(theatre, path)) };
      const customer = account.stripeAccount
        ? (await stripe.customers.create({}, account)).id
        : jenny;
      return {
        path: '/v1/invoices',
        body: { customer, currency: first === 'currency' ? undefined : 'usd', ...body },
        ...rest,
        ...(first === 'customer' ? { value: (await stripe.customers.create()).id } : {}),
        ...(first === 'subscription' ? { value: await subscribed(theatre) } : {}),
      };
    },
    seenAs: {
      subscription: 'parent.subscription_details.subscription',
      days_until_due: { at: 'collection_method', as: 'send_invoice' },
    },
  },
  {
    parameters: 'InvoiceUpdateParams',
    open: async (theatre, path) => {
      const { id } = await draft(theatre);
      return { path: `/v1/invoices/${id}`, ...(await settings(theatre, path)) };
    },
  },
  {
    parameters: 'InvoiceFinalizeInvoiceParams',
    open: async (theatre) => ({ path: `/v1/invoices/${(await draft(theatre)).id}/finalize` }),
  },
  {
    parameters: 'InvoicePayParams',
    open: async (theatre, [first]) => {
      const { id } = await draft(theatre, { default_payment_method: theatre.card });
      const path = `/v1/invoices/${id}/pay`;
      if (first !== 'payment_method') return { path };
      const after = async () => {
        const { data } = await theatre.stripe.charges.list({ customer: theatre.jenny, limit: 1 });
        return data[0] ?? {};
      };
      const spare = await theatre.stripe.paymentMethods.attach('pm_card_mastercard', {
        customer: theatre.jenny,
      });
      return { path, value: spare.id, after };
    },
    seenAs: { paid_out_of_band: { at: 'amount_paid_off_stripe', as: 5000 } },
  },
  {
    parameters: 'InvoiceAttachPaymentParams',
    open: async (theatre) => {
      const { stripe, card } = theatre;
      const { id } = await draft(theatre);
      await stripe.invoices.finalizeInvoice(id);
      const { payment_intent } = await stripe.charges.retrieve(await theatre.paid(card));
      const after = async () => {
        const { data } = await stripe.invoicePayments.list({ invoice: id, status: 'paid' });
        return data[0] ?? {};
      };
      const value = String(payment_intent);
      return { path: `/v1/invoices/${id}/attach_payment`, value, after };
    },
    seenAs: { payment_intent: 'payment.payment_intent' },
  },
];
