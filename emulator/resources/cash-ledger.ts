/**
 * What a customer has sent and not spent, and the entries that say why
 * (docs.stripe.com/payments/customer-balance).
 */
import type Stripe from 'stripe';
import type { Context } from '../server/contract';

export type Entry = Stripe.CustomerCashBalanceTransaction;
export type Mode = 'automatic' | 'manual' | 'merchant_default';

/** What is kept of a customer's cash balance; its id is the customer's. */
export interface CashBalanceRecord {
  readonly id: string;
  readonly object: 'cash_balance';
  /** Minor units by currency. */
  readonly available: Readonly<Record<string, number>>;
  readonly mode: Mode;
}

/** What a customer has; nothing at first. */
export function recordOf(context: Context, id: string): CashBalanceRecord {
  const empty = { id, object: 'cash_balance', available: {}, mode: 'merchant_default' } as const;
  return context.records.get('cash_balance', id)?.object ?? empty;
}

/** The balance as Stripe sends it. */
export function shapeOf({ id, available, mode }: CashBalanceRecord): Stripe.CashBalance {
  return {
    object: 'cash_balance',
    available: Object.keys(available).length > 0 ? { ...available } : null,
    customer: id,
    customer_account: null,
    livemode: false,
    settings: {
      // A merchant's own default, which can be changed in the Dashboard only, is automatic.
      reconciliation_mode: mode === 'manual' ? 'manual' : 'automatic',
      using_merchant_default: mode === 'merchant_default',
    },
  };
}

/** Changes a cash balance by `amount`, and keeps the entry that says why. */
export function enter(
  context: Context,
  customer: string,
  currency: string,
  amount: number,
  reason: Partial<Entry> & Pick<Entry, 'type'>,
): { entry: Entry; balance: Stripe.CashBalance } {
  const before = recordOf(context, customer);
  const ending_balance = (before.available[currency] ?? 0) + amount;
  const after = { ...before, available: { ...before.available, [currency]: ending_balance } };
  const entry: Entry = {
    id: context.id('ccsbtxn_'),
    object: 'customer_cash_balance_transaction',
    created: context.now(),
    currency,
    customer,
    customer_account: null,
    ending_balance,
    livemode: false,
    net_amount: amount,
    ...reason,
  };
  context.records.put('cash_balance', after, null);
  context.records.put('customer_cash_balance_transaction', entry, null);
  context.emit('customer_cash_balance_transaction.created', entry);
  return { entry, balance: shapeOf(after) };
}
