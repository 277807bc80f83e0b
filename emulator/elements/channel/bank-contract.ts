/** The vocabulary of the bank window (Financial Connections). */

/** What the window is opened with. */
export interface BankWindowAsk {
  session: { id: string; clientSecret: string };
  /** The bank chosen already, by its key. */
  institution: string | null;
  /** The buyer's consent was collected by the page: it is not asked for again. */
  consented: boolean;
  /** Typing the numbers: `only` opens with it, `never` leaves it out. */
  manualEntry: 'offered' | 'only' | 'never';
  /** Whether more than one account may be chosen. */
  several: boolean;
  /** The merchant's name, where it is known. */
  business: string | null;
  dark: boolean;
}

/** An account as the page may know it: no numbers but the last four digits. */
export interface LinkedBank {
  bank: string;
  last4: string;
  /** False when the numbers were typed, so that small deposits must prove them. */
  verified: boolean;
}

export type BankWindowOutcome =
  { outcome: 'linked'; accounts: LinkedBank[] } | { outcome: 'closed' };

export interface BankWindowContract {
  requests: { open: { ask: BankWindowAsk; answer: null } };
  events: { done: BankWindowOutcome };
}
