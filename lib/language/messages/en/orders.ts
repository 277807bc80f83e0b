/** Orders, refunds and what came after. */
export const orders = {} as const;
