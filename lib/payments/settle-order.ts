/**
 * All or nothing, above its legs. Each leg is held by itself (`authorized`); this decides, once, what
 * becomes of all of them, has it done side by side, and closes the order:
 *
 *     all held ──→ capture ──→ every seller paid
 *                     └──(one fails for good)──→ the others are given back
 *     one not held, canceled, or nobody came ──→ release ──→ nothing was charged
 *
 * Every step is on disk before it is taken, so any number may call this at any time.
 */
import { and, asc, eq, inArray, isNotNull, isNull, notExists, sql } from 'drizzle-orm';
import type { OrderId } from '../model/ids';
import type { LegState } from '../model/status';
import { getDb } from '../store/client';
import { newLeaseOwner } from '../store/lease';
import { legs, orders } from '../store/schema';
import { noteStall } from '../store/stalls';
import { faultText } from '../stripe/failure';
import { patience } from './answer-by';
import { decideOrder } from './decide-order';
import { endHold } from './end-hold';
import { giveBackPaid } from './give-back';
import { claimLegs, releaseLeg, type LegTask } from './leg-progress';
import { underWay } from './legs-under-way';
import { givesStockBack, unfinished } from './move-legs';
import { sendRefund } from './refunds/send-refund';

/**
 * Takes an order of all or nothing as far as it can go now; does nothing to any other, or while a
 * seller's answer is still open. Faults of single legs are logged: those legs are resumed later.
 * `canceled`: the buyer wants it let go, unless it has been decided.
 */
export async function settleOrder(orderId: OrderId, { canceled = false } = {}): Promise<void> {
  const owner = newLeaseOwner();
  const moved = await decideOrder(orderId, owner, { canceled });
  const tasks = await claimLegs(moved, owner);
  await Promise.all(tasks.map((task) => underWay(() => end(task))));
  await close(orderId);
}

/** The same for several, e.g. those of legs that were just driven. One's fault is not another's. */
export async function settleOrders(orderIds: Iterable<OrderId>): Promise<void> {
  await Promise.all(
    [...new Set(orderIds)].map((orderId) =>
      settleOrder(orderId).catch((error: unknown) => {
        console.error(`[payments] order ${orderId} was not settled, ${faultText(error)}`);
      }),
    ),
  );
}

async function end(task: LegTask): Promise<void> {
  try {
    await endHold(task, { first: true });
  } catch (error) {
    const reason = faultText(error);
    console.error(`[payments] leg ${task.legId} stopped at ${task.state}, ${reason}`);
    await releaseLeg(task);
    await noteStall(task.attemptId, reason);
  }
}

/** Closes an order that has nothing more to take, let go or give back. */
async function close(orderId: OrderId): Promise<void> {
  const db = await getDb();
  const those = (states: readonly LegState[]) =>
    sql`count(*) filter (where ${inArray(legs.state, [...states])})`;
  const [paid, unpaid] = [those(['paid']), those(givesStockBack)];
  const closed = await db
    .update(orders)
    .set({ settledAt: sql`now()` })
    .where(
      and(
        eq(orders.id, orderId),
        eq(orders.policy, 'all_or_nothing'),
        isNull(orders.settledAt),
        isNotNull(orders.decision),
        sql`(
          select case ${orders.decision}
            when 'capture' then ${paid} = count(*) or ${unpaid} = count(*)
            else ${unpaid} = count(*)
          end
          from ${legs} where ${legs.orderId} = ${orders.id}
        )`,
      ),
    )
    .returning({ id: orders.id });
  if (closed.length > 0) return;
  await Promise.all((await giveBackPaid(orderId)).map(sendRefund));
}

/**
 * Orders of all or nothing that have something to decide or to close, and whose legs nobody has to
 * drive first; oldest first. An order that was touched a moment ago is left to whoever did.
 */
export async function unsettledOrders(): Promise<OrderId[]> {
  const db = await getDb();
  const legsOf = (state: readonly LegState[]) =>
    db
      .select({ id: legs.id })
      .from(legs)
      .where(and(eq(legs.orderId, orders.id), inArray(legs.state, [...state])));
  const touched = sql`(select max(${legs.updatedAt}) from ${legs} where ${legs.orderId} = ${orders.id})`;
  const found = await db
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        eq(orders.policy, 'all_or_nothing'),
        isNull(orders.settledAt),
        notExists(legsOf(unfinished)),
        sql`case when ${orders.decision} is null and exists ${legsOf(['action_needed'])}
          then ${touched} < now() - ${patience.all_or_nothing}
          else ${touched} < now() - interval '2 seconds' end`,
      ),
    )
    .orderBy(asc(orders.createdAt))
    .limit(20);
  return found.map(({ id }) => id);
}
