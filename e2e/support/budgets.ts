/**
 * What pages may cost, in kilobytes (1,000 bytes), gzip: `npm test` fails above a number, and
 * `npm run bench first-load` shows how near each page is. React and Next's router are 143 of them.
 */
export const budgets = {
  /** Scripts a page is first loaded with, by its kind. */
  scripts: {
    /** Looking around, and reading what was bought: home, product, seller, orders, sign-in. */
    browse: 168,
    /** Cart, checkout, wallet, subscriptions, desks. Stripe.js comes later, from its own origin. */
    act: 183,
    /** The lab, and any page with the inspector open. */
    underneath: 193,
  },
  /** The styles of any page. */
  styles: 20,
  /** One picture of a tile, as it is sent. */
  tile: 40,
  /** Of the lines of `app/` and `components/`, how many are in files that say `use client`. */
  clientShare: 0.35,
} as const;

export type PageKind = keyof typeof budgets.scripts;
