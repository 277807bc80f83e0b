/** What the server says after a change of the cart. */
export type CartNews =
  | {
      readonly ok: true;
      readonly at: number;
      /** What came out otherwise than asked, in words. */
      readonly note?: string | undefined;
    }
  | { readonly ok: false; readonly at: number; readonly message: string };
