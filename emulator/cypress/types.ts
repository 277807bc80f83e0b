/** What Cypress says of a browser that it is about to start. */
export interface BrowserToLaunch {
  readonly name: string;
  readonly family: string;
}

/** How it will start it; the rest of Cypress's own options is left as it is. */
export interface BrowserLaunch {
  args: string[];
}

/** Which emulator; one that was started with `--tls-port`. */
export interface StripeOptions {
  /** The origin of its API. */
  readonly url: string;
}

/**
 * Has the browser find an emulator where Stripe's hosts are, past the proxy of Cypress: for
 * `before:browser:launch`, of which Cypress takes one handler only, so call it within yours. Rejects
 * for browsers that cannot be told, as their requests would go to Stripe.
 */
export type LaunchWithStripe = <Launch extends BrowserLaunch>(
  browser: BrowserToLaunch,
  launch: Launch,
  options: StripeOptions,
) => Promise<Launch>;
