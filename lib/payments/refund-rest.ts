import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { holdingStates } from '../model/after-sale';
import type { LegId } from '../model/ids';
import type { Db } from '../store/client';
import { disputes, legLooks, refunds } from '../store/schema';

/** What is or may be given back of a leg, in minor units. */
export interface Given {
  /** Asked for or granted, and not yet at Stripe. */
  readonly waiting: number;
  /** At Stripe, on its way or done, as far as our rows know. */
  readonly sent: number;
  /** What the account's charge said when last asked; refunds of the Dashboard are in it. */
  readonly atStripe: number;
}

/** How much may still be asked back of a leg of this amount: never more than what nobody holds. */
export function restOf(amount: number, { waiting, sent, atStripe }: Given): number {
  return Math.max(0, amount - waiting - Math.max(sent, atStripe));
}

/**
 * What is given back of this leg. The caller holds the leg's row, so that two who ask at once do not
 * both find the same money. A payment that came too late is money of its own, and not of this.
 */
export async function givenOf(tx: Db, legId: LegId): Promise<Given> {
  const [sums] = await tx
    .select({
      waiting: sumOf(['requested', 'granted']),
      sent: sumOf(['pending', 'succeeded']),
    })
    .from(refunds)
    .where(
      and(
        eq(refunds.legId, legId),
        ne(refunds.reason, 'late_payment'),
        inArray(refunds.state, [...holdingStates]),
      ),
    );
  const [look] = await tx
    .select({ atStripe: legLooks.amountRefunded })
    .from(legLooks)
    .where(eq(legLooks.legId, legId));
  return { waiting: sums?.waiting ?? 0, sent: sums?.sent ?? 0, atStripe: look?.atStripe ?? 0 };
}

/** Whether a dispute stands in the way: Stripe refuses to refund a payment that was charged back. */
export async function isChargedBack(tx: Db, legId: LegId): Promise<boolean> {
  const [found] = await tx
    .select({ id: disputes.id })
    .from(disputes)
    .where(and(eq(disputes.legId, legId), eq(disputes.refundable, false)))
    .limit(1);
  return found !== undefined;
}

function sumOf(states: readonly (typeof holdingStates)[number][]) {
  return sql<number>`coalesce(sum(${refunds.amount}) filter (where ${inArray(refunds.state, [...states])}), 0)::int`;
}
