/** Another quantity: nothing is changed before its difference is paid. */
import type { AccountSubscriptionItemId } from '../../model/ids';
import type { StoredProblem } from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import type { Write } from '../../stripe/subject';
import type { ChangeTask } from './change-progress';
import { whyItWaits } from './why-it-waits';

/**
 * Asks for another quantity. The difference is charged at once; where the bank wants to see the buyer,
 * the change waits for them at Stripe for a day at most, and the old quantity stands. A card that is
 * declined leaves nothing behind. Null once it is changed, else why not.
 * https://docs.stripe.com/billing/subscriptions/pending-updates
 */
export async function changeQuantity(
  task: ChangeTask,
  item: AccountSubscriptionItemId,
  quantity: number,
  write: Write,
): Promise<StoredProblem | null> {
  if (!task.accountSubscriptionId) throw new Error(`${task.changeId} is about what has not begun`);
  const updated = await accountStripe(task.accountId).subscriptions.update(
    task.accountSubscriptionId,
    {
      items: [{ id: item, quantity }],
      proration_behavior: 'always_invoice',
      payment_behavior: 'pending_if_incomplete',
    },
    write,
  );
  return updated.pending_update ? whyItWaits(task, updated, write) : null;
}
