/**
 * Money a customer has sent by bank transfer and not spent yet: kept apart from what the customer
 * owes (docs.stripe.com/payments/customer-balance, docs.stripe.com/api/cash_balance).
 */
import type Stripe from 'stripe';
import { transferIn } from '../rules/bank-transfers';
import { parseCurrency } from '../rules/money';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { fundingInstructions } from './funding-instructions';
import { checkPositive } from './ledger';
import { findCustomer } from './payment-method-use';

type Entry = Stripe.CustomerCashBalanceTransaction;
type Mode = 'automatic' | 'manual' | 'merchant_default';

/** What is kept of a customer's cash balance; its id is the customer's. */
export interface CashBalanceRecord {
  readonly id: string;
  readonly object: 'cash_balance';
  /** Minor units by currency. */
  readonly available: Readonly<Record<string, number>>;
  readonly mode: Mode;
}

function recordOf(context: Context, id: string): CashBalanceRecord {
  const empty = { id, object: 'cash_balance', available: {}, mode: 'merchant_default' } as const;
  return context.records.get('cash_balance', id)?.object ?? empty;
}

function shapeOf({ id, available, mode }: CashBalanceRecord): Stripe.CashBalance {
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

/** What an expanded `cash_balance` of a customer holds: null until there was one. */
export function expandCashBalance(context: Context, { id }: { id: string }): unknown {
  const found = context.records.get('cash_balance', id);
  return found ? shapeOf(found.object) : null;
}

/** Sets how a customer's money is spent; nothing when nothing is said. */
export function setReconciliation(
  context: Context,
  customer: string,
  settings: { readonly reconciliation_mode?: string } | undefined,
): void {
  const mode = settings?.reconciliation_mode as Mode | undefined;
  if (mode === undefined) return;
  context.records.put('cash_balance', { ...recordOf(context, customer), mode }, null);
}

/** Changes a cash balance by `amount`, and keeps the entry that says why. */
function enter(
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

interface Transfer {
  readonly amount: number;
  readonly currency: string;
  readonly reference?: string;
}

/** A bank transfer arrives (docs.stripe.com/api/cash_balance_transactions/fund_cash_balance). */
function fund(context: Context, given: Transfer, id: string): Entry {
  const customer = findCustomer(context, id, 'customer').id;
  checkPositive(given.amount);
  const currency = parseCurrency(given.currency);
  const transfer = transferIn(currency);
  if (!transfer) {
    throw invalidRequest(`Bank transfers are not supported in ${currency}.`, { param: 'currency' });
  }
  const bank_transfer = {
    ...transfer.sender,
    reference: given.reference ?? null,
    type: transfer.type,
  };
  const { entry, balance } = enter(context, customer, currency, given.amount, {
    type: 'funded',
    funded: { bank_transfer },
  });
  context.emit('cash_balance.funds_available', balance);
  return entry;
}

const transferFields = {
  amount: { schema: { kind: 'integer' }, required: true },
  currency: { schema: { kind: 'string' }, required: true },
  reference: { schema: { kind: 'string' } },
} as const;

const ofCustomer = '/v1/customers/:customer';

function customerIn(context: Context, path: Readonly<Record<string, string>>): string {
  return findCustomer(context, path.customer ?? '', 'id').id;
}

export const cashBalance: Resource = {
  object: 'customer_cash_balance_transaction',
  routes: [
    route(
      'GET',
      `${ofCustomer}/cash_balance`,
      'CustomerRetrieveCashBalanceParams',
      (context, _, path) => shapeOf(recordOf(context, customerIn(context, path))),
    ),
    route(
      'POST',
      `${ofCustomer}/cash_balance`,
      'CustomerUpdateCashBalanceParams',
      (context, given, path) => {
        const id = customerIn(context, path);
        setReconciliation(context, id, given.settings);
        return shapeOf(recordOf(context, id));
      },
    ),
    route(
      'GET',
      `${ofCustomer}/cash_balance_transactions`,
      'CustomerListCashBalanceTransactionsParams',
      (context, given, path) => {
        const id = customerIn(context, path);
        const rows = context.records
          .where('customer_cash_balance_transaction', 'customer', id)
          .map(({ object }) => object);
        return context.list(rows, given, `/v1/customers/${id}/cash_balance_transactions`);
      },
    ),
    route(
      'GET',
      `${ofCustomer}/cash_balance_transactions/:id`,
      'CustomerRetrieveCashBalanceTransactionParams',
      (context, _, path) => {
        const owner = customerIn(context, path);
        const id = path.id ?? '';
        const found = context.records.get('customer_cash_balance_transaction', id)?.object;
        if (found?.customer !== owner) {
          throw noSuch('customer cash balance transaction', id, 'id', 404);
        }
        return found;
      },
    ),
    route(
      'POST',
      `${ofCustomer}/funding_instructions`,
      'CustomerCreateFundingInstructionsParams',
      (context, given, path) => fundingInstructions(context, customerIn(context, path), given),
    ),
    route(
      'POST',
      '/v1/test_helpers/customers/:customer/fund_cash_balance',
      null,
      // The SDK does not export the type of these.
      (context, given, path) => fund(context, given as unknown as Transfer, path.customer ?? ''),
      { also: transferFields },
    ),
  ],
};
