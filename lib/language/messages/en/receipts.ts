/** Receipts. */
export const receipts = {} as const;
