/**
 * Subscriptions whose collection is paused: they are billed, and nobody is asked to pay
 * (docs.stripe.com/billing/subscriptions/pause-payment).
 */
import type { Context } from '../server/contract';
import { voidInvoice } from './invoice-end';
import { finalizeInvoice } from './invoice-finalize';
import type { Invoice } from './invoice-shape';
import type { Subscription } from './subscription-records';

/** Whether collection rests at a moment, in Unix seconds. */
export function restsAt({ pause_collection: pause }: Subscription, at: number): boolean {
  return pause !== null && (pause.resumes_at === null || pause.resumes_at > at);
}

/**
 * `void`: "All invoices … are immediately marked as void and won't use the customer credit balance". That
 * it is final in between, with a number, is unconfirmed; one with nothing to pay is paid.
 */
export function voidAtOnce(context: Context, draft: Invoice): Invoice {
  const open = finalizeInvoice(context, draft, 'void');
  return open.status === 'open' ? voidInvoice(context, open) : open;
}
