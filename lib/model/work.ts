/** The operator's page about work: what goes on by itself, and what waits for a person. */
import type { LegId, MailId, MembershipId, RefundId } from './ids';
import type { WebhookEndpoint } from './webhook';
import type { Price } from './views';

/** Rows that their drivers put back again and again; a start or a sync is told by its subscription. */
export const stalledKinds = ['leg', 'refund', 'start', 'sync', 'change', 'membership'] as const;
export type StalledKind = (typeof stalledKinds)[number];

/** What is to be tried again: a job that used up its tries, an event, handled or not, an e-mail that did not go, a refund that Stripe refused, or a row that does not come to its end. */
export type WorkRef =
  | { readonly stalled: StalledKind; readonly id: string }
  | { readonly queue: string; readonly jobId: string }
  | { readonly endpoint: WebhookEndpoint; readonly eventId: string }
  | { readonly mailId: MailId }
  | { readonly refundId: RefundId }
  | { readonly membershipId: MembershipId };

/** Something that failed and will not be tried again by itself, or that is tried again and again for nothing. */
export interface StoppedWork {
  readonly key: string;
  readonly ref: WorkRef;
  /** What was to be done. */
  readonly title: string;
  /** Whose order it is about; null when it is about none. */
  readonly about: string | null;
  readonly triesText: string;
  readonly since: string;
  /** For engineers. */
  readonly reason: string;
  readonly codes: readonly (readonly [name: string, code: string | null])[];
  /** False where it goes on by itself, or trying again would change nothing. */
  readonly canTry: boolean;
  /** What to know or to do about it. */
  readonly advice: string;
  /** A payment that an operator may end, and what follows of that; null of everything else. */
  readonly ending: { readonly legId: LegId; readonly follows: string } | null;
}

/** Something about which a seller's account and our rows do not agree. */
export interface DifferenceView {
  readonly id: string;
  readonly title: string;
  readonly about: string | null;
  readonly seller: string;
  readonly day: string;
  readonly ours: Price | null;
  readonly theirs: Price | null;
  readonly advice: string;
  readonly codes: readonly (readonly [name: string, code: string | null])[];
}

/** Events of one kind, since the inbox keeps them. */
export interface EventCount {
  readonly key: string;
  /** Stripe's name of it. */
  readonly type: string;
  readonly endpoint: WebhookEndpoint;
  /** What became of them. */
  readonly outcome: string;
  readonly count: number;
  /** When the last one came; UTC, to the minute. */
  readonly latest: string;
}

export interface WorkView {
  readonly counts: readonly { readonly name: string; readonly count: number }[];
  readonly stopped: readonly StoppedWork[];
  readonly differences: readonly DifferenceView[];
  /** The last day that was compared with the accounts; null before the first. */
  readonly comparedDay: string | null;
  readonly events: readonly EventCount[];
}
