import type { CapabilityStatus, SellingState } from './onboarding';

/** How a seller stands with Stripe, as the page shows it. */
export interface OnboardingView {
  readonly slug: string;
  readonly name: string;
  readonly state: SellingState;
  /** False when Stripe was not asked just now, or could not be. */
  readonly isFresh: boolean;
  readonly canGoOn: boolean;
  readonly chargesEnabled: boolean;
  readonly payoutsEnabled: boolean;
  /** What Stripe needs now, in words. */
  readonly needs: readonly string[];
  /** What it is looking at. */
  readonly reviewed: readonly string[];
  /** What it will ask for one day. */
  readonly later: readonly string[];
  /** What was told and did not pass. */
  readonly problems: readonly { readonly what: string; readonly reason: string }[];
  /** Until when, ISO; null when nothing has a date. */
  readonly deadline: string | null;
  /** For engineers: Stripe's own names. */
  readonly underneath: {
    readonly accountId: string | null;
    readonly disabledReason: string | null;
    readonly due: readonly string[];
    readonly capabilities: readonly (readonly [name: string, status: CapabilityStatus])[];
  };
}
