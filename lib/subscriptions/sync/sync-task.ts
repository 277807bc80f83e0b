/** A mirror as its driver holds it, and what may become of a step. */
import type { AccountCustomerId, BuyerId, PlatformCustomerId } from '../../model/ids';
import { isLive, type SyncState } from '../../model/recurring';
import type { keptClones, savedMethods, subscriptions, syncs } from '../../store/schema';
import type { AccountSubscription } from '../../stripe/account-billing';

export type Subscription = typeof subscriptions.$inferSelect;
export type Sync = typeof syncs.$inferSelect & {
  /** Stripe forgets a key after 24 hours: then it has to be asked what was done. */
  readonly keysForgotten: boolean;
};
/** A kept clone, and whether its keys can still tell what was done. */
export type CloneRow = typeof keptClones.$inferSelect & { readonly keysForgotten: boolean };

/** A mirror whose lease the caller holds, from our own rows alone. */
export interface MirrorTask {
  readonly owner: string;
  readonly mirror: Subscription;
  readonly accountCustomerId: AccountCustomerId | null;
  readonly platformCustomerId: PlatformCustomerId | null;
  readonly buyer: { readonly id: BuyerId; readonly name: string; readonly email: string };
  /** What it has to follow; null when only clones are left over. */
  readonly sync: Sync | null;
  /** The new clone of this sync, once it has one. */
  readonly clone: CloneRow | null;
  /** What is to be cloned, and what the mirror is to be charged to. */
  readonly method: typeof savedMethods.$inferSelect;
  /** The Subscription as a step of this run has seen it last. */
  readonly subscription?: AccountSubscription;
  /** True when somebody may have died with a call under way, that could still arrive. */
  readonly doubtful: boolean;
}

/** What comes of one step: the task after it, or that there is nothing more to do for this sync. */
export type Next = MirrorTask | 'overtaken' | 'ended';

/** The states of a sync that somebody has still to drive. */
export const syncing = [
  'waiting',
  'cloning',
  'attaching',
  'pointing',
  'paying',
  'detaching',
] as const satisfies readonly SyncState[];

/** True while Stripe has something of it that is or may be charged. */
export const isRunning = ({ state, status }: Pick<Subscription, 'state' | 'status'>): boolean =>
  state === 'started' && status !== null && isLive(status);
