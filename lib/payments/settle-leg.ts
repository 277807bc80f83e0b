import type { AccountChargeId } from '../model/ids';
import { isAboutConsent } from '../model/status';
import type { AnsweredIntent } from '../stripe/account-stripe';
import { lastProblem, ownProblem } from '../stripe/problem';
import { idOf } from '../stripe/fields';
import { disagreement } from './check-answer';
import { storeEnding, type Ending, type LegTask } from './leg-progress';

/**
 * Carries what a PaymentIntent says over to its leg. It is called paid only after account, amount,
 * currency, fee and ids agree with our rows; where they do not, the leg waits in `processing`, is
 * read again, and cannot be charged a second time meanwhile.
 * https://docs.stripe.com/payments/paymentintents/lifecycle
 */
export async function settle(task: LegTask, answer: AnsweredIntent): Promise<void> {
  const ids = { paymentIntentId: answer.intent.id, chargeId: chargeIdOf(answer) };
  const wrong = disagreement(answer, task);
  if (wrong) {
    console.error(`[payments] leg ${task.legId}: Stripe's answer was refused, ${wrong}`);
    await storeEnding(task, {
      state: 'processing',
      // Known all the same: the next look reads this very object, whatever its metadata say.
      ...ids,
      problem: ownProblem('answer_mismatch', `Stripe's answer was refused: ${wrong}.`),
    });
    return;
  }
  await storeEnding(task, { ...meaningOf(answer, task), ...ids });
}

function meaningOf(
  { intent }: AnsweredIntent,
  task: LegTask,
): Pick<Ending, 'state' | 'problem' | 'lookAgainAfter'> {
  const { status } = intent;
  const held = task.policy === 'all_or_nothing';
  switch (status) {
    case 'succeeded':
      return { state: 'paid' };
    case 'processing':
      return { state: 'processing' };
    case 'requires_capture':
      // Where we did not ask for a separate capture, money is held all the same: look again.
      return { state: held ? 'authorized' : 'processing' };
    case 'requires_action':
      return {
        state: 'action_needed',
        problem: ownProblem('bank_waits', 'The bank waits for the buyer to confirm.'),
        lookAgainAfter: 60,
      };
    case 'requires_payment_method': {
      const problem = lastProblem(intent);
      const code = problem?.code ?? null;
      // Where a decline would end the whole order, a bank's question may be answered once more.
      const asked = code === 'authentication_required' || (held && isAboutConsent(code));
      return { state: asked ? 'action_needed' : 'declined', problem };
    }
    case 'requires_confirmation':
      return {
        state: 'failed',
        problem: ownProblem('nothing_charged', 'The PaymentIntent was made and never confirmed.'),
      };
    case 'canceled':
      if (!held || task.decision === 'release') return { state: 'canceled' };
      // Let go by us, as it could not be taken; else by the bank, or by somebody at Stripe.
      return {
        state: 'failed',
        problem: (task.state === 'releasing' ? task.problem : null) ?? holdLost,
      };
    default:
      // Stripe may add a status one day (its type says so); money may have moved, so look again.
      return {
        state: 'processing',
        problem: ownProblem('answer_mismatch', `Unknown PaymentIntent status ${status}.`),
      };
  }
}

const holdLost = ownProblem('hold_lost', 'The PaymentIntent was canceled before it was captured.');

/** The latest charge may be an earlier attempt's, where this one came to none. */
function chargeIdOf({ intent }: AnsweredIntent): AccountChargeId | null {
  const charge =
    intent.status === 'requires_payment_method' || intent.status === 'requires_action'
      ? intent.last_payment_error?.charge
      : intent.latest_charge;
  return idOf(charge) as AccountChargeId | null;
}
