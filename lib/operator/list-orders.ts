import 'server-only';
import { and, asc, count, desc, eq, exists, gt, inArray, or, sql, type SQL } from 'drizzle-orm';
import { englishWords } from '../language/texts';
import { assertNever } from '../model/assert-never';
import type { OrderId } from '../model/ids';
import type {
  OperatorOrderRow,
  OrderFilter,
  OrdersPage,
  OrdersQuery,
} from '../model/operator-orders';
import { priceOf } from '../model/price';
import { invoiceOfDispute } from '../payments/disputes/invoice-of-dispute';
import { invoiceOfRefund } from '../payments/refunds/invoice-of-refund';
import { stateText } from '../payments/order-text';
import { getDb, type Db } from '../store/client';
import {
  attempts,
  disputes,
  legLooks,
  legs,
  orders,
  refunds,
  sellers,
  subscriptionInvoices,
  subscriptions,
  users,
} from '../store/schema';

const rowsOfPage = 20;

/**
 * Orders of all buyers, newest first, from behind the one that `after` names: a row that comes
 * meanwhile moves nothing.
 */
export async function listAllOrders({
  state,
  seller,
  find,
  after,
}: OrdersQuery): Promise<OrdersPage> {
  const db = await getDb();
  const ofLeg = (which: SQL | undefined) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(legs)
        .where(and(eq(legs.orderId, orders.id), which)),
    );
  const found = await db
    .select({ order: orders, buyer: users.name, email: users.email })
    .from(orders)
    .innerJoin(users, eq(users.id, orders.buyerId))
    .where(
      and(
        state === 'all' ? undefined : or(ofLeg(legIs(db, state)), planIs(db, state)),
        seller
          ? or(
              ofLeg(eq(legs.sellerId, seller)),
              exists(
                db
                  .select({ one: sql`1` })
                  .from(subscriptions)
                  .where(
                    and(eq(subscriptions.orderId, orders.id), eq(subscriptions.sellerId, seller)),
                  ),
              ),
            )
          : undefined,
        foundBy(db, find),
        after
          ? sql`(${orders.createdAt}, ${orders.id}) < (
              select before.created_at, before.id from ${orders} before where before.id = ${after}
            )`
          : undefined,
      ),
    )
    .orderBy(desc(orders.createdAt), desc(orders.id))
    .limit(rowsOfPage + 1);
  const shown = found.slice(0, rowsOfPage);
  const parts = await readParts(shown.map(({ order }) => order.id));
  return {
    rows: shown.map(({ order, buyer, email }): OperatorOrderRow => {
      const ofOrder = parts.legs.filter(({ orderId }) => orderId === order.id);
      return {
        id: order.id,
        number: order.number,
        createdAt: order.createdAt.toISOString(),
        ...{ buyer, email },
        legs: ofOrder.map(({ amount, currency, orderId: __, ...leg }) => ({
          ...leg,
          stateText: stateText(leg.state, englishWords('states')),
          amount: priceOf({ amount, currency }),
        })),
        plans: parts.plans.get(order.id) ?? 0,
      };
    }),
    next: found.length > rowsOfPage ? (shown.at(-1)?.order.id ?? null) : null,
  };
}

async function readParts(ids: readonly OrderId[]) {
  const db = await getDb();
  const [ofOrders, plans] = await Promise.all([
    db
      .select({
        id: legs.id,
        orderId: legs.orderId,
        seller: sellers.name,
        state: legs.state,
        amount: legs.amount,
        currency: legs.currency,
      })
      .from(legs)
      .innerJoin(sellers, eq(sellers.id, legs.sellerId))
      .where(inArray(legs.orderId, [...ids]))
      .orderBy(asc(legs.position)),
    db
      .select({ orderId: subscriptions.orderId, count: count() })
      .from(subscriptions)
      .where(inArray(subscriptions.orderId, [...ids]))
      .groupBy(subscriptions.orderId),
  ]);
  return { legs: ofOrders, plans: new Map(plans.map((row) => [row.orderId, row.count])) };
}

function legIs(db: Db, state: Exclude<OrderFilter, 'all'>): SQL | undefined {
  switch (state) {
    case 'under_way':
      return inArray(legs.state, [
        ...(['created', 'cloning', 'charging', 'processing'] as const),
        ...(['authorized', 'capturing', 'releasing'] as const),
      ]);
    case 'action_needed':
    case 'paid':
      return eq(legs.state, state);
    case 'unpaid':
      return inArray(legs.state, ['declined', 'failed', 'canceled']);
    case 'refunded':
      return or(
        exists(
          db
            .select({ one: sql`1` })
            .from(refunds)
            .where(
              and(eq(refunds.legId, legs.id), inArray(refunds.state, ['pending', 'succeeded'])),
            ),
        ),
        exists(
          db
            .select({ one: sql`1` })
            .from(legLooks)
            .where(and(eq(legLooks.legId, legs.id), sql`${legLooks.amountRefunded} > 0`)),
        ),
      );
    case 'disputed':
      return exists(
        db
          .select({ one: sql`1` })
          .from(disputes)
          .where(eq(disputes.legId, legs.id)),
      );
    default:
      return assertNever(state);
  }
}

/** Of plans that began with the order, their renewals included; how they stand, their own pages tell. */
function planIs(db: Db, state: Exclude<OrderFilter, 'all'>): SQL | undefined {
  const ofOrder = eq(subscriptions.orderId, orders.id);
  const isPaidFor = eq(subscriptions.id, subscriptionInvoices.subscriptionId);
  const one = { one: sql`1` };
  switch (state) {
    case 'refunded':
      return or(
        exists(
          db
            .select(one)
            .from(refunds)
            .innerJoin(subscriptionInvoices, invoiceOfRefund)
            .innerJoin(subscriptions, isPaidFor)
            .where(and(ofOrder, inArray(refunds.state, ['pending', 'succeeded']))),
        ),
        // Also by hand, at Stripe.
        exists(
          db
            .select(one)
            .from(subscriptionInvoices)
            .innerJoin(subscriptions, isPaidFor)
            .where(and(ofOrder, gt(subscriptionInvoices.amountRefunded, 0))),
        ),
      );
    case 'disputed':
      return exists(
        db
          .select(one)
          .from(disputes)
          .innerJoin(subscriptionInvoices, invoiceOfDispute)
          .innerJoin(subscriptions, isPaidFor)
          .where(ofOrder),
      );
    case 'under_way':
    case 'action_needed':
    case 'paid':
    case 'unpaid':
      return undefined;
    default:
      return assertNever(state);
  }
}

/** By what its beginning says it is: an id of ours or of Stripe's, a number, else an e-mail. */
function foundBy(db: Db, find: string): SQL | undefined {
  if (find === '') return undefined;
  const ofLegs = (which: SQL) =>
    inArray(
      orders.id,
      db
        .select({ id: legs.orderId })
        .from(legs)
        .innerJoin(attempts, eq(attempts.legId, legs.id))
        .where(which),
    );
  if (find.startsWith('ord_')) return eq(orders.id, find as OrderId);
  if (find.startsWith('leg_')) return ofLegs(sql`${legs.id} = ${find}`);
  if (find.startsWith('pi_')) return ofLegs(sql`${attempts.paymentIntentId} = ${find}`);
  if (/^(ch|py)_/.test(find)) return ofLegs(sql`${attempts.chargeId} = ${find}`);
  if (find.includes('@')) return sql`lower(${users.email}) = ${find.toLowerCase()}`;
  return eq(orders.number, find.toUpperCase());
}
