/**
 * What Stripe knows of a connected account and shows only by its consequences.
 */

/** One entry of `requirements.errors`, by the requirement it is about. */
export interface Failure {
  readonly code: string;
  readonly reason: string;
}

/** What Stripe came to want of an account that works already. */
export interface AskedLater {
  /** Names of requirements; those that were told meanwhile count no more. */
  readonly names: readonly string[];
  /** Unix seconds, until which the account goes on without. */
  readonly deadline: number;
  /** Whether it may still charge, and be paid out, while any of them is open. */
  readonly charges: boolean;
  readonly payouts: boolean;
}

export interface AccountHidden {
  /**
   * Deleted by the platform, or its owner took the platform's access away. The record stays: what
   * was on its way (settlements, deliveries) goes on.
   */
  readonly deleted: boolean;
  /** Why the platform rejected it; null when it did not. */
  readonly rejected: { readonly reason: string; readonly payouts: 'none' | 'pause' } | null;
  /** When each capability was asked for, in Unix seconds. */
  readonly requestedAt: Readonly<Record<string, number>>;
  /** What did not pass verification, by the name of the requirement. */
  readonly failures: Readonly<Record<string, Failure>>;
  /** Requirements that are being verified. */
  readonly pending: readonly string[];
  /** Absent where nothing was asked beyond the beginning. */
  readonly asked?: AskedLater;
  /** Set when a link or session for onboarding was made: from then on its holder tells who they are. */
  readonly onboarding?: true;
}

export const freshAccount: AccountHidden = {
  deleted: false,
  rejected: null,
  requestedAt: {},
  failures: {},
  pending: [],
};

/** A link to a page of Stripe's for one account, by the secret part of its address. */
export interface AccountLinkRecord {
  /** The last part of the link's address. */
  readonly id: string;
  readonly object: 'account_link';
  readonly account: string;
  readonly purpose: 'account_onboarding' | 'account_update';
  readonly refreshUrl: string;
  readonly returnUrl: string;
  readonly created: number;
  readonly expires: number;
  /** Set once the link was opened: names the visit, which goes on until the form is sent. */
  readonly visit: string | null;
  readonly done: boolean;
}

export interface LoginLinkRecord {
  readonly id: string;
  readonly object: 'login_link';
  readonly account: string;
  readonly created: number;
}
