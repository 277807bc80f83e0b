/**
 * The banks that Financial Connections shows for test keys, and the accounts in them
 * (docs.stripe.com/financial-connections/testing). Shared by the window that shows them and the API
 * that links them; nothing here depends on either.
 */

/** How a buyer gets in: straight away, by a form in the window, or on the bank's own page. */
export type BankLogin = 'none' | 'form' | 'oauth';

/** Why a bank cannot be reached, where it can't. */
export type BankOutage = 'scheduled' | 'unscheduled' | 'error';

export interface TestBankAccount {
  /** `high_balance`; the window's test id is the name in lower case. */
  key: string;
  name: string;
  /** What the account is like is known by its number (docs.stripe.com/testing, "Bank accounts"). */
  routingNumber: string;
  accountNumber: string;
  /** Current balance in cents, as the window shows it. */
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

const account = (
  key: string,
  name: string,
  accountNumber: string,
  balance: number,
  payable = true,
): TestBankAccount => ({
  key,
  name,
  routingNumber: '110000000',
  accountNumber,
  balance,
  payable,
});

/**
 * The last four digits of the first two are those that Stripe shows. Unconfirmed: the names and
 * numbers of the failing ones; they take the published numbers of the same outcomes.
 */
const accounts: readonly TestBankAccount[] = [
  account('success', 'Success', '000123456789', 100_000),
  account('high_balance', 'High Balance', '000123454321', 10_000_000),
  account('failure', 'Failure', '000111111116', 100_000),
  account('account_closed', 'Account Closed', '000111111113', 100_000),
  account('insufficient_funds', 'Insufficient Funds', '000222222227', 100),
  account('debit_not_authorized', 'Debit Not Authorized', '000333333335', 100_000),
  account('dispute', 'Dispute', '000555555559', 100_000),
];

const one = (name: string): TestBankAccount[] => [
  account('success', name, '000123456789', 100_000),
];

export const testInstitutions: readonly TestInstitution[] = [
  { key: 'test_non_oauth', name: 'Test (Non-OAuth)', login: 'none', outage: null, accounts },
  { key: 'test_oauth', name: 'Test (OAuth)', login: 'oauth', outage: null, accounts },
  { key: 'bank_non_oauth', name: 'Bank (Non-OAuth)', login: 'form', outage: null, accounts },
  { key: 'bank_oauth', name: 'Bank (OAuth)', login: 'oauth', outage: null, accounts },
  {
    key: 'ownership_accounts',
    name: 'Ownership Accounts',
    login: 'none',
    outage: null,
    accounts: one('Single Owner'),
  },
  {
    key: 'invalid_payment_accounts',
    name: 'Invalid Payment Accounts',
    login: 'none',
    outage: null,
    accounts: [
      account('credit_card', 'Credit Card', '000000001117', 0, false),
      account('mortgage', 'Mortgage', '000000002228', 0, false),
    ],
  },
  {
    key: 'down_scheduled',
    name: 'Down (Scheduled)',
    login: 'none',
    outage: 'scheduled',
    accounts: [],
  },
  {
    key: 'down_unscheduled',
    name: 'Down (Unscheduled)',
    login: 'none',
    outage: 'unscheduled',
    accounts: [],
  },
  { key: 'down_error', name: 'Down (Error)', login: 'none', outage: 'error', accounts: [] },
];

/** The bank of a key, if there is one. */
export function testInstitution(key: string): TestInstitution | undefined {
  return testInstitutions.find((institution) => institution.key === key);
}
