/**
 * Money a customer has sent by bank transfer and not spent yet: kept apart from what the customer
 * owes (docs.stripe.com/payments/customer-balance, docs.stripe.com/api/cash_balance).
 */
import { transferIn } from '../rules/bank-transfers';
import { parseCurrency } from '../rules/money';
import { invalidRequest, noSuch, route, type Context, type Resource } from '../server/contract';
import { fundPayments } from './balance-payment';
import { enter, recordOf, shapeOf, type Entry, type Mode } from './cash-ledger';
import { fundingInstructions } from './funding-instructions';
import { checkPositive } from './ledger';
import { customerIn, findCustomer } from './payment-method-use';

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
  const { entry } = enter(context, customer, currency, given.amount, {
    type: 'funded',
    funded: { bank_transfer },
  });
  fundPayments(context, customer, currency, given.reference);
  const left = recordOf(context, customer);
  if ((left.available[currency] ?? 0) > 0) {
    context.emit('cash_balance.funds_available', shapeOf(left));
  }
  return entry;
}

const transferFields = {
  amount: { schema: { kind: 'integer' }, required: true },
  currency: { schema: { kind: 'string' }, required: true },
  reference: { schema: { kind: 'string' } },
} as const;

const ofCustomer = '/v1/customers/:customer';

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
