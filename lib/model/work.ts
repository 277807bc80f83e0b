/** The operator's page about work: what goes on by itself, and what waits for a person. */
import type {
  AccountId,
  AccountInvoiceId,
  LegId,
  MailId,
  MembershipId,
  OrderId,
  RefundId,
  SellerId,
  SubscriptionId,
} from './ids';
import type { Paged } from './paging';
import type { WebhookEndpoint } from './webhook';
import type { Price } from './views';

/** Rows that their drivers put back again and again; a start or a sync is told by its subscription. */
export const stalledKinds = ['leg', 'refund', 'start', 'sync', 'change', 'membership'] as const;
export type StalledKind = (typeof stalledKinds)[number];

/**
 * What is to be tried again: a job that used up its tries, an event, handled or not, an e-mail that did
 * not go, a refund that Stripe refused, a row that does not come to its end, or an invoice of a
 * Subscription that nobody wants.
 */
export type WorkRef =
  | { readonly stalled: StalledKind; readonly id: string }
  | { readonly queue: string; readonly jobId: string }
  | { readonly endpoint: WebhookEndpoint; readonly eventId: string }
  | { readonly mailId: MailId }
  | { readonly refundId: RefundId }
  | { readonly membershipId: MembershipId }
  | { readonly accountId: AccountId; readonly invoiceId: AccountInvoiceId };

/** A payment, or the start of a subscription, that cannot come to its end by itself. */
export type EndingRef = { readonly legId: LegId } | { readonly subscriptionId: SubscriptionId };

/** A job that was not done so far: waiting, failed and to be tried again, running, or out of tries. */
export type OpenJobState = 'created' | 'retry' | 'active' | 'failed';

/**
 * Something that failed and will not be tried again by itself, or that is tried again and again for
 * nothing.
 */
export interface StoppedWork {
  readonly key: string;
  readonly ref: WorkRef;
  /** What was to be done. */
  readonly title: string;
  /** Whose order it is about; null when it is about none. */
  readonly about: string | null;
  /** That order; null where there is none. */
  readonly orderId: OrderId | null;
  readonly triesText: string;
  readonly since: string;
  /** ISO: by when it is tried again by itself; null where it is not, or nobody has fixed a time. */
  readonly nextTryAt: string | null;
  /** For engineers. */
  readonly reason: string;
  readonly codes: readonly (readonly [name: string, code: string | null])[];
  /** False where it goes on by itself, or trying again would change nothing. */
  readonly canTry: boolean;
  /** What to know or to do about it. */
  readonly advice: string;
  /** What an operator may end, and what follows of that; null of everything else. */
  readonly ending: { readonly what: EndingRef; readonly follows: string } | null;
}

/** Something about which a seller's account and our rows do not agree. */
export interface DifferenceView {
  readonly id: string;
  readonly title: string;
  readonly about: string | null;
  /** That order; null where there is none. */
  readonly orderId: OrderId | null;
  readonly seller: string;
  /** Null of the platform's own books, and of an account that sells here no more. */
  readonly sellerId: SellerId | null;
  readonly day: string;
  readonly ours: Price | null;
  readonly theirs: Price | null;
  readonly advice: string;
  readonly codes: readonly (readonly [name: string, code: string | null])[];
}

/** A day that is being compared with the accounts. */
export interface Comparison {
  /** In UTC. */
  readonly day: string;
  /** True where all that is left of it failed, and waits for its next try or for the operator. */
  readonly waits: boolean;
}

/** How many differences a day has, in UTC, on whatever page they stand. */
export interface DifferingDay {
  readonly day: string;
  readonly count: number;
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
  /** The first of each kind. */
  readonly stopped: readonly StoppedWork[];
  /** Of all, shown or not. */
  readonly stoppedCount: number;
  readonly differences: Paged<DifferenceView>;
  readonly differingDays: readonly DifferingDay[];
  readonly comparing: readonly Comparison[];
  /** The last day that was compared with the accounts; null before the first. */
  readonly comparedDay: string | null;
  readonly events: readonly EventCount[];
}
