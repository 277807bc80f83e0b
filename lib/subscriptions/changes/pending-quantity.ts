import type { subscriptionInvoices, subscriptions } from '../../store/schema';

type Subscription = Pick<typeof subscriptions.$inferSelect, 'pendingQuantity'>;
type Invoice = Pick<typeof subscriptionInvoices.$inferSelect, 'status' | 'reason' | 'total'>;

/**
 * True of the invoice that another quantity waits for: it is owed by nobody, and comes to nothing when
 * it is not paid. https://docs.stripe.com/billing/subscriptions/pending-updates
 */
export function isPendingChange({ pendingQuantity }: Subscription, invoice: Invoice): boolean {
  const { status, reason, total } = invoice;
  return (
    pendingQuantity !== null && status === 'open' && reason === 'subscription_update' && total > 0
  );
}
