/** Souk Plus: a year of it, sold by the platform itself, and where its payment stands. */
import { assertNever } from './assert-never';
import type { DisputeView } from './after-sale';
import type { MembershipId } from './ids';
import type { Price } from './views';

/**
 *     created ──(PaymentIntent)──→ open → (processing) → paid ⇄ ended
 *         └───→ failed              └──→ canceled
 *
 * `ended`: all of its money went back, by a refund or by the buyer's bank; it is `paid` again when
 * that refund fails. `open`: its PaymentIntent is there and nothing is paid, a declined card
 * included; another one may be tried. `failed`: Stripe made none. `canceled`: nothing can pay it any
 * more.
 */
const membershipStates = [
  'created',
  'open',
  'processing',
  'paid',
  'ended',
  'failed',
  'canceled',
] as const;
export type MembershipState = (typeof membershipStates)[number];

/** True while its payment may still come to something; a buyer has one such at most. */
export function isRunning(state: MembershipState): boolean {
  switch (state) {
    case 'created':
    case 'open':
    case 'processing':
      return true;
    case 'paid':
    case 'ended':
    case 'failed':
    case 'canceled':
      return false;
    default:
      return assertNever(state);
  }
}

/** The states of `isRunning`, for queries. */
export const runningStates = membershipStates.filter(isRunning);

/** True once its money came, whatever became of that. */
export function isBought(state: MembershipState): boolean {
  return state === 'paid' || state === 'ended';
}

/** The states of `isBought`, for queries. */
export const boughtStates = membershipStates.filter(isBought);

/** A year that was paid, as its buyer may see it. */
export interface MembershipView {
  readonly id: MembershipId;
  readonly price: Price;
  /** ISO time when all of its money had gone back, by which it ended; null while it holds. */
  readonly endedAt: string | null;
  /** What was given back of it; null when nothing was. */
  readonly refunded: Price | null;
  /** The newest first; empty for all but a few. */
  readonly disputes: readonly DisputeView[];
  /** ISO times. */
  readonly paidAt: string;
  readonly paidUntil: string;
  /** What paid it; null where Stripe did not say. */
  readonly card: string | null;
  /** For engineers. */
  readonly paymentIntentId: string | null;
  readonly chargeId: string | null;
}

/** How a buyer stands with Plus. */
export interface PlusView {
  /** ISO time until which it is paid; null for who is no member (any more). */
  readonly memberUntil: string | null;
  /** False for a member who has more than a month left. */
  readonly canBuy: boolean;
  /** The payment that runs, if one does: the one of the page that was left, or of another window. */
  readonly running: { readonly id: MembershipId; readonly processing: boolean } | null;
  /** Newest first. */
  readonly paid: readonly MembershipView[];
}
