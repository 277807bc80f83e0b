import type {
  BrowserContext,
  BrowserType,
  Fixtures,
  Locator,
  Page,
  PlaywrightTestArgs,
  PlaywrightTestOptions,
  PlaywrightWorkerArgs,
  PlaywrightWorkerOptions,
} from '@playwright/test';

/** Which emulator a context speaks to, and as whom. */
export interface StripeOptions {
  /** Where an emulator listens: the origin of its API. */
  readonly url: string;
  /**
   * The platform that the pages' keys belong to, whatever they are; letters and digits. Without it a
   * key's own (`pk_test_ns_w1`), or the default one.
   */
  readonly namespace?: string | null;
}

/** One call of the API, as the emulator's log tells it; nothing secret is in it. */
export interface StripeRequest {
  readonly id: string;
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** The `Stripe-Account`, or null. */
  readonly account: string | null;
  readonly key: 'secret' | 'publishable' | 'none';
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly status: number;
  readonly error: {
    readonly type: string;
    readonly code?: string;
    readonly message?: string;
  } | null;
  readonly object_id: string | null;
}

/** How Stripe.js and the bank behave; see "Hard mode" in the emulator's README. */
export interface StripeSwitches {
  readonly generation?: '2025' | '2022';
  readonly hardMode?: boolean | 'twin-first';
  readonly nestedChallenge?: boolean | '2020';
  readonly link?: boolean | 'ticked';
}

/** What the server half of an application needs to speak to the same platform. */
export interface StripeServerSettings {
  /** For `new Stripe(secretKey, client)`. */
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly client: { readonly host: string; readonly port: number; readonly protocol: 'http' };
  /** For a server started by the test: keys, and where `souk-emulator/preload` finds the emulator. */
  readonly env: Readonly<Record<string, string>>;
}

/** A platform of its own on a running emulator: what tests do with it besides buying things. */
export interface StripeStage {
  readonly url: string;
  readonly namespace: string;
  readonly server: StripeServerSettings;
  /** Lets the pages of a context, and their unchanged `https://js.stripe.com`, speak to it. */
  attach(context: BrowserContext): Promise<void>;
  /** Forgets the platform's objects, requests and faults; other platforms keep theirs. */
  reset(): Promise<void>;
  /** Its calls of the API, oldest first. `path` takes `*`. */
  requests(filter?: {
    method?: string;
    path?: string;
    account?: string;
    after?: string;
  }): Promise<StripeRequest[]>;
  /** Switches its pages, from the next one that loads. */
  set(switches: StripeSwitches): Promise<void>;
  /** Any call of the control API, in JSON: `control('POST', 'faults', { action: 'fail' })`. */
  control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown>;
}

/** A card to type. */
export interface TypedCard {
  readonly number: string;
  /** `12 / 34` unless given. */
  readonly expiry?: string;
  /** As long as the brand's, unless given. */
  readonly cvc?: string;
  /** Chosen where the form asks; US unless given. */
  readonly country?: string;
  /** Typed where the form asks; 12345 unless given. */
  readonly postalCode?: string;
}

/** What to link in the window that connects bank accounts. */
export interface LinkedAccount {
  /** As the list of banks names it; the first one offered, unless given. */
  readonly institution?: string;
  /** As the bank's list names it; what is chosen from the start, unless given. */
  readonly account?: string;
}

export interface StripeTestFixtures {
  /** The worker's platform, with every page of the test attached to it. */
  stripe: StripeStage;
  /** `test` forgets the platform's objects before each test; `never` only before the first. */
  stripeReset: 'never' | 'test';
}

export interface StripeWorkerFixtures {
  /** Where an emulator runs; without it, and without `STRIPE_EMULATOR_URL`, one is started. */
  stripeEmulatorUrl: string;
  /**
   * `worker` gives each parallel worker a platform of its own, `w0`, `w1` …; any other word is one
   * for all of them, `default` that of a server whose keys name none.
   */
  stripeNamespace: string;
  stripeStage: StripeStage;
}

/** For `test.extend(stripeFixtures)`. */
export type StripeFixtures = Fixtures<
  StripeTestFixtures,
  StripeWorkerFixtures,
  PlaywrightTestArgs & PlaywrightTestOptions,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
>;

/** Answers Stripe's hosts from an emulator, for all pages of a context, until it closes. */
export type EmulateStripe = (context: BrowserContext, options: StripeOptions) => Promise<void>;

/**
 * The same for every context of a browser, from one line in `playwright.config`: for suites whose
 * tests are not to be touched. With the namespace `worker` each parallel worker has its own.
 */
export type EmulateStripeEverywhere = (browserType: BrowserType, options: StripeOptions) => void;

/** Speaks to a platform on a running emulator. */
export type OpenStage = (options: StripeOptions) => StripeStage;

/** Types a card into whichever Element is there, and sees to it that it stays typed. */
export type FillCard = (scope: Page | Locator, card: TypedCard) => Promise<void>;

/** Answers the bank's 3D Secure page and waits until it is gone. */
export type AnswerChallenge = (page: Page) => Promise<void>;

/** Goes through the window that connects a bank account, to its end. */
export type LinkBankAccount = (page: Page, account?: LinkedAccount) => Promise<void>;
