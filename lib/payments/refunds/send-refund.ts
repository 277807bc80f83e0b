/**
 * One refund, from granted to Stripe's answer:
 *
 *     requested ──(operator)──→ granted ──(refund)──→ pending | succeeded | failed
 *          └──────────────────→ declined
 *
 * One call on the seller's account, with a key that is stored before; so a process may die anywhere, and
 * whoever goes on repeats the call and gets the same refund. Where the key can tell no more, the account
 * is asked for a refund that names this one.
 * https://docs.stripe.com/connect/direct-charges#issue-refunds
 */
import { assertNever } from '../../model/assert-never';
import type { RefundReason } from '../../model/after-sale';
import type { RefundId } from '../../model/ids';
import type { StoredProblem } from '../../store/schema';
import type { AnsweredRefund } from '../../stripe/account-after-sale';
import { accountStripe } from '../../stripe/account-stripe';
import { faultText, readFailure, shutOut, type StripeFailure } from '../../stripe/failure';
import { newLeaseOwner } from '../../store/lease';
import { noteStall } from '../../store/stalls';
import { nothingRefunded } from './refund-problem';
import {
  claimRefund,
  pauseRefund,
  releaseRefund,
  storeRefund,
  type RefundTask,
} from './refund-progress';
import { meaningOfRefund } from './settle-refund';

/**
 * Sends a granted refund, unless somebody else is sending it or it was sent. Faults are logged: the
 * refund stays granted and is sent again later.
 */
export async function sendRefund(refundId: RefundId): Promise<void> {
  const task = await claimRefund(refundId, newLeaseOwner());
  if (!task) return;
  try {
    await send(task);
  } catch (error) {
    const reason = faultText(error);
    console.error(`[payments] refund ${refundId} stopped, ${reason}`);
    await releaseRefund(task);
    await noteStall(refundId, reason);
  }
}

async function send(task: RefundTask): Promise<void> {
  // A key that Stripe forgot guards nothing: what is on the account is the truth.
  if (task.keyForgotten) return endUnlessSent(task, tooLate);
  try {
    const answer = await accountStripe(task.accountId).refunds.create(
      {
        charge: task.chargeId,
        amount: task.amount,
        reason: reasonOf(task.reason),
        // Stripe gives the platform's fee back in proportion; it refuses where there was none.
        ...(task.feeAmount > 0 ? { refund_application_fee: true } : {}),
        metadata: task.metadata,
      },
      { key: task.refundKey, subject: task.subject },
    );
    await storeRefund(task, meaningOfRefund(answer, task));
  } catch (error) {
    const failure = readFailure(error);
    if (!failure) throw error;
    await settleFailure(task, failure, error);
  }
}

async function settleFailure(
  task: RefundTask,
  failure: StripeFailure,
  error: unknown,
): Promise<void> {
  switch (failure.kind) {
    // Somebody before us may have sent it, with the answer lost: then this is about the repeat.
    case 'declined':
    case 'refused':
      return endUnlessSent(task, failure.problem, false);
    case 'unclear': {
      const { message, requestId } = failure.problem;
      return endUnlessSent(task, nothingRefunded(message, requestId));
    }
    case 'unanswered':
      throw error;
    default:
      assertNever(failure);
  }
}

const tooLate = nothingRefunded('The grant is too old to be sent now.');

/**
 * The account decides: a refund found there counts, else ours ends as failed and its money may be
 * asked for again. `doubt`: a list without it is not believed while the grant is young. Where the account
 * has left, one that may have been sent waits until it can be asked again.
 */
async function endUnlessSent(
  task: RefundTask,
  problem: StoredProblem,
  doubt = true,
): Promise<void> {
  let made: AnsweredRefund | null;
  try {
    made = await accountStripe(task.accountId).refunds.findByMetadata(
      task.chargeId,
      'refund',
      task.refundId,
      { subject: task.subject },
    );
  } catch (error) {
    const left = shutOut(error);
    if (!left) throw error;
    // Called failed, its money could be asked for, and given, once more.
    if (task.takenBefore) {
      await pauseRefund(task);
      return noteStall(task.refundId, left.message);
    }
    return void (await storeRefund(task, { state: 'failed', problem: left }));
  }
  if (made) return void (await storeRefund(task, meaningOfRefund(made, task)));
  if (doubt && task.young) return releaseRefund(task);
  await storeRefund(task, { state: 'failed', problem });
}

/** Stripe's three words; `fraudulent` would put the buyer's card on a block list. */
function reasonOf(reason: RefundReason): 'requested_by_customer' | 'duplicate' {
  return reason === 'duplicate' ? 'duplicate' : 'requested_by_customer';
}
