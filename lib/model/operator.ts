/** What the operator's desk shows of everybody's: accounts, orders, fees and events. */
import type { SellerId } from './ids';
import type { AccountRequirements, SellingState } from './onboarding';
import type { SaleRow } from './seller';
import type { Price } from './views';
import type { EventIgnored, EventState, WebhookEndpoint } from './webhook';

/** What needs a person now; each is a number of things on a page of its own. */
export interface WaitingForOperator {
  /** Accounts of which Stripe wants something, or that it has restricted. */
  readonly accounts: number;
  readonly refundsAsked: number;
  readonly disputesToAnswer: number;
  readonly stopped: number;
  readonly differences: number;
}

/** What was sold in one currency in some days, by all sellers together. */
export interface CurrencyFigures {
  readonly currency: string;
  readonly sales: number;
  readonly sold: Price;
  /** The platform's, less what went back with refunds. */
  readonly fees: Price;
  readonly refunded: Price;
}

export interface OperatorOverview {
  readonly waiting: WaitingForOperator;
  /** The currency with the most sales first. */
  readonly figures: readonly CurrencyFigures[];
}

/** What the list of accounts may be narrowed to. */
export const accountFilters = ['all', 'asked', 'closed', 'unfinished', 'left'] as const;
export type AccountFilter = (typeof accountFilters)[number];

/** A connected account, or a seller who has none yet, with its health as it was read last. */
export interface AccountRow {
  readonly sellerId: SellerId;
  readonly name: string;
  readonly slug: string;
  readonly country: string;
  readonly accountId: string | null;
  readonly state: SellingState;
  readonly chargesEnabled: boolean;
  readonly payoutsEnabled: boolean;
  /** How many things Stripe wants to know, and until when; ISO, or null. */
  readonly due: number;
  readonly dueBy: string | null;
  /** ISO: when the account was read last, and when an event of it came last. */
  readonly readAt: string | null;
  readonly lastEventAt: string | null;
  readonly goods: number;
  /** Subscriptions that are alive. */
  readonly subscriptions: number;
}

/** One account, with what it sold and what Stripe says of it. */
export interface AccountView extends AccountRow {
  readonly requirements: AccountRequirements | null;
  readonly capabilities: readonly (readonly [name: string, status: string])[];
  /** Of the last thirty days. */
  readonly figures: readonly CurrencyFigures[];
  readonly newest: readonly SaleRow[];
  readonly disputes: number;
  readonly refundsAsked: number;
}

/** Days of UTC, both included. */
export interface Span {
  /** E.g. `2026-11-01`. */
  readonly from: string;
  readonly to: string;
}

/** What the platform earned at one account in one currency. */
export interface FeeRow {
  readonly key: string;
  readonly sellerId: SellerId;
  readonly seller: string;
  readonly accountId: string | null;
  readonly currency: string;
  readonly sales: number;
  /** Application fees as they were taken, what of it went back with refunds, and what is left. */
  readonly taken: Price;
  readonly givenBack: Price;
  readonly left: Price;
}

/** What the list of events may be narrowed to. */
export const eventFilters = ['all', 'received', 'handled', 'ignored', 'failed'] as const;
export type EventFilter = (typeof eventFilters)[number];

export interface EventsQuery {
  readonly outcome: EventFilter;
  readonly seller: SellerId | null;
  /** Stripe's name of the kind, or how it begins; empty for all. */
  readonly type: string;
  /** The event behind which the page goes on: `endpoint.id`. */
  readonly after: string | null;
}

/** An event that Stripe delivered, and what became of it. */
export interface EventRow {
  readonly endpoint: WebhookEndpoint;
  readonly eventId: string;
  readonly type: string;
  /** Null on the platform. */
  readonly seller: string | null;
  readonly accountId: string | null;
  readonly objectId: string | null;
  readonly state: EventState;
  readonly ignored: EventIgnored | null;
  readonly outcome: string;
  readonly problem: string | null;
  readonly tries: number;
  /** ISO. */
  readonly receivedAt: string;
  /** ISO: by when it is tried (again); null of one that came to its end. */
  readonly nextTryAt: string | null;
  /** Seconds from when Stripe made it until it was handled; null while it is not. */
  readonly tookSeconds: number | null;
}

export interface EventsPage {
  readonly rows: readonly EventRow[];
  /** Where older ones begin; null when there are none. */
  readonly next: string | null;
}
