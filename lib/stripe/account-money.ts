import type Stripe from 'stripe';
import type { AccountChargeId, AccountCustomerId, AccountId, AccountInvoiceId } from '../model/ids';
import { findByMetadata, madeSince } from './find-by-metadata';
import { call, writing } from './sdk';
import type { Read, Write } from './subject';

export type AccountPayout = Stripe.Payout;

/** What an account holds, is paid out, and owes its Customers; a part of `accountStripe`. */
export function moneyOf(accountId: AccountId) {
  const reading: Stripe.RequestOptions = { stripeAccount: accountId };
  return {
    balance: {
      /** https://docs.stripe.com/api/balance/balance_retrieve */
      retrieve: (read: Read) => call(read, (sdk) => sdk.balance.retrieve({}, reading)),
    },
    /**
     * What a Customer owes or is owed, as entries that add up to it; less than nothing is credit.
     * https://docs.stripe.com/billing/customer/balance
     */
    customerBalances: {
      /** https://docs.stripe.com/api/customer_balance_transactions/create */
      adjust: (
        id: AccountCustomerId,
        params: Stripe.CustomerCreateBalanceTransactionParams,
        write: Write,
      ) =>
        call(write, (sdk) =>
          sdk.customers.createBalanceTransaction(id, params, writing(write, accountId)),
        ),
      /**
       * The entry that says it is about this invoice, of those made since then; null when there is none.
       * https://docs.stripe.com/api/customer_balance_transactions/list
       */
      findOf: (id: AccountCustomerId, invoice: AccountInvoiceId, since: Date, read: Read) =>
        call(read, (sdk) => {
          const query = { created: madeSince(since), limit: 100 };
          const made = sdk.customers.listBalanceTransactions(id, query, reading);
          return findByMetadata(made, 'invoice', invoice);
        }),
    },
    payouts: {
      /**
       * At most so many, the newest first, from behind the one that `after` names.
       * https://docs.stripe.com/api/payouts/list
       */
      list: (limit: number, after: string | null, read: Read) =>
        call(read, async (sdk): Promise<{ data: Stripe.Payout[]; hasMore: boolean }> => {
          const from = after ? { starting_after: after } : {};
          const { data, has_more: hasMore } = await sdk.payouts.list({ limit, ...from }, reading);
          return { data, hasMore };
        }),
    },
    balanceTransactions: {
      /**
       * The one of this charge: what Stripe took of it. Null while there is none, as in the moments
       * after a payment. https://docs.stripe.com/api/balance_transactions/object
       */
      ofCharge: (id: AccountChargeId, read: Read) =>
        call(read, async (sdk): Promise<Stripe.BalanceTransaction | null> => {
          const expand = ['balance_transaction'];
          const charge = await sdk.charges.retrieve(id, { expand }, reading);
          const { balance_transaction: transaction } = charge;
          return typeof transaction === 'object' ? transaction : null;
        }),
    },
    account: {
      /** The account about itself. https://docs.stripe.com/api/accounts/retrieve */
      retrieve: (read: Read): Promise<Stripe.Account> =>
        call(read, (sdk) => sdk.accounts.retrieve(accountId)),
    },
  };
}
