/** The clones of a mirror: made, attached to the buyer's Customer on the account, and detached. */
import type { AccountCustomerId, AccountMethodId } from '../../model/ids';
import { accountStripe } from '../../stripe/account-stripe';
import { isShutOut } from '../../stripe/failure';
import { isDetached } from '../../payments/wallet/remove-method';
import { answerOf } from '../answer-of';
import { isAttachedTo } from '../is-attached-to';
import { fail } from './fail-sync';
import { subjectOf } from '../read-subscription';
import { storeDetached, storeOutOfReach, unwantedClones } from './clone-progress';
import { stopOffering } from './customer-default';
import { noteStopped } from './offer-again';
import { renewCloneKey, replaceClone } from './renew-keys';
import { storeStep } from './sync-progress';
import type { CloneRow, MirrorTask, Sync, Next } from './sync-task';

/** A new copy of the saved method on the account. */
export async function makeClone(task: MirrorTask): Promise<Next> {
  const { clone, method, platformCustomerId, mirror } = parts(task);
  if (!platformCustomerId) throw new Error(`${mirror.buyerId} has no Customer`);
  if (clone.keysForgotten) {
    await replaceClone(task);
    throw new Error(`the key of ${clone.id} is too old; another clone takes its place`);
  }
  const made = await answerOf(() =>
    accountStripe(mirror.accountId).paymentMethods.clone(
      { customer: platformCustomerId, payment_method: method.platformMethodId },
      { key: clone.cloneKey, subject: subjectOf(mirror) },
    ),
  );
  if (!made.ok) {
    if (made.failure.kind !== 'unclear') return fail(task, made.failure.problem);
    await replaceClone(task);
    throw made.error;
  }
  const { id: accountMethodId } = made.value;
  if (!(await storeStep(task, { state: 'attaching', accountMethodId }))) return 'overtaken';
  return withClone(task, 'attaching', { accountMethodId });
}

/** The copy, attached to the buyer's Customer there; the card is checked by its bank at that. */
export async function attachClone(task: MirrorTask): Promise<Next> {
  const { clone, mirror, accountCustomerId } = parts(task);
  if (!accountCustomerId) throw new Error(`${mirror.id} has no Customer on its account`);
  const { id, accountMethodId } = clone;
  if (!accountMethodId) throw new Error(`${id} is to be attached and has no id`);
  const there = clone.keysForgotten && (await isAttached(task, accountMethodId));
  if (!there) {
    const key = clone.keysForgotten
      ? await renewCloneKey(id, 'attach', clone.attachKey)
      : clone.attachKey;
    const attached = await answerOf(() =>
      accountStripe(mirror.accountId).keptMethods.attach(accountMethodId, accountCustomerId, {
        key,
        subject: subjectOf(mirror),
      }),
    );
    // The answer may be about a repeat, once somebody had to use another key.
    if (!attached.ok && !(await isAttached(task, accountMethodId))) {
      if (attached.failure.kind !== 'unclear') return fail(task, attached.failure.problem);
      await renewCloneKey(id, 'attach', key);
      throw attached.error;
    }
  }
  if (!(await storeStep(task, { state: 'pointing', attached: true }))) return 'overtaken';
  return withClone(task, 'pointing', { attachedAt: new Date() });
}

/** Detaches what nothing may be charged to any more. False when the mirror was lost meanwhile. */
export async function detachUnwanted(task: MirrorTask): Promise<boolean> {
  const unwanted = await unwantedClones(task.mirror.id);
  if (!unwanted.length) return true;
  const { clone, sync, mirror } = task;
  // What is detached is no default any more; of a card that takes its place the Customer was told already.
  const hasNew =
    clone && sync?.state === 'detaching' && !unwanted.some(({ id }) => id === clone.id);
  if (!hasNew) await noteStopped(mirror);
  const last = unwanted.find(({ leavesBare }) => leavesBare);
  if (last) await stopOffering(task, last);
  const done = await Promise.allSettled(unwanted.map((clone) => detach(task, clone)));
  for (const one of done) if (one.status === 'rejected') throw one.reason;
  return true;
}

async function detach(task: MirrorTask, clone: CloneRow): Promise<void> {
  const { mirror, accountCustomerId } = task;
  const { id, accountMethodId } = clone;
  if (accountMethodId) {
    if (!clone.attachedAt && accountCustomerId) {
      await settleAttach(task, clone, accountMethodId, accountCustomerId);
    }
    const key = clone.keysForgotten
      ? await renewCloneKey(id, 'detach', clone.detachKey)
      : clone.detachKey;
    const detached = await answerOf(() =>
      accountStripe(mirror.accountId).keptMethods.detach(accountMethodId, {
        key,
        subject: subjectOf(mirror),
      }),
    );
    if (!detached.ok && isShutOut(detached.failure.problem)) return storeOutOfReach(id);
    if (!detached.ok && !isDetached(detached.failure)) {
      if (detached.failure.kind === 'unclear') await renewCloneKey(id, 'detach', key);
      throw detached.error;
    }
  }
  await storeDetached(id);
}

/**
 * Whoever attached it may have died before the answer came, and the call may still be under way: then
 * it would be attached after it was detached. The same call with the same key ends after that one.
 */
async function settleAttach(
  { mirror }: MirrorTask,
  clone: CloneRow,
  methodId: AccountMethodId,
  customerId: AccountCustomerId,
): Promise<void> {
  if (clone.keysForgotten) return;
  await answerOf(() =>
    accountStripe(mirror.accountId).keptMethods.attach(methodId, customerId, {
      key: clone.attachKey,
      subject: subjectOf(mirror),
    }),
  );
}

const isAttached = ({ mirror, accountCustomerId }: MirrorTask, id: AccountMethodId) =>
  isAttachedTo(accountCustomerId, id, mirror.accountId, subjectOf(mirror));

function parts(task: MirrorTask) {
  const { sync, clone } = task;
  if (!sync || !clone) throw new Error(`${task.mirror.id} has no clone to go on with`);
  return { ...task, sync, clone };
}

function withClone(
  task: MirrorTask,
  state: Sync['state'],
  learnt: Partial<Pick<CloneRow, 'accountMethodId' | 'attachedAt'>>,
): MirrorTask {
  const { sync, clone } = parts(task);
  return { ...task, sync: { ...sync, state }, clone: { ...clone, ...learnt } };
}
