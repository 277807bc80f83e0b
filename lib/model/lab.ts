/** The lab's words, as its pages show them; see `lib/lab/way.ts` for what runs behind them. */
import type { LabRunId } from './ids';
import type { StripeCallView } from './views';

/** How Stripe's own documents stand to a way of sharing a payment method; `refused`: it is none. */
export type WayState = 'recommended' | 'alternative' | 'legacy' | 'deprecated' | 'refused';

/** A row of the comparison: short answers to what an engineer asks of each way. */
export interface WayFacts {
  /** Requests from a card that is saved already to one paid charge, both ends counted. */
  readonly calls: string;
  readonly livesOn: string;
  readonly reusable: string;
  readonly sca: string;
  readonly recurring: string;
  readonly chooseWhen: string;
}

/** Something only a browser can do. Client secrets are read from Stripe when asked, and kept nowhere. */
export type BrowserTask =
  | { readonly kind: 'next_action'; readonly clientSecret: string; readonly accountId?: string }
  | {
      readonly kind: 'payment_element';
      readonly clientSecret: string;
      readonly accountId?: string;
    }
  | { readonly kind: 'card_element'; readonly accountId?: string }
  | {
      readonly kind: 'bank_account';
      readonly clientSecret: string;
      readonly name: string;
      readonly email: string;
    }
  | { readonly kind: 'visit'; readonly url: string };

/** What Stripe, or the bank behind it, refused with. */
export interface LabRefusal {
  readonly status: number | null;
  readonly type: string;
  readonly code: string | null;
  readonly declineCode: string | null;
  readonly param: string | null;
  readonly message: string;
}

/** How the last try of something ended. */
export type LabOutcome =
  | { readonly ok: true; readonly told: string }
  | { readonly ok: false; readonly refusal: LabRefusal };

export interface CodeView {
  /** Path within the repository. */
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface StepView {
  readonly name: string;
  readonly says: string;
  /** Whether the browser has a part in it. */
  readonly inBrowser: boolean;
  readonly code: CodeView;
}

export interface RefusalView {
  readonly slug: string;
  readonly name: string;
  readonly says: string;
  /** How many steps must have been taken before it can be tried. */
  readonly after: number;
  readonly code: CodeView;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** What it stands under in a long list. */
  readonly group?: string;
}

/** A question of the form that starts a run. */
export interface ChoiceView {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Choice[];
}

export interface WayView {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  readonly state: WayState;
  readonly why: string;
  readonly summary: string;
  readonly facts: WayFacts;
  readonly choices: readonly ChoiceView[];
  readonly steps: readonly StepView[];
  readonly refusals: readonly RefusalView[];
  /** Stripe's pages on it. */
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  /** Where it is legacy: what to do with what is saved that way, and the page to try it on. */
  readonly migrate: { readonly says: string; readonly href: string } | null;
}

/** An object that a run made, and where it lives. */
export interface LabObject {
  readonly what: string;
  readonly id: string;
  /** Null on the platform. */
  readonly accountId: string | null;
}

export interface RunView {
  readonly id: LabRunId;
  readonly way: string;
  /** The chosen answers, in words. */
  readonly chosen: readonly { readonly label: string; readonly text: string }[];
  /** How many steps are taken. */
  readonly taken: number;
  readonly told: readonly string[];
  /** Of the step that comes next, when it was tried and refused. */
  readonly stopped: LabRefusal | null;
  readonly refusals: Readonly<Record<string, LabOutcome>>;
  readonly objects: readonly LabObject[];
  readonly calls: readonly StripeCallView[];
}
