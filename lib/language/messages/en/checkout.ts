/** The page that pays. */
export const checkout = {} as const;
