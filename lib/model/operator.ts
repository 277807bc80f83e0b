/** What the operator's desk shows of everybody's: accounts, orders, fees and events. */
import type { SellerId } from './ids';
import type { AccountRequirements, SellingState } from './onboarding';
import type { SaleRow } from './desk';
import type { Price } from './views';

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

export interface AccountsPage {
  readonly rows: readonly AccountRow[];
  readonly page: number;
  readonly pages: number;
  readonly count: number;
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
