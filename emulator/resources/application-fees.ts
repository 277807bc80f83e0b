/**
 * Application fees: what a platform earned from charges on its connected accounts
 * (docs.stripe.com/api/application_fees).
 */
import type Stripe from 'stripe';
import { route, type Context, type Resource } from '../server/contract';
import { findFee } from './fee-refunds';
import { expandTransaction } from './ledger';
import { application, expandAccount } from './merchant';

/** The charge lies on the connected account that paid the fee. */
function expandCharge(field: 'charge' | 'originating_transaction') {
  return (context: Context, fee: Stripe.ApplicationFee): unknown => {
    const id = fee[field];
    if (typeof id !== 'string' || typeof fee.account !== 'string') return id;
    return context.as(fee.account).records.get('charge', id)?.object ?? id;
  };
}

export const applicationFees: Resource = {
  object: 'application_fee',
  expandable: {
    account: expandAccount('account'),
    application,
    balance_transaction: expandTransaction,
    charge: expandCharge('charge'),
    originating_transaction: expandCharge('originating_transaction'),
  },
  routes: [
    route('GET', '/v1/application_fees', 'ApplicationFeeListParams', (context, parameters) => {
      const { charge } = parameters;
      return context.page('application_fee', parameters, '/v1/application_fees', undefined, {
        charge,
      });
    }),
    route('GET', '/v1/application_fees/:id', 'ApplicationFeeRetrieveParams', (context, _, path) =>
      findFee(context, path.id ?? ''),
    ),
  ],
};
