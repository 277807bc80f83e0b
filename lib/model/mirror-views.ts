import type { AccountId, SubscriptionId } from './ids';

/** What of a mirror is not as the platform has it. */
export type MirrorDifferenceKind =
  | 'missing'
  | 'status'
  | 'method'
  | 'details'
  | 'buyer'
  | 'default'
  | 'extra'
  | 'foreign'
  | 'unread';

export interface MirrorDifference {
  readonly kind: MirrorDifferenceKind;
  /** For the operator, e.g. `Charged to Visa ending in 4242, not to Visa ending in 1881.` */
  readonly text: string;
}

/** One mirror beside what the platform has. */
export interface MirrorView {
  readonly subscriptionId: SubscriptionId;
  readonly accountId: AccountId;
  readonly sellerName: string;
  readonly buyerName: string;
  /** What is paid for. */
  readonly name: string;
  readonly status: string;
  /** What it is to be charged to; null when its card was taken away. */
  readonly card: string | null;
  /** True while a sync is under way, which may explain what differs. */
  readonly syncing: boolean;
  readonly differences: readonly MirrorDifference[];
}

/** What others attached is theirs, and what could not be read is not known to be wrong. */
export const isMendable = ({ differences }: MirrorView): boolean =>
  differences.some(({ kind }) => kind !== 'foreign' && kind !== 'unread');
