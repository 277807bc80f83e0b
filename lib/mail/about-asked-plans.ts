/** Payments of plans that a bank asks about: a renewal, or the first where its buyer has left. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { wordsIn } from '../language/texts';
import type { AccountInvoiceId } from '../model/ids';
import type { MailAbout } from '../model/mail';
import { priceOf } from '../model/price';
import { liveStatuses } from '../model/recurring';
import { getDb } from '../store/client';
import { isOwed } from '../store/owed-invoices';
import { sellers, subscriptionInvoices, subscriptions } from '../store/schema';
import { dunningStory, dunningTitle } from '../subscriptions/dunning-text';
import { invoiceWhere } from './about-plans';
import { hasWaited } from './asked-wait';
import { askedPlanMail } from './asked-text';
import { origin, type Happened } from './happened';
import { unwritten } from './unwritten';

/** A payment that is owed and waits for its buyer at the bank. */
const waits = and(
  isNotNull(subscriptionInvoices.askedAt),
  eq(subscriptionInvoices.actionNeeded, true),
  eq(subscriptionInvoices.status, 'open'),
  isOwed,
  eq(subscriptions.state, 'started'),
  inArray(subscriptions.status, [...liveStatuses]),
  // Nobody can confirm anything on an account that has left.
  isNull(sellers.leftAt),
);

/** What to write to subscribers whose bank has asked for a while, and not before `since`. */
export async function dueAskedPlans(since: SQL, atOnce: number): Promise<MailAbout[]> {
  const db = await getDb();
  const { askedAt, accountInvoiceId } = subscriptionInvoices;
  const found = await db
    .select({ id: accountInvoiceId })
    .from(subscriptionInvoices)
    .innerJoin(subscriptions, eq(subscriptions.id, subscriptionInvoices.subscriptionId))
    .innerJoin(sellers, eq(sellers.id, subscriptions.sellerId))
    .where(
      and(
        waits,
        hasWaited(askedAt),
        gt(askedAt, since),
        unwritten('plan_action_needed', accountInvoiceId),
      ),
    )
    .orderBy(asc(askedAt))
    .limit(atOnce);
  return found.map(({ id }): MailAbout => `plan_action_needed:${id}`);
}

/** What a bank asks of a subscriber; null once it is answered, or owed no more. */
export async function askedInvoice(id: AccountInvoiceId): Promise<Happened | null> {
  const found = await invoiceWhere(and(eq(subscriptionInvoices.accountInvoiceId, id), waits));
  const status = found?.subscription.status;
  if (!found || !status) return null;
  const { buyer, invoice, subscription, seller, number, card } = found;
  const left = { amount: invoice.amountDue - invoice.amountPaid, currency: invoice.currency };
  const amount = priceOf(left, buyer.language);
  const due = {
    ...{ status, card, amount: amount.text, seller: seller.name, problem: null },
    actionNeeded: true,
    createdAt: invoice.createdAt,
    nextAttemptAt: invoice.nextAttemptAt,
  };
  const t = wordsIn(buyer.language, 'subscriptions');
  const written = askedPlanMail(
    {
      // One that has not begun stands with its order.
      page:
        status === 'incomplete'
          ? `/orders/${subscription.orderId}#subscription-${subscription.id}`
          : `/subscriptions/${subscription.id}`,
      ...{ number, card, amount, seller: seller.name, name: subscription.name },
      variant: subscription.variant,
      title: dunningTitle(due, t),
      story: dunningStory(due, t),
    },
    buyer,
    origin(),
  );
  return { legId: null, buyer, written };
}
