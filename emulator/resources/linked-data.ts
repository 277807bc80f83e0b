/**
 * What can be read of a linked bank account: its balance, its owners, and what was paid into it and
 * out of it (docs.stripe.com/financial-connections/balances, /ownership and /transactions). A reading
 * is asked for, and told of when it is there.
 */
import type Stripe from 'stripe';
import { testBank } from '../rules/banks/test-banks';
import { invalidRequest, type Context } from '../server/contract';
import type { Stored } from '../store/kinds';

type Account = Stripe.FinancialConnections.Account;
type Transaction = Stripe.FinancialConnections.Transaction;
export type Feature = 'balance' | 'ownership' | 'transactions';

/** Which permission the buyer gave for it: they are named after what is prefetched. */
const permissions = {
  balance: 'balances',
  ownership: 'ownership',
  transactions: 'transactions',
} as const;

const refreshFields = {
  balance: 'balance_refresh',
  ownership: 'ownership_refresh',
  transactions: 'transaction_refresh',
} as const;

/** How long after a refresh the next one is possible (unconfirmed). */
const day = 24 * 60 * 60;

/**
 * Throws unless this may be read of the account.
 *
 * @throws 400 without the permission, or when the account is no longer connected (sentences
 *   unconfirmed)
 */
export function checkReadable(account: Account, feature: Feature, param: string): void {
  if (account.status !== 'active') {
    throw invalidRequest(`The Financial Connections Account ${account.id} is ${account.status}.`, {
      code: 'financial_connections_account_inactive',
    });
  }
  if (account.permissions?.includes(permissions[feature])) return;
  throw invalidRequest(
    `The Financial Connections Account ${account.id} was linked without the permission ${permissions[feature]}.`,
    { param },
  );
}

/** What a session asked to be read at once, by the names of its permissions. */
export function prefetched(names: readonly string[] | null): Feature[] {
  const features = Object.keys(permissions) as Feature[];
  return features.filter((feature) => names?.includes(permissions[feature]));
}

/** Plans readings, as a refresh, a prefetch or a subscription asks for them. */
export function beginRefresh(
  context: Context,
  before: Account,
  features: readonly Feature[],
  daily = false,
): Account {
  const now = context.now();
  let after = before;
  for (const feature of features) {
    const begun = { last_attempted_at: now, next_refresh_available_at: null, status: 'pending' };
    const id = feature === 'transactions' ? { id: context.id('fctxnref_') } : {};
    after = { ...after, [refreshFields[feature]]: { ...id, ...begun } };
    const payload = { account: before.id, feature, daily };
    context.schedule(context.settings.settleDelayMs, 'finish_refresh', payload);
  }
  context.records.put('financial_connections_account', after);
  return after;
}

/** The task that `beginRefresh` plans. */
export function finishRefresh(
  context: Context,
  { account: id, feature, daily }: { account: string; feature: Feature; daily: boolean },
): void {
  const found = context.records.get('financial_connections_account', id);
  if (found?.object.status !== 'active') return;
  const field = refreshFields[feature];
  const refresh = found.object[field];
  if (refresh === null) return;
  const read = readings[feature](context, found);
  const after: Account = {
    ...found.object,
    ...read,
    [field]: {
      ...refresh,
      next_refresh_available_at: context.now() + day,
      status: 'succeeded',
    },
  };
  context.records.put('financial_connections_account', after);
  context.emit(`financial_connections.account.refreshed_${feature}`, after);
  if (daily) context.schedule(day * 1000, 'refresh_again', { account: id });
}

/** The task of a subscription: its transactions are read once a day. */
export function refreshAgain(context: Context, { account: id }: { account: string }): void {
  const found = context.records.get('financial_connections_account', id)?.object;
  if (found?.status !== 'active' || !found.subscriptions?.includes('transactions')) return;
  beginRefresh(context, found, ['transactions'], true);
}

const readings: Readonly<
  Record<
    Feature,
    (context: Context, found: Stored<'financial_connections_account'>) => Partial<Account>
  >
> = { balance: readBalance, ownership: readOwners, transactions: readTransactions };

function readBalance(
  context: Context,
  { hidden }: Stored<'financial_connections_account'>,
): Partial<Account> {
  const { balance } = testBank(hidden.account);
  return {
    balance: {
      as_of: context.now(),
      cash: { available: { usd: balance } },
      current: { usd: balance },
      type: 'cash',
    },
  };
}

/** Test accounts belong to whoever linked them. */
function readOwners(
  context: Context,
  { object, hidden }: Stored<'financial_connections_account'>,
): Partial<Account> {
  const session = context.records.get('financial_connections_session', hidden.session);
  const { email = null, name = null, phone = null } = session?.hidden.billing ?? {};
  const id = context.id('fcaowns_');
  const owner: Stripe.FinancialConnections.AccountOwner = {
    id: context.id('fcaown_'),
    object: 'financial_connections.account_owner',
    email,
    name: name ?? 'Jenny Rosen',
    ownership: id,
    phone,
    raw_address: '354 Oyster Point Blvd, South San Francisco, CA 94080',
    refreshed_at: context.now(),
  };
  const url = `/v1/financial_connections/accounts/${object.id}/owners`;
  context.records.put(
    'financial_connections_ownership',
    {
      id,
      object: 'financial_connections.account_ownership',
      created: context.now(),
      owners: { object: 'list', data: [owner], has_more: false, url },
    },
    null,
  );
  return { ownership: id };
}

/** What test accounts have seen: a few payments at first, and one more with each reading. */
const seen = [
  { amount: 250_000, description: 'Payroll' },
  { amount: -1_850, description: 'Rocket Rides' },
  { amount: -4_200, description: 'Grocery store' },
  { amount: -999, description: 'Movie night' },
] as const;

/** The latest is pending; the next reading finds it posted, and another one that pends. */
function readTransactions(
  context: Context,
  { object: account, hidden }: Stored<'financial_connections_account'>,
): Partial<Account> {
  const refresh = account.transaction_refresh?.id ?? '';
  const now = context.now();
  const before = transactionsOf(context, account.id);
  for (const { object } of before.filter(({ object: { status } }) => status === 'pending')) {
    keep(context, {
      ...object,
      status: 'posted',
      status_transitions: { posted_at: now, void_at: null },
      transaction_refresh: refresh,
      updated: now,
    });
  }
  const count = before.length === 0 ? seen.length : 1;
  for (let index = 0; index < count; index += 1) {
    const { amount, description } = seen[(before.length + index) % seen.length] ?? seen[0];
    const pends = index === count - 1;
    const at = now - (count - 1 - index) * day;
    keep(context, {
      id: context.id('fctxn_'),
      object: 'financial_connections.transaction',
      account: account.id,
      amount,
      currency: 'usd',
      description,
      livemode: false,
      status: pends ? 'pending' : 'posted',
      status_transitions: { posted_at: pends ? null : at, void_at: null },
      transacted_at: at,
      transaction_refresh: refresh,
      updated: now,
    });
  }
  const refreshes = [...(hidden.refreshes ?? []), refresh];
  context.records.put('financial_connections_account', account, { ...hidden, refreshes });
  return {};
}

function keep(context: Context, transaction: Transaction): void {
  context.records.put('financial_connections_transaction', transaction, null);
}

/** The transactions of an account that were read so far, newest first. */
export function transactionsOf(
  context: Context,
  account: string,
): readonly Stored<'financial_connections_transaction'>[] {
  return context.records.where('financial_connections_transaction', 'account', account);
}
