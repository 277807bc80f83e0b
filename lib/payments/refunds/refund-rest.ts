import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { holdingStates } from '../../model/after-sale';
import type { Db } from '../../store/client';
import { disputes, legLooks, refunds, subscriptionInvoices } from '../../store/schema';
import { isAboutSale, isOfSale, type SaleRef } from '../after-sale/sale-ref';

/** What is or may be given back of a sale, in minor units. */
export interface Given {
  /** Asked for or granted, and not yet at Stripe. */
  readonly waiting: number;
  /** At Stripe, on its way or done, as far as our rows know. */
  readonly sent: number;
  /** What the account's charge said when last asked; refunds of the Dashboard are in it. */
  readonly atStripe: number;
}

/** How much may still be asked back of a sale of this amount: never more than what nobody holds. */
export function restOf(amount: number, { waiting, sent, atStripe }: Given): number {
  return Math.max(0, amount - waiting - Math.max(sent, atStripe));
}

/**
 * What is given back of this sale. The caller holds its row, so that two who ask at once do not both
 * find the same money. A payment that came too late for a leg is money of its own, and not of this.
 */
export async function givenOf(tx: Db, sale: SaleRef): Promise<Given> {
  const [sums] = await tx
    .select({
      waiting: sumOf(['requested', 'granted']),
      sent: sumOf(['pending', 'succeeded']),
    })
    .from(refunds)
    .where(
      and(
        isOfSale(sale),
        'legId' in sale ? ne(refunds.reason, 'late_payment') : undefined,
        inArray(refunds.state, [...holdingStates]),
      ),
    );
  const atStripe = await lastLook(tx, sale);
  return { waiting: sums?.waiting ?? 0, sent: sums?.sent ?? 0, atStripe };
}

async function lastLook(tx: Db, sale: SaleRef): Promise<number> {
  const [look] = await ('legId' in sale
    ? tx
        .select({ atStripe: legLooks.amountRefunded })
        .from(legLooks)
        .where(eq(legLooks.legId, sale.legId))
    : tx
        .select({ atStripe: subscriptionInvoices.amountRefunded })
        .from(subscriptionInvoices)
        .where(
          and(
            eq(subscriptionInvoices.accountId, sale.accountId),
            eq(subscriptionInvoices.accountInvoiceId, sale.accountInvoiceId),
          ),
        ));
  return look?.atStripe ?? 0;
}

/** Whether a dispute stands in the way: Stripe refuses to refund a payment that was charged back. */
export async function isChargedBack(tx: Db, sale: SaleRef): Promise<boolean> {
  const [found] = await tx
    .select({ id: disputes.id })
    .from(disputes)
    .where(and(isAboutSale(sale), eq(disputes.refundable, false)))
    .limit(1);
  return found !== undefined;
}

function sumOf(states: readonly (typeof holdingStates)[number][]) {
  return sql<number>`coalesce(sum(${refunds.amount}) filter (where ${inArray(refunds.state, [...states])}), 0)::int`;
}
