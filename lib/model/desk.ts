/** What a seller's desk shows of their own account. */
import { assertNever } from './assert-never';
import type { LegState } from './status';
import type { Price } from './views';

/** Where a sale stands, for the one who sells. */
export const saleStates = ['paid', 'processing', 'unpaid'] as const;
export type SaleState = (typeof saleStates)[number];

/** The states of a leg as its seller has to know them: money, money to come, or none. */
export function stateOfSale(state: LegState): SaleState {
  switch (state) {
    case 'paid':
      return 'paid';
    case 'processing':
    case 'authorized':
    case 'capturing':
      return 'processing';
    case 'created':
    case 'cloning':
    case 'charging':
    case 'action_needed':
    case 'releasing':
    case 'declined':
    case 'failed':
    case 'canceled':
      return 'unpaid';
    default:
      return assertNever(state);
  }
}

/** What was sold in some days. */
export interface DeskFigures {
  readonly sales: number;
  readonly sold: Price;
  /** The platform's, less what went back with refunds. */
  readonly fees: Price;
  readonly refunded: Price;
  /** What is left of it for the seller, before what Stripe takes. */
  readonly rest: Price;
  /** Subscriptions that are alive. */
  readonly subscribers: number;
  /** Copies of buyers' payment methods that the account keeps, and of how many buyers. */
  readonly keptClones: number;
  readonly buyersOfClones: number;
}
