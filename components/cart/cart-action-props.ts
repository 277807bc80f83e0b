import type { CartNews } from './cart-news';

/** The server actions of the cart, handed down by the page that owns them. */
export interface CartActions {
  /** With script: quantity 0 removes, and a removed line comes back with its quantity. */
  readonly change: (variantId: string, quantity: number) => Promise<CartNews>;
  /** Without script: the same as a form with `variantId`, `quantity` and `before`. */
  readonly submit: (form: FormData) => Promise<void>;
}
