import { and, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '../../model/result';
import { unreachable } from '../../payments/unreachable';
import { writeAct, type Actor } from '../../store/acts';
import { getDb, withTx } from '../../store/client';
import { invoicesNotUndone, subscriptions } from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { faultText, readFailure } from '../../stripe/failure';
import { forgetNotUndone, type InvoiceRef } from './not-undone';
import { subjectOf, type MadeFor } from './send-back-taken';
import { hasToBeUndone, undoInvoice } from './undo-invoices';

type Tried = Result<{ tried: true }, 'not_found' | 'refused' | 'unreachable'>;

/**
 * An operator has an invoice undone that Stripe has refused to let go. It is read anew: what somebody has
 * voided or put back at Stripe meanwhile is done, and waits no more.
 */
export async function undoAgain(operator: Actor, ref: InvoiceRef): Promise<Tried> {
  const of = await whoseInvoice(ref);
  if (!of) return refuse('not_found', 'This does not wait to be tried any more.');
  const { id: subscriptionId, orderId } = of;
  await withTx((tx) =>
    writeAct(tx, operator, 'work_tried_again', {
      ...{ orderId, subscriptionId, invoiceId: ref.invoiceId },
    }),
  );
  try {
    const subject = subjectOf(of);
    const invoice = await accountStripe(ref.accountId).invoices.retrieve(ref.invoiceId, {
      subject,
    });
    if (!hasToBeUndone(invoice)) await forgetNotUndone(ref);
    const problem = await undoInvoice(of, invoice, subject);
    return problem ? refuse('refused', `Stripe refused: ${problem.message}`) : ok({ tried: true });
  } catch (error) {
    const failure = readFailure(error);
    if (failure?.kind !== 'refused') return unreachable(error, 'unclear');
    console.error(`[subscriptions] ${ref.invoiceId} was not read, ${faultText(error)}`);
    return refuse('refused', `Stripe refused: ${failure.problem.message}`);
  }
}

async function whoseInvoice({ accountId, invoiceId }: InvoiceRef): Promise<MadeFor | undefined> {
  const db = await getDb();
  const [of] = await db
    .select({
      id: subscriptions.id,
      accountId: invoicesNotUndone.accountId,
      buyerId: subscriptions.buyerId,
      orderId: subscriptions.orderId,
    })
    .from(invoicesNotUndone)
    .innerJoin(subscriptions, eq(subscriptions.id, invoicesNotUndone.subscriptionId))
    .where(
      and(
        eq(invoicesNotUndone.accountId, accountId),
        eq(invoicesNotUndone.accountInvoiceId, invoiceId),
      ),
    );
  return of;
}
