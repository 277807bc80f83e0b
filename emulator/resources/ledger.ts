/**
 * The books of one account: every movement of money is one balance transaction, and the balance is
 * their sum (docs.stripe.com/api/balance_transactions/object). Amounts stay in the currency they
 * came in; the emulator converts nothing.
 */
import type Stripe from 'stripe';
import { invalidRequest, type Context } from '../server/contract';
import type { Funds } from '../store/tally';
import { merchant } from './merchant';
import { idOf } from './payment-method-use';
import { businessDay } from './start-of-day';

type Transaction = Stripe.BalanceTransaction;
type FeeDetail = Stripe.BalanceTransaction.FeeDetail;

const day = 24 * 60 * 60;

type Entry = Pick<Transaction, 'amount' | 'currency' | 'type' | 'reporting_category'> & {
  readonly description: string | null;
  readonly fees?: readonly FeeDetail[];
  readonly source: string;
  /** Unix seconds; now when left out. */
  readonly availableOn?: number;
  /** An id of the same payment. */
  readonly like?: string;
};

/** Books one entry on the context's account. */
export function book(context: Context, entry: Entry): Transaction {
  const fees = [...(entry.fees ?? [])];
  const fee = fees.reduce((sum, { amount }) => sum + amount, 0);
  const availableOn = entry.availableOn ?? context.now();
  const transaction: Transaction = {
    id: context.id('txn_', entry.like),
    object: 'balance_transaction',
    amount: entry.amount,
    available_on: availableOn,
    balance_type: 'payments',
    created: context.now(),
    currency: entry.currency,
    description: entry.description,
    exchange_rate: null,
    fee,
    fee_details: fees,
    net: entry.amount - fee,
    reporting_category: entry.reporting_category,
    source: entry.source,
    status: availableOn <= context.now() ? 'available' : 'pending',
    type: entry.type,
  };
  context.records.put('balance_transaction', transaction, null);
  return transaction;
}

/** The stored entry with the status it has by now. */
export function current(context: Context, entry: Transaction): Transaction {
  const status = entry.available_on <= context.now() ? 'available' : 'pending';
  return { ...entry, status };
}

/**
 * When the money of a charge is available: so many midnights (UTC) to come as the account's payouts
 * are delayed by (docs.stripe.com/api/balance-settings/object).
 */
export function settlementDate(context: Context): number {
  const days = merchant(context).settings?.payouts?.schedule.delay_days ?? 2;
  const start = context.records.get('balance_settings', 'balance_settings')?.object.startOfDay;
  return (businessDay(context.now(), start ?? null) + days) * day;
}

/** What an expanded field with the id of a balance transaction holds. */
export function expandTransactionIn<F extends string>(field: F) {
  return (
    context: Context,
    object: Readonly<Partial<Record<F, string | { id: string } | null>>>,
  ): unknown => {
    const id = idOf(object[field]);
    // What is absent stays absent.
    if (id === null) return object[field];
    const found = context.records.get('balance_transaction', id);
    return found ? current(context, found.object) : id;
  };
}

/** What an expanded `balance_transaction` field holds. */
export const expandTransaction = expandTransactionIn('balance_transaction');

/** The balance of the context's account, by currency. */
export function fundsByCurrency(context: Context): Map<string, Funds> {
  return context.records.funds(context.now());
}

/** The balance of the context's account in one currency. */
export function funds(context: Context, currency: string): Funds {
  return fundsByCurrency(context).get(currency) ?? none;
}

const none: Funds = { available: 0, pending: 0 };

/** Throws Stripe's 400 when less than `amount` is available to be moved out of the account. */
export function checkAvailable(context: Context, amount: number, currency: string): void {
  if (amount <= funds(context, currency).available) return;
  throw invalidRequest(
    'You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance',
    { code: 'balance_insufficient' },
  );
}

/** Throws Stripe's 400 for an amount of money below one minor unit. */
export function checkPositive(amount: number, param = 'amount'): void {
  if (amount >= 1) return;
  throw invalidRequest('This value must be greater than or equal to 1.', {
    code: 'parameter_invalid_integer',
    param,
  });
}
