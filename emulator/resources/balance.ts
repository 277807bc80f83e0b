/**
 * The balance of an account (docs.stripe.com/api/balance).
 */
import { route, type Resource } from '../server/contract';
import { announceAvailability } from './availability';
import { balanceOf } from './balance-shape';
import { payOutAll } from './payout-schedule';

export const balance: Resource = {
  object: 'balance',
  routes: [route('GET', '/v1/balance', 'BalanceRetrieveParams', balanceOf)],
  tasks: { balance_available: announceAvailability, pay_out: payOutAll },
};
