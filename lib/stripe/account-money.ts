import type Stripe from 'stripe';
import type { AccountChargeId, AccountId } from '../model/ids';
import { call } from './sdk';
import type { Read } from './subject';

export type AccountPayout = Stripe.Payout;

/** What an account holds and is paid out; a part of `accountStripe`. */
export function moneyOf(accountId: AccountId) {
  const reading: Stripe.RequestOptions = { stripeAccount: accountId };
  return {
    balance: {
      /** https://docs.stripe.com/api/balance/balance_retrieve */
      retrieve: (read: Read) => call(read, (sdk) => sdk.balance.retrieve({}, reading)),
    },
    payouts: {
      /** The newest, at most so many. https://docs.stripe.com/api/payouts/list */
      list: (limit: number, read: Read) =>
        call(read, async (sdk): Promise<Stripe.Payout[]> => {
          const { data } = await sdk.payouts.list({ limit }, reading);
          return data;
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
