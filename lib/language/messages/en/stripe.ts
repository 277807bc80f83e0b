/** Card forms and the way to the bank and back. */
export const stripe = {} as const;
