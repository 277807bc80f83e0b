/** Subscriptions. */
export const subscriptions = {} as const;
