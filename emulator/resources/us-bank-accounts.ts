import type { Resource } from '../server/contract';
import { finishDebit } from './bank-debit';
import { expireMicrodeposits, failMicrodeposits } from './verify-microdeposits';

/** What happens to bank accounts by itself, some time after a call. */
export const usBankAccounts: Resource = {
  object: 'us_bank_account',
  routes: [],
  tasks: {
    expire_microdeposits: expireMicrodeposits,
    fail_microdeposits: failMicrodeposits,
    finish_debit: finishDebit,
  },
};
