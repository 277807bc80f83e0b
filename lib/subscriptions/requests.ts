import { z } from 'zod';
import type { AccountInvoiceId } from '../model/ids';
import { mostOfPlan } from '../model/quantities';
import { refundRequest } from '../payments/requests';
import { savedMethodId, subscriptionId } from '../security/row-ids';

export { bankRequest, nothing } from '../payments/requests';
export { subscriptionId } from '../security/row-ids';

/**
 * What the browser may say about a subscription: which of the buyer's own, and what is to become of
 * it; never what that costs or whose account it is on. An unknown key is refused.
 */
export const subscriptionPath = z.object({ id: subscriptionId });
export const cancelRequest = z.strictObject({ when: z.enum(['now', 'period_end']) });
export const quantityRequest = z.strictObject({ quantity: z.int().min(1).max(mostOfPlan) });
export const methodRequest = z.strictObject({ savedMethodId });
export const invoiceId = z
  .string()
  .regex(/^in_\w{1,100}$/)
  .transform((id) => id as AccountInvoiceId);
export const paymentRequest = z.strictObject({ invoice: invoiceId });
/** What a buyer asks back of one payment. */
export const invoiceRefundRequest = refundRequest.extend({ invoice: invoiceId });
