import { collectAccounts, collectToken } from './bank-accounts';
import { collectBankAccount } from './bank-collect';
import { confirmUsBankAccount, verifyMicrodeposits } from './bank-confirm';
import type { StripeCore } from './core';

/** The methods of Stripe.js for bank accounts in the United States. */
export function bankMethods(core: StripeCore): Record<string, (...args: unknown[]) => unknown> {
  return {
    collectBankAccountForSetup: async (given) => collectBankAccount(core, 'setup', given),
    collectBankAccountForPayment: async (given) => collectBankAccount(core, 'payment', given),
    confirmUsBankAccountSetup: async (secret, data) =>
      confirmUsBankAccount(core, 'setup', secret, data),
    confirmUsBankAccountPayment: async (secret, data) =>
      confirmUsBankAccount(core, 'payment', secret, data),
    verifyMicrodepositsForSetup: async (secret, data) =>
      verifyMicrodeposits(core, 'setup', secret, data),
    verifyMicrodepositsForPayment: async (secret, data) =>
      verifyMicrodeposits(core, 'payment', secret, data),
    collectFinancialConnectionsAccounts: async (given) => collectAccounts(core, given),
    collectBankAccountToken: async (given) => collectToken(core, given),
  };
}
