/**
 * Invoice payments: which PaymentIntent pays which invoice (docs.stripe.com/api/invoice-payment).
 */
import type Stripe from 'stripe';
import { noSuch, route, type Context, type Resource } from '../server/contract';
import { idOf } from './payment-method-use';

function list(
  context: Context,
  given: Stripe.InvoicePaymentListParams,
): Stripe.ApiList<Stripe.InvoicePayment> {
  const { invoice, payment, status } = given;
  return context.page(
    'invoice_payment',
    given,
    '/v1/invoice_payments',
    ({ object }) =>
      (payment === undefined ||
        (object.payment.type === payment.type &&
          (payment.payment_intent === undefined ||
            idOf(object.payment.payment_intent) === payment.payment_intent))) &&
      (payment?.payment_record === undefined ||
        idOf(object.payment.payment_record) === payment.payment_record),
    { invoice, status },
  );
}

export const invoicePayments: Resource = {
  object: 'invoice_payment',
  expandable: { invoice: 'invoice', 'payment.payment_intent': 'payment_intent' },
  routes: [
    route('GET', '/v1/invoice_payments', 'InvoicePaymentListParams', list),
    route('GET', '/v1/invoice_payments/:id', 'InvoicePaymentRetrieveParams', (context, _, path) => {
      const found = context.records.get('invoice_payment', path.id ?? '');
      if (!found) throw noSuch('invoice_payment', path.id ?? '', 'invoice_payment', 404);
      return found.object;
    }),
  ],
};
