/** What banks and Stripe refuse, by cause. */
export const refusals = {} as const;
