/** What the server says after a change of the cart. */
export type CartNews =
  | { readonly ok: true; readonly at: number }
  | { readonly ok: false; readonly at: number; readonly message: string };
