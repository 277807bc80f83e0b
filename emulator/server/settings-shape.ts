/** What can be switched when the emulator starts or by `POST /_emulator/settings`. */
export interface Settings {
  /**
   * Milliseconds from a charge to its balance transaction under `automatic_async`, and from a bank
   * account's debit, a refund, a Source or a microdeposit to its end.
   */
  settleDelayMs: number;
  /** Milliseconds until Stripe says what came of verifying an account's people; 0 for at once. */
  verificationDelayMs: number;
  /** Pauses between deliveries of one event, in milliseconds; grows as Stripe's do. */
  webhookRetryMs: number[];
  /** How long a webhook endpoint may take to answer, in milliseconds. */
  webhookTimeoutMs: number;
  /** Milliseconds of nothing but failures after which an endpoint is disabled; 0 for never. */
  webhookDisableAfterMs: number;
  /** The version of calls without a `Stripe-Version`: at Stripe the default of the account. */
  apiVersion: string;
  /** The business name of a platform's own account, as forms and the bank's page say it. */
  platformName: string;
  /** How many reads, and how many writes, a platform may make within a second; null for no limit. */
  rateLimit: { readonly per_second: number } | null;
  /** Whether an off-session `authentication_required` writes a failed charge (2023) or none (2026). */
  failedChargeOnAuthenticationRequired: boolean;
  /** Whether a clone's fingerprint differs from its original's. */
  cloneFingerprintDiffers: boolean;
  /** What happens to invoices whose payment fails by itself. */
  dunning: DunningSettings;
  /** Whether servers may send (published) card numbers, as Stripe lets those that asked for it. */
  rawCardData: boolean;
  /** Which micro-deposits a bank account is verified with: a code on the statement, or two amounts. */
  microdepositType: 'amounts' | 'descriptor_code';
  /** How Stripe.js and the pages behind it behave; pages loaded from then on follow a change. */
  stripeJs: Partial<StripeJsSettings>;
  /** The same for single platforms, by namespace: what differs from `stripeJs`. */
  stripeJsOf: Readonly<Record<string, Partial<StripeJsSettings>>>;
}

/** How often an invoice is tried again, and how its subscription ends when nothing helps. */
export interface DunningSettings {
  /** Days from the first failure to each further try, in growing order. */
  readonly retryDays: readonly number[];
  /** The same of bank accounts that lacked the funds: two at most within 14 days; none unless given. */
  readonly achRetryDays?: readonly number[];
  readonly end: 'cancel' | 'unpaid' | 'past_due';
}

/** The switches of the browser's half, for rehearsing what real pages have done or do by chance. */
export interface StripeJsSettings {
  /** The ids, labels and picker of the Payment Element: of today, or of 2022 to 2025. */
  readonly generation: '2025' | '2022';
  /**
   * The unsteadiness of real pages, always in the same places: a second frame of the same title, a
   * form that is drawn anew while one types, a bank's page that loses a press, a frame that grows.
   * With `twin-first` the second frame comes before the one with the form.
   */
  readonly hardMode: boolean | 'twin-first';
  /**
   * Whether the bank's question stands in one more frame, `acsFrame`, as until 2024; with `2020` the
   * frame around it has the name of that year, too.
   */
  readonly nestedChallenge: boolean | '2020';
  /**
   * Whether the card form offers to save the details with Link, as real ones do; `ticked` from the
   * start, as in some countries.
   */
  readonly link: boolean | 'ticked';
}
