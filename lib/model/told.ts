import type { Money } from './money';

/** What a sentence tells besides its words; each language writes it its own way. Days are ISO times. */
export type ToldValue = string | number | Money | { readonly day: string };

/** A sentence before it is said: a text of `messages/…/problems.ts`, and what it tells. */
export interface Told {
  readonly text: string;
  readonly values: Readonly<Record<string, ToldValue>>;
}
