import type { SubscriptionId } from '../../model/ids';
import { newKeptClone } from '../../payments/new-subscription';
import { isRunning, type CloneRow, type Subscription, type Sync } from './sync-task';

/** Where a sync goes on, and what has to be written for it. */
export interface BegunSync {
  readonly sync: Sync;
  /** The clone that it is about to make. */
  readonly made: CloneRow | null;
  readonly isNew: boolean;
  /** The mirror of which all clones have to go. */
  readonly clears: SubscriptionId | null;
}

/** At its recovery point, or at the first step that its mirror needs. */
export function beginSync(mirror: Subscription, sync: Sync, mayCharge: boolean): BegunSync {
  const clones = isRunning(mirror) && mayCharge;
  const as = (state: Sync['state'], made: CloneRow | null = null): BegunSync => ({
    sync: { ...sync, state, keptCloneId: made?.id ?? null },
    made,
    isNew: true,
    // Ended, or its saved method was taken away: nothing may be charged to what is left on the account.
    clears: clones ? null : mirror.id,
  });
  if (sync.state !== 'waiting' && clones) return { sync, made: null, isNew: false, clears: null };
  if (sync.state === 'detaching') return { sync, made: null, isNew: false, clears: null };
  if (clones && sync.renewsMethod) return as('cloning', newClone(mirror, sync.savedMethodId));
  const tellsCustomer = isRunning(mirror) && sync.renewsCustomer && sync.state !== 'paying';
  return as(tellsCustomer ? 'pointing' : 'detaching');
}

/** A clone that is to be made, with the keys of all its calls. */
function newClone(
  { id, accountId }: Pick<Subscription, 'id' | 'accountId'>,
  savedMethodId: Sync['savedMethodId'],
): CloneRow {
  const { keptCloneId, ...keys } = newKeptClone();
  return {
    id: keptCloneId,
    subscriptionId: id,
    accountId,
    savedMethodId,
    ...keys,
    accountMethodId: null,
    attachedAt: null,
    unwantedAt: null,
    detachedAt: null,
    outOfReachAt: null,
    createdAt: new Date(),
    keysForgotten: false,
  };
}
