import { asc, eq, getTableColumns } from 'drizzle-orm';
import { getDb } from '../../lib/store/client';
import {
  accountCustomers,
  attempts,
  buyers,
  keptClones,
  legs,
  memberships,
  orderLines,
  orders,
  refunds,
  savedMethods,
  setups,
  subscriptions,
  syncs,
  variants,
} from '../../lib/store/schema';

/**
 * Our own rows as they are, to be held against Stripe's books. Nothing is set going by reading them.
 */
export async function readRecords() {
  const db = await getDb();
  return {
    orders: await db.select().from(orders).orderBy(asc(orders.createdAt), asc(orders.id)),
    legs: await db.select().from(legs).orderBy(asc(legs.orderId), asc(legs.position)),
    attempts: await db.select().from(attempts).orderBy(asc(attempts.legId), asc(attempts.number)),
    lines: await db
      .select({
        legId: orderLines.legId,
        variantId: orderLines.variantId,
        quantity: orderLines.quantity,
      })
      .from(orderLines),
    stock: await db
      .select({ variantId: variants.id, stock: variants.stock })
      .from(variants)
      .orderBy(asc(variants.id)),
    refunds: await db
      .select({
        // Those of legs alone: sellers here give nothing of a subscription back.
        refund: { ...getTableColumns(refunds), legId: legs.id },
        accountId: legs.accountId,
        feeAmount: legs.feeAmount,
      })
      .from(refunds)
      .innerJoin(legs, eq(legs.id, refunds.legId))
      .orderBy(asc(refunds.createdAt), asc(refunds.id)),
    buyers: await db.select().from(buyers),
    setups: await db.select().from(setups),
    methods: await db.select().from(savedMethods),
    memberships: await db.select().from(memberships).orderBy(asc(memberships.createdAt)),
    subscriptions: await db.select().from(subscriptions).orderBy(asc(subscriptions.createdAt)),
    clones: await db.select().from(keptClones).orderBy(asc(keptClones.createdAt)),
    syncs: await db.select().from(syncs).orderBy(asc(syncs.createdAt), asc(syncs.number)),
    accountCustomers: await db.select().from(accountCustomers),
  };
}

export type Records = Awaited<ReturnType<typeof readRecords>>;
