import type { AccountId } from '../model/ids';
import type { BrowserTask, ChoiceView, WayFacts, WayState } from '../model/lab';
import type { Sdk } from '../stripe/lab-sdk';

export type { Sdk } from '../stripe/lab-sdk';

export interface LabSeller {
  readonly accountId: AccountId;
  readonly name: string;
  readonly country: string;
  readonly currency: string;
}

/** What a step of a way has at hand. */
export interface Lab {
  /** The SDK as Stripe's documents show it: a call goes to the platform unless `stripeAccount` is said. */
  readonly stripe: Sdk;
  /** The idempotency key of one write: the same for this run, step and name however often it is sent. */
  readonly key: (write: string) => string;
  readonly seller: LabSeller;
  /** What was chosen in the form, by name; `card` among them. */
  readonly choices: Readonly<Record<string, string>>;
  /** Ids that earlier steps have left, by name. Throws when there is none: a step too early. */
  readonly saved: (name: string) => string;
  /** The run itself, for metadata. */
  readonly runId: string;
  /** The page of this run, for owners of Sources to come back to. */
  readonly returnUrl: string;
  /** What the browser made, where it had a part: an id. */
  readonly fromBrowser: string | null;
}

/** What a step leaves. */
export interface Taken {
  /** What happened, in a sentence. */
  readonly told: string;
  /** True when what it waits for has not come: the step is still to be taken. */
  readonly notYet?: boolean;
  /** Ids for later steps. */
  readonly saved?: Readonly<Record<string, string>>;
}

export interface Step {
  readonly name: string;
  /** What it does, and why. */
  readonly says: string;
  /** The function below `run`, as exported by `file`: shown on the page from the repository itself. */
  readonly code: string;
  readonly file?: string;
  readonly run: (lab: Lab) => Promise<Taken>;
  /** What the browser does before `run`; null when there is nothing for it to do this time. */
  readonly inBrowser?: (lab: Lab) => Promise<BrowserTask | null>;
}

/** Something Stripe refuses, tried on purpose. */
export interface Refusal {
  readonly slug: string;
  readonly name: string;
  readonly says: string;
  /** Steps that must have been taken. */
  readonly after: number;
  readonly code: string;
  readonly file?: string;
  /** Makes the calls of which the last one is refused. */
  readonly run: (lab: Lab) => Promise<unknown>;
}

/** How to leave a way of old. */
export interface Migration {
  readonly says: string;
  /** The way that leads out, and what is chosen there. */
  readonly way: string;
  readonly choices?: Readonly<Record<string, string>>;
}

/** One way to get a payment detail of the platform's to a seller. */
export interface Way {
  readonly slug: string;
  readonly title: string;
  readonly state: WayState;
  /** Why it has this state. */
  readonly why: string;
  readonly summary: string;
  readonly facts: WayFacts;
  /** Where the functions of its steps stand, from the root of the repository. */
  readonly file: string;
  /** Where sellers must be for it, when not everywhere. */
  readonly country?: string;
  /** Asked beside the seller, who is asked for always. */
  readonly questions: readonly ChoiceView[];
  readonly steps: readonly Step[];
  readonly refusals: readonly Refusal[];
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  readonly migrate?: Migration;
}
