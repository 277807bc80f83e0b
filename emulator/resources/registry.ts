import type { Resource } from '../server/contract';
import { accountLinks } from './account-links';
import { accountSessions } from './account-sessions';
import { accounts } from './accounts';
import { applicationFees } from './application-fees';
import { balance } from './balance';
import { balanceSettings } from './balance-settings';
import { balanceTransactions } from './balance-transactions';
import { capabilities } from './capabilities';
import { cashBalance } from './cash-balance';
import { charges } from './charges';
import { confirmationTokens } from './confirmation-tokens';
import { customerBalance } from './customer-balance';
import { customerSessions } from './customer-sessions';
import { customerSources } from './customer-sources';
import { customers } from './customers';
import { deauthorization } from './deauthorization';
import { disputes } from './disputes';
import { earlyFraudWarnings } from './early-fraud-warnings';
import { elementsSavedMethods } from './elements-saved-methods';
import { elementsSessions } from './elements-sessions';
import { ephemeralKeys } from './ephemeral-keys';
import { events } from './events';
import { externalAccounts } from './external-accounts';
import { feeRefunds } from './fee-refunds';
import { files } from './files';
import { financialConnectionsAccounts } from './financial-connections-accounts';
import { financialConnectionsSessions } from './financial-connections-sessions';
import { invoiceItems } from './invoice-items';
import { invoicePayments } from './invoice-payments';
import { invoiceLines, invoices } from './invoices';
import { linkAccountSessions } from './link-account-sessions';
import { linkAccountTokens } from './link-account-token';
import { linkConsumers } from './link-consumers';
import { linkedTransactions } from './linked-transactions';
import { loginLinks } from './login-links';
import { mandates } from './mandates';
import { paymentIntents } from './payment-intents';
import { paymentMethodConfigurations } from './payment-method-configurations';
import { paymentMethodDomains } from './payment-method-domains';
import { paymentMethods } from './payment-methods';
import { persons } from './persons';
import { payouts } from './payouts';
import { plans } from './plans';
import { prices } from './prices';
import { products } from './products';
import { olderRefunds } from './older-refunds';
import { refunds } from './refunds';
import { searches } from './search';
import { setupAttempts } from './setup-attempts';
import { setupIntents } from './setup-intents';
import { sources } from './sources';
import { subscriptionItems } from './subscription-items';
import { subscriptions } from './subscriptions';
import { taxIds } from './tax-ids';
import { testClocks } from './test-clocks';
import { threeDSecure } from './three-d-secure';
import { tokens } from './tokens';
import { transferReversals } from './transfer-reversals';
import { transfers } from './transfers';
import { upcomingInvoices } from './upcoming-invoices';
import { usBankAccounts } from './us-bank-accounts';
import { webhookEndpoints } from './webhook-endpoints';

/** Every Stripe resource the emulator has. */
export const resources: readonly Resource[] = [
  accountLinks,
  accountSessions,
  accounts,
  applicationFees,
  balance,
  balanceSettings,
  balanceTransactions,
  capabilities,
  cashBalance,
  charges,
  confirmationTokens,
  customerBalance,
  customerSessions,
  customerSources,
  customers,
  deauthorization,
  disputes,
  earlyFraudWarnings,
  elementsSavedMethods,
  elementsSessions,
  ephemeralKeys,
  events,
  externalAccounts,
  feeRefunds,
  files,
  financialConnectionsAccounts,
  linkedTransactions,
  financialConnectionsSessions,
  invoiceItems,
  invoicePayments,
  invoiceLines,
  invoices,
  linkAccountSessions,
  linkConsumers,
  linkAccountTokens,
  loginLinks,
  mandates,
  paymentIntents,
  paymentMethodConfigurations,
  paymentMethodDomains,
  paymentMethods,
  persons,
  payouts,
  plans,
  prices,
  products,
  refunds,
  olderRefunds,
  searches,
  setupAttempts,
  setupIntents,
  sources,
  subscriptionItems,
  subscriptions,
  taxIds,
  testClocks,
  threeDSecure,
  tokens,
  transferReversals,
  transfers,
  upcomingInvoices,
  usBankAccounts,
  webhookEndpoints,
];
