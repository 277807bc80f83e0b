import 'server-only';
import { asc, eq, or } from 'drizzle-orm';
import { englishWords } from '../language/texts';
import { listJobsAbout } from '../jobs/jobs-about';
import type { OrderId } from '../model/ids';
import type { OperatorOrderView } from '../model/operator-orders';
import { priceOf } from '../model/price';
import { refundStateText } from '../payments/after-sale/after-sale-text';
import { disputeOfSale, disputeView } from '../payments/after-sale/after-sale-view';
import { invoiceOfDispute } from '../payments/disputes/invoice-of-dispute';
import { invoiceOfRefund } from '../payments/refunds/invoice-of-refund';
import { readOwnOrder } from '../payments/orders';
import { getDb } from '../store/client';
import {
  disputes,
  legs,
  orders,
  refunds,
  subscriptionInvoices,
  subscriptions,
  users,
} from '../store/schema';
import { jobStates, jobTimes, queueTitles } from '../work/work-text';

/** Whether there is such an order. */
export async function isOrder(orderId: OrderId): Promise<boolean> {
  const db = await getDb();
  return (await db.$count(orders, eq(orders.id, orderId))) > 0;
}

/** An order of anybody, as its buyer sees it, with the work that waits for it; null when there is none. */
export async function readAnyOrder(orderId: OrderId): Promise<OperatorOrderView | null> {
  const db = await getDb();
  const [found] = await db
    .select({ buyerId: orders.buyerId, name: users.name, email: users.email })
    .from(orders)
    .innerJoin(users, eq(users.id, orders.buyerId))
    .where(eq(orders.id, orderId));
  const order = found && (await readOwnOrder(found.buyerId, orderId));
  if (!order) return null;
  const [driven, given, disputed, plans] = await Promise.all([
    db
      .select({
        id: legs.id,
        sellerId: legs.sellerId,
        until: legs.leaseUntil,
        owner: legs.leaseOwner,
      })
      .from(legs)
      .where(eq(legs.orderId, orderId)),
    db
      .select({
        id: refunds.id,
        state: refunds.state,
        amount: refunds.amount,
        currency: refunds.currency,
        accountRefundId: refunds.accountRefundId,
        accountInvoiceId: refunds.accountInvoiceId,
        number: subscriptionInvoices.number,
        subscriptionId: subscriptionInvoices.subscriptionId,
      })
      .from(refunds)
      .leftJoin(legs, eq(legs.id, refunds.legId))
      .leftJoin(subscriptionInvoices, invoiceOfRefund)
      .leftJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
      .where(or(eq(legs.orderId, orderId), eq(subscriptions.orderId, orderId)))
      .orderBy(asc(refunds.createdAt), asc(refunds.id)),
    db
      .select({
        dispute: disputes,
        number: subscriptionInvoices.number,
        accountInvoiceId: subscriptionInvoices.accountInvoiceId,
        subscriptionId: subscriptions.id,
      })
      .from(disputes)
      .innerJoin(subscriptionInvoices, invoiceOfDispute)
      .innerJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
      .where(eq(subscriptions.orderId, orderId))
      .orderBy(asc(disputes.createdAt), asc(disputes.id)),
    db
      .select({ id: subscriptions.id })
      .from(subscriptions)
      .where(eq(subscriptions.orderId, orderId)),
  ]);
  const jobs = await listJobsAbout([
    orderId,
    ...[...driven, ...given, ...plans].map(({ id }): string => id),
  ]);
  return {
    order,
    buyer: { name: found.name, email: found.email },
    refundsOfPlans: given.flatMap(({ subscriptionId, accountInvoiceId, number, ...refund }) =>
      subscriptionId && accountInvoiceId
        ? [
            {
              ...refund,
              subscriptionId,
              invoice: number ?? accountInvoiceId,
              stateText: refundStateText(refund.state, englishWords('states')),
              amount: priceOf(refund),
            },
          ]
        : [],
    ),
    disputesOfPlans: disputed.map(({ dispute, number, accountInvoiceId, subscriptionId }) => ({
      ...disputeView(disputeOfSale(dispute)),
      subscriptionId,
      invoice: number ?? accountInvoiceId,
    })),
    work: jobs.map(({ id, queue, state, tries, at }) => ({
      id,
      title: queueTitles[queue],
      state,
      stateText: jobStates[state],
      timeText: jobTimes[state],
      tries,
      at: at.toISOString(),
    })),
    drivers: Object.fromEntries(
      driven.map(({ id, sellerId, until, owner }) => [
        id,
        { sellerId, until: owner ? (until?.toISOString() ?? null) : null },
      ]),
    ),
  };
}
