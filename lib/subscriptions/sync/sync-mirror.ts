/**
 * One mirror, brought up to date with the buyer's wallet:
 *
 *     waiting → cloning → attaching → pointing → paying → detaching → done
 *
 * A copy of a card is never updated by the card it was made of, so each change makes a new copy, lets
 * the Subscription and the Customer use it, and takes the old one away. Every result is stored before
 * the next call, and every key before its call: a process may die anywhere, and whoever goes on repeats
 * at most the last call. A newer change overtakes at the next of these points, and carries the rest out.
 * https://docs.stripe.com/connect/direct-charges-multiple-accounts
 */
import { assertNever } from '../../model/assert-never';
import type { SubscriptionId } from '../../model/ids';
import { newLeaseOwner } from '../../store/lease';
import { noteStall } from '../../store/stalls';
import { faultText } from '../../stripe/failure';
import { claimMirror } from './claim-mirror';
import { underWay } from './mirrors-under-way';
import { attachClone, detachUnwanted, makeClone } from './move-clones';
import { payOpenInvoices } from './pay-with-new-method';
import { isPointed, pointMirror } from './point-mirror';
import type { MirrorTask, Next } from './sync-task';
import { endMirror, releaseMirror, storeStep } from './sync-progress';

/**
 * Drives the newest sync of a mirror to its end, unless somebody is at it or there is none; then takes
 * away what is left over. Faults are logged: the sync stays where it is and is gone on with later.
 */
export function syncMirror(subscriptionId: SubscriptionId): Promise<void> {
  return underWay(() => driveAll(subscriptionId));
}

async function driveAll(subscriptionId: SubscriptionId): Promise<void> {
  const owner = newLeaseOwner();
  for (;;) {
    const task = await claimMirror({ id: subscriptionId, owner });
    if (!task) return;
    try {
      // Else a newer change has come: it is next.
      if ((await drive(task)) && (await endMirror(task))) return;
    } catch (error) {
      const where = task.sync ? `sync ${task.sync.id} (${task.sync.state})` : 'clearing up';
      const reason = faultText(error);
      console.error(`[subscriptions] ${where} of ${subscriptionId} stopped, ${reason}`);
      await releaseMirror(task);
      if (task.sync) await noteStall(task.sync.id, reason);
      return;
    }
  }
}

/** False when the sync was overtaken, or its mirror lost. */
async function drive(claimed: MirrorTask): Promise<boolean> {
  let task = claimed;
  while (task.sync) {
    const next = await step(task, task.sync.state);
    if (next === 'overtaken') return false;
    if (next === 'ended') {
      // Nothing can have become unwanted since.
      if (task.sync.state === 'detaching') return true;
      break;
    }
    task = next;
  }
  return detachUnwanted(task);
}

async function step(
  task: MirrorTask,
  state: NonNullable<MirrorTask['sync']>['state'],
): Promise<Next> {
  switch (state) {
    case 'waiting':
      throw new Error(`${task.mirror.id} was taken without knowing what to do`);
    case 'cloning':
      return makeClone(task);
    case 'attaching':
      return attachClone(task);
    case 'pointing':
      return pointMirror(task);
    case 'paying':
      return payOpenInvoices(task);
    case 'detaching':
      if (!(await detachUnwanted(task))) return 'overtaken';
      // A call of somebody who died may have come late. What is detached can be charged no more, so
      // what it says now stays.
      if (!task.doubtful || (await isPointed(task))) return 'ended';
      if (!(await storeStep(task, { state: 'pointing' }))) return 'overtaken';
      return { ...task, doubtful: false, sync: anew(task) };
    case 'done':
    case 'superseded':
    case 'failed':
      return 'ended';
    default:
      return assertNever(state);
  }
}

/** Pointed once more, with keys that have not been answered yet. */
function anew({ sync }: MirrorTask): MirrorTask['sync'] {
  return sync && { ...sync, state: 'pointing', keysForgotten: true };
}
