/**
 * The end of what all or nothing holds for one seller, once it is decided:
 *
 *     capturing ──(capture)──→ paid
 *         └──(refused)──→ releasing ──(cancel)──→ failed
 *     releasing ──(cancel)──→ canceled
 *
 * One call each, with a key that was stored with the attempt. Taking what is taken and letting go what
 * is let go count as done; what a call did is read at Stripe wherever its answer does not say, and a key
 * that can tell no more gives way to another while the money is held. Where
 * the account has left and a capture may have been sent before, the leg waits in `processing`.
 * https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
 */
import type { AccountPaymentIntentId, IdempotencyKey } from '../model/ids';
import type { StoredProblem } from '../store/schema';
import { accountStripe, type AnsweredIntent } from '../stripe/account-stripe';
import { isShutOut, readFailure, shutOut, type StripeFailure } from '../stripe/failure';
import {
  releaseLeg,
  storeEnding,
  storeRelease,
  waitForAccount,
  type LegTask,
} from './leg-progress';
import { readCharge } from './read-charge';
import { subjectOf } from './send-charge';
import { renewLegKey } from './renew-leg-key';
import { settle } from './settle-leg';

/**
 * Takes or lets go what this leg holds. The caller holds its lease; `first`: it has just decided, so
 * nobody can have sent this call before. Throws when Stripe does not answer; the leg then stays where
 * it is, and whoever goes on sends the same key.
 */
export async function endHold(task: LegTask, { first = false } = {}): Promise<void> {
  if (task.state === 'capturing') await capture(task, first);
  else await release(task);
}

/** Lets go whatever this attempt holds or may still come to hold, e.g. at a bank's window. */
export async function callOff(task: LegTask, problem: StoredProblem | null = null): Promise<void> {
  if (await storeRelease(task, problem)) {
    await release({ ...task, state: 'releasing', problem });
  }
}

async function capture(task: LegTask, first: boolean, renewed = false): Promise<void> {
  const { id, key } = holdOf(task, task.captureKey);
  const failure = await ask(task, () =>
    accountStripe(task.accountId).paymentIntents.capture(id, { key, subject: subjectOf(task) }),
  );
  if (!failure) return;
  const refusal = failure.problem;
  // An earlier driver's capture may have taken the money, with its answer lost.
  if (!first && isShutOut(refusal)) return waitForAccount(task, refusal);
  const known = await readUnlessShutOut(task, id);
  const isHeld = known?.intent.status === 'requires_capture';
  // Nothing was refused: another key takes the money. Once, lest a fault at Stripe hold it for long.
  if (isHeld && failure.kind === 'unclear' && !renewed) {
    const anew = await renewLegKey(task, 'capture');
    if (anew) await capture(anew, false, true);
    return;
  }
  // The bank would keep the money held for days although nobody can take it: let it go.
  if (isHeld) await callOff(task, refusal);
  else if (known) await settle(task, known);
  else await storeEnding(task, { state: 'failed', problem: refusal });
}

async function release(task: LegTask): Promise<void> {
  if (!task.paymentIntentId) return void (await storeEnding(task, { state: 'canceled' }));
  const { id, key } = holdOf(task, task.releaseKey);
  const failure = await ask(task, () =>
    accountStripe(task.accountId).paymentIntents.cancel(id, { key, subject: subjectOf(task) }),
  );
  if (!failure) return;
  const known = await readUnlessShutOut(task, id);
  const over = known?.intent.status === 'canceled' || known?.intent.status === 'succeeded';
  if (known && over) await settle(task, known);
  else if (known) {
    if (failure.kind === 'unclear') await renewLegKey(task, 'release');
    await releaseLeg(task);
  } else await storeEnding(task, { state: 'canceled' });
}

/**
 * Null also when the account cannot be asked any more: nobody can take what is held there, and it falls
 * back to the buyer by itself after some days.
 */
async function readUnlessShutOut(
  task: LegTask,
  id: AccountPaymentIntentId,
): Promise<AnsweredIntent | null> {
  try {
    return await readCharge(task, id);
  } catch (error) {
    if (!shutOut(error)) throw error;
    return null;
  }
}

/** Settles the leg by the answer, or says why there was to be none. Throws when none came. */
async function ask(
  task: LegTask,
  call: () => Promise<AnsweredIntent>,
): Promise<StripeFailure | null> {
  let answer: AnsweredIntent;
  try {
    answer = await call();
  } catch (error) {
    const failure = readFailure(error);
    if (!failure || failure.kind === 'unanswered') throw error;
    return failure;
  }
  await settle(task, answer);
  return null;
}

function holdOf(
  { attemptId, paymentIntentId }: LegTask,
  key: IdempotencyKey | null,
): { id: AccountPaymentIntentId; key: IdempotencyKey } {
  if (!paymentIntentId || !key) throw new Error(`${attemptId} holds nothing`);
  return { id: paymentIntentId, key };
}
