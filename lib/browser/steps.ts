/** What this window has asked since it was loaded, for whoever looks underneath. Never leaves it. */
export type NotedStep = NotedRequest | NotedStripeStep;

/** A request to Souk. */
export interface NotedRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number | null;
  /** Unix milliseconds by this computer's clock. */
  readonly at: number;
  readonly ms: number;
}

/** Something that Stripe.js did for us with Stripe, see `stripe-steps.ts`. */
export interface NotedStripeStep {
  /** As our code says it: `stripe.confirmSetup()`. */
  readonly stripeJs: string;
  /** Null on the platform. */
  readonly accountId: string | null;
  /** What it was about, by its id at Stripe; null where it has none. */
  readonly objectId: string | null;
  /** What came of it: a status or an error's code of Stripe's, in words. */
  readonly outcome: string;
  readonly good: boolean;
  readonly at: number;
  readonly ms: number;
}

const most = 100;
const noted: NotedStep[] = [];

/** Notes a request; of very many the latest are kept. */
export function noteStep(step: NotedStep): void {
  noted.push(step);
  if (noted.length > most) noted.shift();
}

/** In the order they ended. */
export function notedSteps(): readonly NotedStep[] {
  return [...noted];
}
