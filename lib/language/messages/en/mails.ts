/** E-mails. */
export const mails = {} as const;
