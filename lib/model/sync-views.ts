import type { SavedMethodId, SubscriptionId } from './ids';
import type { Problem } from './views';

/** One seller's part of a change: where their copy of the card or of the buyer's details stands. */
export interface SyncLineView {
  readonly subscriptionId: SubscriptionId;
  readonly sellerName: string;
  /** What is paid for, e.g. `Coffee every month`. */
  readonly name: string;
  readonly state: 'running' | 'done' | 'failed';
  /** What the seller's account is doing now, or why it stopped, in a buyer's words. */
  readonly text: string;
  /** Also of what is done: an open invoice that the new card could not pay. */
  readonly problem: Problem | null;
}

/** A change of a card or of the buyer that sellers' accounts follow. */
export interface SyncChangeView {
  readonly changeId: string;
  readonly state: 'running' | 'done' | 'failed';
  /** E.g. `3 of 5 sellers have your new card.` */
  readonly headline: string;
  readonly sellers: number;
  readonly followed: number;
  readonly lines: readonly SyncLineView[];
}

/** What goes on being charged to a saved method. */
export interface MethodUse {
  readonly subscriptionId: SubscriptionId;
  readonly savedMethodId: SavedMethodId;
  /** What is paid for, e.g. `Coffee every month`. */
  readonly name: string;
  readonly sellerName: string;
}

/** What of a saved card its buyer may correct. */
export interface MethodDetails {
  readonly expMonth: number;
  readonly expYear: number;
  readonly name: string;
  readonly line1: string;
  readonly city: string;
  readonly postalCode: string;
  /** Two letters, or empty. */
  readonly country: string;
}
