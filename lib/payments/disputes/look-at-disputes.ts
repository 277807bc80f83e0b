import { and, eq, inArray } from 'drizzle-orm';
import type { AccountChargeId, AccountId } from '../../model/ids';
import { getDb } from '../../store/client';
import { attempts, disputes, legs, subscriptionInvoices } from '../../store/schema';
import type { TimeSpan } from '../../stripe/account-after-sale';
import { accountStripe } from '../../stripe/account-stripe';
import { idOf } from '../../stripe/fields';
import { lookAfterSale } from '../after-sale/look-after-sale';
import type { SaleRef } from '../after-sale/sale-ref';

/**
 * Looks at the sales of ours about which the account had disputes opened in this time that nobody has
 * told us of: also at such as are so old that they are looked at no more. Money of an earlier try that
 * came too late is not among them: what is disputed of it is answered in Stripe's Dashboard. Throws when
 * Stripe cannot be reached, once all were looked at. https://docs.stripe.com/api/disputes/list
 */
export async function lookAtDisputes(accountId: AccountId, time: TimeSpan): Promise<void> {
  const made = await accountStripe(accountId).disputes.madeIn(time, { subject: {} });
  if (made.length === 0) return;
  const db = await getDb();
  const known = await db
    .select({ id: disputes.accountDisputeId })
    .from(disputes)
    .where(
      inArray(
        disputes.accountDisputeId,
        made.map(({ id }) => id),
      ),
    );
  const unknown = made.filter((dispute) => !known.some(({ id }) => id === dispute.id));
  const faults: unknown[] = [];
  for (const charge of new Set(unknown.map((dispute) => idOf(dispute.charge)))) {
    const sale = await saleOfCharge(accountId, charge as AccountChargeId);
    // One that cannot be read does not keep the others from it.
    if (sale) await lookAfterSale(sale).catch((fault: unknown) => faults.push(fault));
  }
  if (faults.length > 0) throw faults[0];
}

/** Null of what was charged by the seller themself. */
async function saleOfCharge(
  accountId: AccountId,
  chargeId: AccountChargeId,
): Promise<SaleRef | null> {
  const db = await getDb();
  const [leg] = await db
    .select({ legId: legs.id })
    .from(attempts)
    .innerJoin(legs, eq(legs.id, attempts.legId))
    .where(and(eq(attempts.chargeId, chargeId), eq(legs.accountId, accountId)));
  if (leg) return leg;
  const [invoice] = await db
    .select({ accountInvoiceId: subscriptionInvoices.accountInvoiceId })
    .from(subscriptionInvoices)
    .where(
      and(
        eq(subscriptionInvoices.chargeId, chargeId),
        eq(subscriptionInvoices.accountId, accountId),
      ),
    );
  return invoice ? { accountId, ...invoice } : null;
}
