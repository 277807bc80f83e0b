import type { Brand } from '../card/brands';
import type { CardChange, FieldProblem } from '../channel/element-contracts';
import type { CardOptions } from './options';

/** What was typed, under the API's names; a field that is not of this frame is missing. */
export interface CardValues {
  number?: string;
  exp_month?: number;
  exp_year?: number;
  cvc?: string;
  /** The network chosen for a co-branded card. */
  networks?: { preferred: string };
}

/** What one frame of the card family shows: the whole line, or one field of it. */
export interface CardView {
  readonly element: HTMLElement;
  change(): CardChange;
  values(): CardValues;
  /** Tells every problem; the first one, or null when all is well. */
  submit(): FieldProblem | null;
  /** What is typed as a postal code; null where none is asked for. */
  postalCode(): string | null;
  /** The brand of a number in another frame. */
  takeBrand(brand: Brand): void;
  update(options: CardOptions): void;
  /** Says everything in the words it was made with, which are of another language now. */
  reword(): void;
  focus(): void;
  clear(): void;
}
