/** Saved cards and the buyer’s details. */
export const wallet = {} as const;
