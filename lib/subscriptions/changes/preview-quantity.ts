import { and, eq } from 'drizzle-orm';
import type { SubscriptionId } from '../../model/ids';
import { fitsCharge, times } from '../../model/money';
import { priceOf } from '../../model/price';
import { ok, refuse, type Result } from '../../model/result';
import type { QuantityPreview } from '../../model/subscription-views';
import type { SessionUser } from '../../model/views';
import { unreachable } from '../../payments/unreachable';
import { getDb } from '../../store/client';
import { subscriptions } from '../../store/schema';
import type { InvoiceLine } from '../../stripe/account-billing';
import { accountStripe } from '../../stripe/account-stripe';
import { readFailure } from '../../stripe/failure';
import { subjectOf } from '../read-subscription';

type Row = typeof subscriptions.$inferSelect;

/**
 * What another quantity would cost: at once for the rest of the period, and with each period from then
 * on. Reckoned by Stripe to the second; nothing is changed.
 */
export async function previewQuantity(
  buyer: SessionUser,
  id: SubscriptionId,
  quantity: number,
): Promise<Result<QuantityPreview, 'not_found' | 'not_now' | 'too_large' | 'unreachable'>> {
  const db = await getDb();
  const [row] = await db
    .select()
    .from(subscriptions)
    .where(and(eq(subscriptions.id, id), eq(subscriptions.buyerId, buyer.id)));
  if (!row) return refuse('not_found', 'There is no such thing here.');
  const running = row.status === 'active' || row.status === 'trialing';
  if (!running || row.state !== 'started') return notNow();
  if (!fitsCharge(thenOf(row, quantity))) {
    return refuse('too_large', 'This is more than one charge can hold.');
  }
  try {
    const due = quantity === row.quantity ? 0 : await askStripe(row, quantity);
    return ok(previewOf(row, quantity, due));
  } catch (error) {
    // Ended or changed at Stripe a moment ago.
    if (readFailure(error)?.kind === 'refused') return notNow();
    return unreachable(error);
  }
}

/** What is charged at once; below nothing what is credited. */
async function askStripe(row: Row, quantity: number): Promise<number> {
  const { accountSubscriptionId: subscription, accountItemId: item } = row;
  if (!subscription || !item) throw new Error(`${row.id} has not begun at Stripe`);
  const preview = await accountStripe(row.accountId).invoices.preview(
    {
      subscription,
      subscription_details: {
        items: [{ id: item, quantity }],
        proration_behavior: 'always_invoice',
      },
    },
    { subject: subjectOf(row) },
  );
  // The next renewal is previewed where the change itself bills nothing, in a trial say.
  return preview.lines.data
    .filter(({ parent }) => isProration(parent))
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** https://docs.stripe.com/billing/subscriptions/prorations#preview-proration */
const isProration = (parent: InvoiceLine['parent']): boolean =>
  (parent?.subscription_item_details?.proration ?? false) ||
  (parent?.invoice_item_details?.proration ?? false);

function previewOf(row: Row, quantity: number, due: number): QuantityPreview {
  const currency = row.currency.toLowerCase();
  return {
    quantity,
    now: due > 0 ? priceOf({ amount: due, currency }) : null,
    credit: due < 0 ? priceOf({ amount: -due, currency }) : null,
    then: priceOf(thenOf(row, quantity)),
    thenAt: row.currentPeriodEnd?.toISOString() ?? null,
  };
}

const thenOf = ({ unitAmount, currency }: Row, quantity: number) =>
  times({ amount: unitAmount, currency: currency.toLowerCase() }, quantity);

const notNow = () =>
  refuse('not_now', 'This cannot be changed now. Load the page again to see how it stands.');
