import type { AccountId, AccountSubscriptionId, SubscriptionId } from './ids';

/** What of a mirror is not as it should be, or not as our row has it. */
export type MirrorDifferenceKind =
  | 'missing'
  | 'gone'
  | 'status'
  | 'quantity'
  | 'price'
  | 'fee'
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
  /** What a repair does about it, where that does not go without saying. */
  readonly remedy?: string;
  /** Why a repair leaves it to a person; without it, a repair mends it. */
  readonly left?: string;
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
  /** True while a sync is under way. */
  readonly syncing: boolean;
  /** True where something seemed to differ that may be only half changed: it is not among these. */
  readonly unsure: boolean;
  readonly differences: readonly MirrorDifference[];
}

/** A Subscription on a seller's account that no row of ours stands for. */
export interface StrayView {
  readonly stripeId: AccountSubscriptionId;
  readonly accountId: AccountId;
  readonly sellerName: string;
  /** Whose Customer it is, or whom it says it is for; null where nobody of ours. */
  readonly buyerName: string | null;
  readonly status: string;
  /** What it charges, e.g. `$18.00 every month`. */
  readonly charges: string;
  readonly text: string;
  readonly remedy?: string;
  readonly left?: string;
  /** What it was made for; a repair of this ends it. */
  readonly subscriptionId: SubscriptionId | null;
}

/** An account that could not be read, or not to its end. */
export interface UnreadAccount {
  readonly accountId: AccountId;
  readonly sellerName: string;
  readonly text: string;
  /** How many mirrors are not known for that reason. */
  readonly mirrors: number;
}

/** True of a difference, or a Subscription without a row, that a repair does something about. */
export const isMended = ({ left }: Pick<MirrorDifference, 'left'>): boolean => left === undefined;

export const isMendable = ({ differences }: MirrorView): boolean => differences.some(isMended);

/** Why a mirror is not known; undefined of one that was compared. */
export function unreadOf(view: MirrorView): UnreadAccount | undefined {
  const { accountId, sellerName, differences } = view;
  const why = differences.find(({ kind }) => kind === 'unread');
  return why && { accountId, sellerName, text: why.text, mirrors: 1 };
}

/** What came of a repair. */
export interface Repaired {
  /** How many mirrors are being mended. */
  readonly mended: number;
  /** How many Subscriptions without one were ended. */
  readonly ended: number;
  /** What Stripe refused, or did not answer, or was not there to be repaired, a sentence each. */
  readonly refused: readonly string[];
}

/** What was done, in words; null where nothing was, and `refused` says why. */
export function repairSays({ mended, ended, refused }: Repaired): string | null {
  if (!mended && !ended) return refused.length ? null : 'Nothing is left to repair.';
  const ofMirrors =
    mended === 1
      ? 'One mirror is being brought up to date.'
      : `${mended} mirrors are being brought up to date.`;
  const ofStrays =
    ended === 1
      ? 'One Subscription was ended, and what it took goes back.'
      : `${ended} Subscriptions were ended, and what they took goes back.`;
  return [mended ? ofMirrors : '', ended ? ofStrays : ''].filter(Boolean).join(' ');
}

interface MirrorCounts {
  readonly differing: number;
  /** Those that cannot be judged, as they are being changed. */
  readonly moving: number;
  readonly agreeing: number;
  readonly strays: number;
  /** Accounts that could not be read, whose mirrors are in none of the others. */
  readonly unread: number;
}

/** How they stand: what heads each list, or, where there is none, the one thing that is to be said. */
export interface MirrorsSay {
  readonly differing: string | null;
  readonly moving: string | null;
  readonly strays: string | null;
  readonly nothing: { readonly title: string; readonly why: string } | null;
}

export function mirrorsSay(counts: MirrorCounts): MirrorsSay {
  const { differing, moving, agreeing, strays } = counts;
  const differ = differing === 1 ? 'differs' : 'differ';
  return {
    differing: differing ? `${differing} of ${differing + moving + agreeing} ${differ}` : null,
    moving: moving ? `${moving} ${moving === 1 ? 'is' : 'are'} being brought up to date` : null,
    strays: strays
      ? `${strays} ${strays === 1 ? 'Subscription' : 'Subscriptions'} without a mirror`
      : null,
    nothing: differing + moving + strays ? null : nothingDiffers(counts),
  };
}

/** Null where all that is known is that nothing could be read: that is told already. */
function nothingDiffers({ agreeing, unread }: MirrorCounts): MirrorsSay['nothing'] {
  if (agreeing === 0) {
    return unread
      ? null
      : { title: 'No mirrors yet', why: 'They come with the first subscription.' };
  }
  return {
    title: unread ? 'Every mirror that was read agrees' : 'Every mirror agrees',
    why: unread
      ? 'Each seller that was read charges the card, the price and the quantity that Souk has.'
      : 'Each seller charges the card, the price and the quantity that Souk has.',
  };
}
