import type { CartNews } from './cart-news';

/** Out of the cart, into it again, forgotten, and put aside again. */
export type LaterAct = 'save' | 'move' | 'drop' | 'keep';

/** The server actions of the cart, handed down by the page that owns them. */
export interface CartActions {
  /** With script: quantity 0 removes, and a removed line comes back with its quantity. */
  readonly change: (variantId: string, quantity: number) => Promise<CartNews>;
  /** Without script: the same as a form with `variantId`, `quantity` and `before`. */
  readonly submit: (form: FormData) => Promise<void>;
  /** What is saved for later; `quantity` counts for what goes back. */
  readonly later: (act: LaterAct, variantId: string, quantity?: number) => Promise<CartNews>;
  /** Without script: the same as a form with `act`, `variantId` and `quantity`. */
  readonly submitLater: (form: FormData) => Promise<void>;
}
