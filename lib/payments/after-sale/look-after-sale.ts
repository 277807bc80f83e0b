/**
 * What became of paid legs: Stripe is asked whether a refund arrived or failed and whether a bank
 * disputes the payment. What is pending goes before; how often, `next-look.ts` says.
 */
import { and, eq, exists, gt, inArray, isNull, lt, lte, or, sql, type SQL } from 'drizzle-orm';
import type { BuyerId, LegId, OrderId } from '../../model/ids';
import { getDb } from '../../store/client';
import { OvertakenError } from '../../store/latest-read';
import { disputes, legLooks, legs, orders, refunds } from '../../store/schema';
import { faultText, shutOut } from '../../stripe/failure';
import { convergeAfterSale } from './converge-after-sale';
import { isPending, lastNews, looksAtOnce, nextLook } from './next-look';
import type { SaleRef } from './sale-ref';

const patienceMs = 1_000;

/**
 * Looks at the paid legs of this buyer's order that were not looked at in the last few seconds. Whoever
 * is first looks. Waits for Stripe a second at most and never throws, since the page can tell what is
 * known; what comes later is there at the next look.
 */
export async function lookAtOrder(buyerId: BuyerId, orderId: OrderId): Promise<void> {
  const looking = takeTurns(
    sql`${legs.orderId} = (
      select ${orders.id} from ${orders}
      where ${orders.id} = ${orderId} and ${orders.buyerId} = ${buyerId}
    )`,
    fresh,
  ).then(lookAt);
  await briefly(looking);
}

/** The same for what an operator's page shows. */
export async function lookAtLegs(legIds: readonly LegId[]): Promise<void> {
  if (legIds.length > 0)
    await briefly(takeTurns(inArray(legs.id, [...legIds]), fresh).then(lookAt));
}

/**
 * Paid legs whose time to be looked at has come, as many as can be asked about in a minute, those never
 * looked at among them. They count as looked at from now on: the caller sees to it that they are.
 */
export function takeDueLooks(most = looksAtOnce): Promise<LegId[]> {
  return takeTurns(undefined, lte(legLooks.nextAt, sql`now()`), most);
}

/** Looks at a sale that was paid. Throws when Stripe cannot be reached. */
export async function lookAfterSale(sale: SaleRef): Promise<void> {
  try {
    await convergeAfterSale(sale);
  } catch (error) {
    // Whoever overtook us has written something newer; an account that has left says no more.
    if (!(error instanceof OvertakenError) && !shutOut(error)) throw error;
  }
}

/** Waits for a look a second at most, and never throws. */
export async function briefly(looking: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, patienceMs)));
  const caught = looking.catch((error: unknown) => {
    console.error(`[payments] paid legs were not looked at: ${faultText(error)}`);
  });
  await Promise.race([caught, enough]);
  clearTimeout(timer);
}

const fresh = lt(legLooks.lookedAt, sql`now() - interval '5 seconds'`);

/**
 * Marks legs as being looked at now, in one statement, so that no two processes ask the same; answers
 * with them. A leg that was paid a moment ago is left alone: its page has just been told.
 */
async function takeTurns(which: SQL | undefined, due: SQL, most = looksAtOnce): Promise<LegId[]> {
  const db = await getDb();
  const late = db
    .select({ id: refunds.id })
    .from(refunds)
    .where(
      and(
        eq(refunds.legId, legs.id),
        eq(refunds.reason, 'late_payment'),
        // A bank may send back what has succeeded, for some time.
        or(
          eq(refunds.state, 'pending'),
          and(
            eq(refunds.state, 'succeeded'),
            gt(refunds.updatedAt, sql`now() - interval '30 days'`),
          ),
        ),
      ),
    );
  const paid = and(
    or(
      and(eq(legs.state, 'paid'), lt(legs.paidAt, sql`now() - interval '1 second'`)),
      // Not paid, and yet money of it goes back.
      exists(late),
    ),
    or(isNull(legLooks.legId), due),
    which,
  );
  const { rows } = (await db.execute(sql`
    insert into ${legLooks} (leg_id, looked_at, next_at)
    select ${legs.id}, now(), ${nextLook(age, pending)}
    from ${legs}
    left join ${legLooks} on ${legLooks.legId} = ${legs.id}
    where ${paid}
    order by ${pending} desc, coalesce(${legLooks.nextAt}, ${legs.paidAt}), ${legs.id}
    limit ${most}
    on conflict (leg_id) do update set looked_at = excluded.looked_at, next_at = excluded.next_at
    where ${due}
    returning leg_id as id
  `)) as unknown as { rows: { id: LegId }[] };
  return rows.map(({ id }) => id);
}

const ofLeg = {
  refunds: sql`${refunds.legId} = ${legs.id}`,
  disputes: sql`${disputes.legId} = ${legs.id}`,
};
const pending = isPending(ofLeg);
const age = sql`(now() - greatest(${legs.paidAt}, ${lastNews(ofLeg)}))`;

async function lookAt(legIds: readonly LegId[]): Promise<void> {
  await Promise.all(
    legIds.map((legId) =>
      lookAfterSale({ legId }).catch((error: unknown) => {
        console.error(`[payments] leg ${legId} was not looked at: ${faultText(error)}`);
      }),
    ),
  );
}
