/**
 * Receipts: the page a charge's `receipt_url` leads to, as Stripe hosts one
 * (docs.stripe.com/receipts). Whoever has the address may read it.
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';
import { merchantName } from './merchant';
import { idOf } from './payment-method-use';
import { sealOf } from './seals';

const seal = (account: string, charge: string): string => sealOf('receipt', `${account} ${charge}`);

/** Where the receipt of a charge of the context's account can be read. */
export function receiptUrl(context: Context, charge: string): string {
  const { account, urls } = context;
  return `${urls.bank}/receipts/payment/${account}/${charge}/${seal(account, charge)}`;
}

/** Whether an address was made by `receiptUrl`. */
export function receiptMatches(account: string, charge: string, given: string): boolean {
  return seal(account, charge) === given;
}

/** What stands on a receipt. */
export interface Receipt {
  readonly merchant: string;
  readonly charge: Stripe.Charge;
  /** Whether the money was only ever held, and was let go. */
  readonly released: boolean;
  /** What was paid for, where the charge is of an invoice. */
  readonly invoice: Stripe.Invoice | null;
}

/** The receipt of a charge of the context's account; undefined when nothing was paid. */
export function receiptOf(context: Context, id: string): Receipt | undefined {
  const charge = context.records.get('charge', id)?.object;
  if (!charge?.paid) return undefined;
  const paid = idOf(charge.payment_intent) ?? '';
  const intent = context.records.get('payment_intent', paid)?.object;
  const released = !charge.captured && intent?.status === 'canceled';
  const invoiced = context.records.get('invoiced_intent', paid)?.object.invoice ?? '';
  const invoice = context.records.get('invoice', invoiced)?.object ?? null;
  return { merchant: merchantName(context), charge, released, invoice };
}
