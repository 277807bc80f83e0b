import type { Words } from '../language/words';
import { wordsIn } from '../language/texts';
import { cardName } from '../model/card-name';
import { priceOf } from '../model/price';
import type { InvoiceView } from '../model/subscription-views';
import { afterSaleView, disputeOfSale, refundOfSale } from '../payments/after-sale/after-sale-view';
import type { SubscriptionRows } from './subscription-rows';
import { invoiceState, invoiceStateText, reasonText } from './subscription-text';

export type Invoice = SubscriptionRows['invoices'][number];

/** What of an invoice waits to be charged, in minor units. */
export const leftOf = ({ amountDue, amountPaid }: Invoice): number =>
  Math.max(0, amountDue - amountPaid);

/** An invoice; what gives credit is told without a sign. */
export function invoiceView(invoice: Invoice, t: Words<'subscriptions'>): InvoiceView {
  const currency = invoice.currency.toLowerCase();
  const state = invoiceState(invoice.status);
  const { total, amountDue } = invoice;
  const credit = Math.max(0, total - amountDue);
  const { isStray, isNotUndone } = invoice;
  const afterSale = afterSaleOf(invoice, state, t);
  return {
    id: invoice.accountInvoiceId,
    number: invoice.number,
    state,
    stateText: invoiceStateText(state, invoice, t),
    total: priceOf({ amount: total < 0 ? -total : amountDue, currency }, t.language),
    creditUsed: credit > 0 ? priceOf({ amount: credit, currency }, t.language) : null,
    creditState: !isStray ? 'used' : isNotUndone ? 'not_back' : 'back',
    isCredit: total < 0,
    fee:
      invoice.feeAmount === null
        ? null
        : priceOf({ amount: invoice.feeAmount, currency }, t.language),
    reason: reasonText(invoice.reason, invoice.total === 0, t),
    from: invoice.periodStart.toISOString(),
    until: invoice.periodEnd.toISOString(),
    createdAt: invoice.createdAt.toISOString(),
    paidAt: invoice.paidAt?.toISOString() ?? null,
    receiptUrl: invoice.receiptUrl,
    // That all of what was charged is back, is not all of it.
    afterSale: isNotUndone ? { ...afterSale, cannotAsk: null } : afterSale,
    paymentIntentId: invoice.paymentIntentId,
    chargeId: invoice.chargeId,
  };
}

function afterSaleOf(invoice: Invoice, state: InvoiceView['state'], t: Words<'subscriptions'>) {
  const currency = invoice.currency.toLowerCase();
  return afterSaleView(
    {
      state: state === 'paid' && invoice.chargeId ? 'paid' : 'created',
      amount: invoice.amountPaid,
      currency,
      method: cardName(invoice.card, wordsIn(t.language, 'cards')),
      isStray: invoice.isStray,
    },
    {
      refunds: invoice.refunds.map(refundOfSale),
      disputes: invoice.disputes.map(disputeOfSale),
      amountRefunded: invoice.amountRefunded,
    },
    t.language,
  );
}
