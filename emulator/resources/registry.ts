import type { Resource } from '../server/contract';
import { accounts } from './accounts';
import { applicationFees } from './application-fees';
import { balance } from './balance';
import { balanceTransactions } from './balance-transactions';
import { charges } from './charges';
import { customers } from './customers';
import { elementsSessions } from './elements-sessions';
import { events } from './events';
import { feeRefunds } from './fee-refunds';
import { paymentIntents } from './payment-intents';
import { paymentMethods } from './payment-methods';
import { refunds } from './refunds';
import { setupAttempts } from './setup-attempts';
import { setupIntents } from './setup-intents';
import { threeDSecure } from './three-d-secure';
import { webhookEndpoints } from './webhook-endpoints';

/** Every Stripe resource the emulator has. */
export const resources: readonly Resource[] = [
  accounts,
  applicationFees,
  balance,
  balanceTransactions,
  charges,
  customers,
  elementsSessions,
  events,
  feeRefunds,
  paymentIntents,
  paymentMethods,
  refunds,
  setupAttempts,
  setupIntents,
  threeDSecure,
  webhookEndpoints,
];
