import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { BuyerId, OrderId } from '../model/ids';
import { getDb } from '../store/client';
import { leaseIsFree } from '../store/lease';
import {
  attempts,
  disputes,
  legLooks,
  legs,
  orderLines,
  orders,
  refunds,
  savedMethods,
  sellers,
} from '../store/schema';
import { readOrderSubscriptions, type SubscriptionRows } from './order-subscription-rows';
import { disputesOf, refundsOf } from './after-sale/after-sale-of';

type Line = Pick<
  typeof orderLines.$inferSelect,
  'productSlug' | 'name' | 'variant' | 'picture' | 'quantity' | 'unitAmount'
>;
type Card = Pick<typeof savedMethods.$inferSelect, 'brand' | 'last4'>;
type Try = Card &
  Pick<
    typeof attempts.$inferSelect,
    | 'number'
    | 'cloneKey'
    | 'chargeKey'
    | 'captureKey'
    | 'releaseKey'
    | 'confirmation'
    | 'cloneId'
    | 'paymentIntentId'
    | 'chargeId'
    | 'problem'
  > & {
    /** Whether its card is still in the wallet. */
    readonly kept: boolean;
  };

type LegRow = Awaited<ReturnType<typeof readLegs>>[number];

/** An order with all that hangs on it. */
export interface OrderRows extends Pick<LegRow, 'order' | 'card'> {
  readonly legs: readonly LegRow[];
  /** The plans that were to begin with it. */
  readonly subscriptions: readonly SubscriptionRows[];
}

/** Orders of one buyer, newest first; one of them when `id` is given. */
export async function readOrders(buyerId: BuyerId, id?: OrderId): Promise<OrderRows[]> {
  const found = new Map<
    OrderId,
    Pick<LegRow, 'order' | 'card'> & { legs: LegRow[]; subscriptions: SubscriptionRows[] }
  >();
  const orderOf = ({ order, card }: Pick<LegRow, 'order' | 'card'>) => {
    const known = found.get(order.id) ?? { order, card, legs: [], subscriptions: [] };
    found.set(order.id, known);
    return known;
  };
  for (const row of await readLegs(buyerId, id)) orderOf(row).legs.push(row);
  for (const row of await readOrderSubscriptions(buyerId, id)) orderOf(row).subscriptions.push(row);
  return [...found.values()].sort(
    ({ order: one }, { order: other }) =>
      other.createdAt.getTime() - one.createdAt.getTime() || (other.id < one.id ? -1 : 1),
  );
}

/** One statement, since each costs about as much as the whole; what hangs on a leg comes as JSON. */
async function readLegs(buyerId: BuyerId, id: OrderId | undefined) {
  const db = await getDb();
  return db
    .select({
      order: orders,
      card: { brand: savedMethods.brand, last4: savedMethods.last4 },
      leg: legs,
      seller: {
        slug: sellers.slug,
        name: sellers.name,
        country: sellers.country,
        statementName: sellers.statementName,
      },
      // True when nobody drives it, by the clock of the database.
      free: sql<boolean>`${leaseIsFree(legs.leaseOwner, legs.leaseUntil)}`,
      // True when what is being done for it has taken longer than it ever should.
      late: sql<boolean>`greatest(${orders.decidedAt}, (
        select ${attempts.createdAt} from ${attempts}
        where ${attempts.legId} = ${legs.id} and ${attempts.number} = ${legs.attempt}
      )) < now() - interval '8 seconds'`,
      lines: sql<Line[]>`(
        select json_agg(json_build_object(
          'productSlug', ${orderLines.productSlug}, 'name', ${orderLines.name},
          'variant', ${orderLines.variant}, 'picture', ${orderLines.picture},
          'quantity', ${orderLines.quantity}, 'unitAmount', ${orderLines.unitAmount}
        ) order by ${orderLines.position})
        from ${orderLines} where ${orderLines.legId} = ${legs.id}
      )`,
      tries: sql<Try[]>`(
        select json_agg(json_build_object(
          'number', ${attempts.number}, 'brand', card.brand, 'last4', card.last4,
          'kept', card.status = 'active', 'confirmation', ${attempts.confirmation},
          'cloneKey', ${attempts.cloneKey}, 'chargeKey', ${attempts.chargeKey},
          'captureKey', ${attempts.captureKey}, 'releaseKey', ${attempts.releaseKey},
          'cloneId', ${attempts.cloneId}, 'paymentIntentId', ${attempts.paymentIntentId},
          'chargeId', ${attempts.chargeId}, 'problem', ${attempts.problem}
        ) order by ${attempts.number})
        from ${attempts} join ${savedMethods} card on card.id = ${attempts.savedMethodId}
        where ${attempts.legId} = ${legs.id}
      )`,
      ...afterSale,
    })
    .from(orders)
    .innerJoin(savedMethods, eq(savedMethods.id, orders.savedMethodId))
    .innerJoin(legs, eq(legs.orderId, orders.id))
    .innerJoin(sellers, eq(sellers.id, legs.sellerId))
    .where(and(eq(orders.buyerId, buyerId), id ? eq(orders.id, id) : undefined))
    .orderBy(desc(orders.createdAt), desc(orders.id), asc(legs.position));
}

/** What came after the payment: null where nothing did. */
const afterSale = {
  refunds: refundsOf(sql`${refunds.legId} = ${legs.id}`),
  disputes: disputesOf(sql`${disputes.legId} = ${legs.id}`),
  amountRefunded: sql<number | null>`(
    select ${legLooks.amountRefunded} from ${legLooks} where ${legLooks.legId} = ${legs.id}
  )`,
};
