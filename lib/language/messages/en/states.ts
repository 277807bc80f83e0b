/** How orders, payments and subscriptions stand. */
export const states = {} as const;
