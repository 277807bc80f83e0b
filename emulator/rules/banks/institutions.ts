/**
 * The banks that Financial Connections shows for test keys
 * (docs.stripe.com/financial-connections/testing), as the window shows them: how to get in, and which
 * of the test accounts are there.
 */
import { linkableBanks } from './test-banks';

/** How a buyer gets in: straight away, by a form in the window, or on the bank's own page. */
export type BankLogin = 'none' | 'form' | 'oauth';

/** Why a bank cannot be reached, where it can't. */
export type BankOutage = 'scheduled' | 'unscheduled' | 'error';

export interface TestBankAccount {
  /** `high_balance`, by which the API links it. */
  key: string;
  name: string;
  last4: string;
  /** Current balance in cents. */
  balance: number;
  /** False for accounts that ACH can't debit: shown, and not to be chosen. */
  payable: boolean;
}

export interface TestInstitution {
  key: string;
  name: string;
  login: BankLogin;
  outage: BankOutage | null;
  accounts: readonly TestBankAccount[];
}

const accounts: readonly TestBankAccount[] = linkableBanks.map((bank) => ({
  key: bank.linkedAs,
  name: accountName(bank.linkedAs),
  last4: bank.last4,
  balance: bank.balance,
  payable: true,
}));

const open = (key: string, name: string, login: BankLogin): TestInstitution => ({
  key,
  name,
  login,
  outage: null,
  accounts,
});

const down = (outage: BankOutage, name: string): TestInstitution => ({
  key: `down_${outage}`,
  name,
  login: 'none',
  outage,
  accounts: [],
});

export const testInstitutions: readonly TestInstitution[] = [
  open('test_non_oauth', 'Test (Non-OAuth)', 'none'),
  open('test_oauth', 'Test (OAuth)', 'oauth'),
  open('bank_non_oauth', 'Bank (Non-OAuth)', 'form'),
  open('bank_oauth', 'Bank (OAuth)', 'oauth'),
  open('ownership_accounts', 'Ownership Accounts', 'none'),
  {
    ...open('invalid_payment_accounts', 'Invalid Payment Accounts', 'none'),
    accounts: [
      { key: 'credit_card', name: 'Credit Card', last4: '1117', balance: 0, payable: false },
      { key: 'mortgage', name: 'Mortgage', last4: '2228', balance: 0, payable: false },
    ],
  },
  down('scheduled', 'Down (Scheduled)'),
  down('unscheduled', 'Down (Unscheduled)'),
  down('error', 'Down (Error)'),
];

/** The bank of a key, if there is one. */
export function testInstitution(key: string): TestInstitution | undefined {
  return testInstitutions.find((institution) => institution.key === key);
}

/** `high_balance` → `High Balance`. */
function accountName(key: string): string {
  return key
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}
