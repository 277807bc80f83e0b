/**
 * Stripe's published test bank accounts (docs.stripe.com/payments/ach-direct-debit#test-account-numbers,
 * docs.stripe.com/financial-connections/testing), found by what names them. Everything an account
 * does follows from its row; a number that is in none of them is refused.
 */
import { bankFailures, type BankFailure } from './bank-failures';

/** The routing number of all test accounts. */
export const testRoutingNumber = '110000000';

/** The bank that has it. */
export const testBankName = 'STRIPE TEST BANK';

/** One test account and all that the simulated bank does with it. */
export interface TestBank {
  /** Names the row; stored with a PaymentMethod in place of the number. */
  readonly key: string;
  /** The published number; null for one that can only be linked. */
  readonly number: string | null;
  readonly last4: string;
  /** `pm_usBankAccount_…`, each use of which makes a new PaymentMethod. */
  readonly method: string | null;
  /** What Financial Connections' test institutions call it. */
  readonly linkedAs: string;
  /**
   * How a debit ends. `stays_processing`: it never does. `disputed`: the money comes, and the
   * customer takes it back.
   */
  readonly debit: 'succeeds' | 'stays_processing' | 'disputed' | BankFailure;
  /** Radar lets no debit of it through. */
  readonly blockedByRadar: boolean;
  /** False for an account that no micro-deposit can be sent to. */
  readonly takesDeposits: boolean;
  /** What Financial Connections says is on it, in cents. */
  readonly balance: number;
}

type Traits = Partial<Omit<TestBank, 'key' | 'number' | 'last4'>> & { readonly last4?: string };

function bank(key: string, number: string | null, traits: Traits = {}): TestBank {
  return {
    method: `pm_usBankAccount_${key}`,
    linkedAs: key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    debit: 'succeeds',
    blockedByRadar: false,
    takesDeposits: true,
    balance: 100_000,
    last4: number?.slice(-4) ?? '',
    ...traits,
    key,
    number,
  };
}

const testBanks: readonly TestBank[] = [
  bank('success', '000123456789'),
  bank('accountClosed', '000111111113', { debit: bankFailures.accountClosed }),
  bank('riskLevelHighest', '000000004954', { blockedByRadar: true }),
  bank('noAccount', '000111111116', { debit: bankFailures.noAccount, linkedAs: 'failure' }),
  bank('insufficientFunds', '000222222227', {
    debit: bankFailures.insufficientFunds,
    balance: 100,
  }),
  bank('debitNotAuthorized', '000333333335', { debit: bankFailures.debitNotAuthorized }),
  bank('invalidCurrency', '000444444440', { debit: bankFailures.invalidCurrency }),
  bank('failMicrodeposits', '000666666661', { takesDeposits: false }),
  bank('dispute', '000555555559', { debit: 'disputed' }),
  bank('processing', '000000000009', { debit: 'stays_processing' }),
  bank('weeklyLimitExceeded', '000777777771', { debit: bankFailures.weeklyLimitExceeded }),
  bank('tokenizedNumberDeactivated', '000888888885', {
    method: null,
    debit: bankFailures.tokenizedNumberDeactivated,
  }),
  bank('highBalance', null, { method: null, last4: '4321', balance: 100_000_000 }),
];

const byKey = new Map(testBanks.map((row) => [row.key, row]));
const byNumber = new Map(testBanks.flatMap((row) => (row.number ? [[row.number, row]] : [])));
const byMethod = new Map(testBanks.flatMap((row) => (row.method ? [[row.method, row]] : [])));
const byLink = new Map(testBanks.map((row) => [row.linkedAs, row]));

/** The row a stored PaymentMethod refers to. */
export function testBank(key: string): TestBank {
  const found = byKey.get(key);
  if (!found) throw new Error(`No test bank '${key}': the data was written by another version`);
  return found;
}

/** The published test account with this number, if there is one. */
export function testBankByNumber(number: string): TestBank | undefined {
  return byNumber.get(number);
}

/** `pm_usBankAccount_success` → its account. */
export function testBankByMethod(id: string): TestBank | undefined {
  return byMethod.get(id);
}

/** `high_balance` → its account. */
export function testBankByLink(name: string): TestBank | undefined {
  return byLink.get(name);
}

/** The accounts that a test institution shows, in its order. */
export const linkableBanks: readonly TestBank[] = [
  testBank('success'),
  testBank('highBalance'),
  ...testBanks.filter(({ key }) => key !== 'success' && key !== 'highBalance'),
];
