import { and, eq, or } from 'drizzle-orm';
import type { DisputeId, SellerId } from '../../model/ids';
import { refuse } from '../../model/result';
import type { Db } from '../../store/client';
import {
  disputeAnswers,
  disputes,
  legs,
  subscriptionInvoices,
  subscriptions,
} from '../../store/schema';
import { isAnswerable } from '../after-sale/after-sale-text';
import { invoiceOfDispute } from './invoice-of-dispute';

/**
 * A dispute about a sale of this seller, with its answer so far, locked until the transaction ends, so
 * that what is written, attached and sent comes one after the other. Null when it is nobody's or somebody
 * else's.
 */
export async function lockOwnDispute(tx: Db, sellerId: SellerId, disputeId: DisputeId) {
  const [dispute] = await tx
    .select({
      status: disputes.status,
      legId: disputes.legId,
      orderId: legs.orderId,
      invoiceId: disputes.accountInvoiceId,
      subscriptionId: subscriptions.id,
    })
    .from(disputes)
    .leftJoin(legs, eq(legs.id, disputes.legId))
    .leftJoin(subscriptionInvoices, invoiceOfDispute)
    .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .where(
      and(
        eq(disputes.id, disputeId),
        or(eq(legs.sellerId, sellerId), eq(subscriptions.sellerId, sellerId)),
      ),
    )
    .for('no key update', { of: disputes });
  if (!dispute) return null;
  const [before] = await tx
    .select()
    .from(disputeAnswers)
    .where(eq(disputeAnswers.disputeId, disputeId));
  return { ...dispute, before: before ?? null };
}

/** Why nothing of an answer may be changed any more; null while it may. */
export function whyClosed({
  status,
  before,
}: NonNullable<Awaited<ReturnType<typeof lockOwnDispute>>>) {
  if (before?.state === 'submitted' || before?.state === 'sent') {
    return refuse('sent_already', 'The answer was sent, and cannot be changed any more.');
  }
  return isAnswerable(status)
    ? null
    : refuse('closed', 'The bank takes no answer to this dispute any more.');
}
