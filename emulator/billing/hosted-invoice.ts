/**
 * The page that Stripe hosts for an invoice, where the customer sees and pays it, and its PDF
 * (docs.stripe.com/invoicing/hosted-invoice-page). An invoice has both from when it is final.
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { merchantName } from '../resources/merchant';
import { idOf } from '../resources/payment-method-use';
import { sealOf } from '../resources/seals';
import { intentOf, paymentsOf } from './invoice-intent';
import type { Line } from './invoice-lines';
import type { Invoice } from './invoice-shape';

const seal = (account: string, invoice: string): string =>
  sealOf('invoice', `${account} ${invoice}`);

/** Where an invoice of the context's account can be seen and paid, and had as a PDF. */
export function hostedAddresses(
  { account, urls }: Context,
  invoice: string,
): Pick<Invoice, 'hosted_invoice_url' | 'invoice_pdf'> {
  const page = `${urls.bank}/invoices/${account}/${invoice}/${seal(account, invoice)}`;
  return { hosted_invoice_url: page, invoice_pdf: `${page}/pdf` };
}

/** What stands on the page. */
export interface HostedInvoice {
  readonly merchant: string;
  readonly invoice: Invoice;
  readonly lines: readonly Line[];
  /** `waiting`: a debit is on its way, or an account has to be verified first. */
  readonly state: 'payable' | 'waiting' | 'settled';
  /** What a browser pays with; null when there is nothing to pay. */
  readonly payment: {
    readonly key: string;
    readonly account: string | null;
    readonly secret: string;
  } | null;
  /** Where the buyer tells what micro-deposits came. */
  readonly verification: string | null;
  readonly receipt: string | null;
}

/** The invoice behind an address; undefined for one that leads nowhere, or to a draft. */
export function hostedInvoice(
  context: Context,
  id: string,
  given: string,
): HostedInvoice | undefined {
  const found = context.records.get('invoice', id);
  if (!found || found.object.status === 'draft' || seal(context.account, id) !== given) {
    return undefined;
  }
  const { object: invoice, hidden } = found;
  const intent = invoice.status === 'open' ? intentOf(context, invoice) : undefined;
  const verification =
    intent?.next_action?.verify_with_microdeposits?.hosted_verification_url ?? null;
  const waiting = intent?.status === 'processing' || verification !== null;
  const secret = intent?.client_secret ?? null;
  return {
    merchant: merchantName(context),
    invoice,
    lines: hidden.lines,
    state: waiting ? 'waiting' : secret === null ? 'settled' : 'payable',
    payment: waiting || secret === null ? null : { ...keysOf(context), secret },
    verification,
    receipt: receiptOf(context, invoice),
  };
}

/** As a page of this account would have them. */
function keysOf({ account, connected, platform }: Context): {
  key: string;
  account: string | null;
} {
  return { key: `pk_test_hosted_${platform}`, account: connected ? account : null };
}

function receiptOf(context: Context, invoice: Invoice): string | null {
  const paid = paymentsOf(context, invoice.id).find(({ status }) => status === 'paid');
  const intent = idOf(paid?.payment.payment_intent);
  const charge: Stripe.PaymentIntent['latest_charge'] =
    context.records.get('payment_intent', intent ?? '')?.object.latest_charge ?? null;
  return context.records.get('charge', idOf(charge) ?? '')?.object.receipt_url ?? null;
}
