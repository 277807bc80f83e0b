/**
 * Sending money to a bank account or debit card (docs.stripe.com/api/payouts/create).
 */
import type Stripe from 'stripe';
import { parseCurrency } from '../rules/money';
import { arrivalDate, payoutFailure, submissionDate } from '../rules/payouts';
import { invalidRequest, type Context } from '../server/contract';
import { mergeMetadata } from '../server/metadata';
import type { PayoutHidden } from '../store/kinds';
import { book, checkAvailable, checkPositive } from './ledger';
import { merchant } from './merchant';
import { refuseUnsupported } from './parameters';

/** A manual payout. Throws Stripe's refusals before anything is kept. */
export function createPayout(context: Context, given: Stripe.PayoutCreateParams): Stripe.Payout {
  refuseUnsupported({ ...given }, ['payout_method']);
  checkPositive(given.amount);
  const currency = parseCurrency(given.currency);
  const account = merchant(context);
  if (!account.payouts_enabled) {
    throw invalidRequest(
      `Cannot create payouts: payouts are disabled on ${account.id}. Complete the requirements listed on the account first.`,
      { code: 'payouts_not_allowed' },
    );
  }
  const descriptor = given.statement_descriptor || null;
  if (descriptor !== null && descriptor.length > 22) {
    throw invalidRequest('The statement descriptor must be at most 22 characters.', {
      param: 'statement_descriptor',
    });
  }
  const destination = chosenDestination(account, currency, given.destination);
  const method = given.method ?? 'standard';
  if (method === 'instant' && destination.available_payout_methods?.includes('instant') !== true) {
    throw invalidRequest(
      `The external account ${destination.id} does not support Instant Payouts.`,
      { code: 'instant_payouts_unsupported', param: 'method' },
    );
  }
  // All money here came from cards; of other kinds there is none.
  const other = given.source_type !== undefined && given.source_type !== 'card';
  checkAvailable(context, other ? Number.POSITIVE_INFINITY : given.amount, currency);
  return putPayout(context, destination, {
    amount: given.amount,
    currency,
    automatic: false,
    description: given.description || null,
    metadata: mergeMetadata(null, given.metadata),
    method,
    statementDescriptor: descriptor,
    transactions: [],
  });
}

function chosenDestination(
  account: Stripe.Account,
  currency: string,
  id: string | undefined,
): Stripe.ExternalAccount {
  const all = account.external_accounts?.data ?? [];
  if (id === undefined) return defaultDestination(account, currency) ?? refuse(currency);
  const found = all.find((destination) => destination.id === id);
  if (!found) {
    throw invalidRequest(`No such external account: '${id}'`, {
      code: 'resource_missing',
      param: 'destination',
    });
  }
  return found.currency === currency ? found : refuse(currency);
}

function refuse(currency: string): never {
  throw invalidRequest(
    `Sorry, you don't have any external accounts in that currency (${currency}).`,
    { validation: false },
  );
}

/** Where money of a currency goes when nothing else is said; undefined when there is no such place. */
export function defaultDestination(
  account: Stripe.Account,
  currency: string,
): Stripe.ExternalAccount | undefined {
  const all = account.external_accounts?.data ?? [];
  const fitting = all.filter((destination) => destination.currency === currency);
  return fitting.find((destination) => destination.default_for_currency) ?? fitting[0];
}

export interface PayoutPlan {
  /** Minor units; negative for the reversal of another payout. */
  readonly amount: number;
  readonly currency: string;
  readonly automatic: boolean;
  readonly description: string | null;
  readonly metadata: Record<string, string>;
  readonly method: string;
  readonly statementDescriptor: string | null;
  readonly transactions: PayoutHidden['transactions'];
  readonly reverses?: string;
}

/** Takes the money off the balance and plans the payout's way to the bank. */
export function putPayout(
  context: Context,
  destination: Stripe.ExternalAccount,
  plan: PayoutPlan,
): Stripe.Payout {
  const now = context.now();
  const instant = plan.method === 'instant';
  const arrival = instant ? now : arrivalDate(now);
  const id = context.id('po_');
  const transaction = book(context, {
    amount: -plan.amount,
    currency: plan.currency,
    type: 'payout',
    reporting_category: 'payout',
    description: plan.description ?? 'STRIPE PAYOUT',
    source: id,
    // Money that comes back from a bank is there when it has arrived.
    availableOn: plan.amount < 0 ? arrival : now,
    like: id,
  });
  const payout: Stripe.Payout = {
    id,
    object: 'payout',
    amount: plan.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: arrival,
    automatic: plan.automatic,
    balance_transaction: transaction.id,
    created: now,
    currency: plan.currency,
    description: plan.description ?? 'STRIPE PAYOUT',
    destination: destination.id,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: plan.metadata,
    method: plan.method,
    original_payout: plan.reverses ?? null,
    payout_method: null,
    reconciliation_status: plan.automatic ? 'in_progress' : 'not_applicable',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: plan.statementDescriptor,
    status: 'pending',
    trace_id: { status: 'pending', value: null },
    type: destination.object === 'card' ? 'card' : 'bank_account',
  };
  context.records.put('payout', payout, {
    failure: plan.amount < 0 ? null : payoutFailure(destination),
    transactions: plan.transactions,
  });
  context.emit('payout.created', payout);
  const wait = (until: number): number => (until - now) * 1000;
  if (!instant) context.schedule(wait(submissionDate(now)), 'submit_payout', { payout: id });
  const delay = instant ? context.settings.settleDelayMs : wait(arrival);
  context.schedule(delay, 'finish_payout', { payout: id });
  return payout;
}
