/** Souk Plus. */
export const plus = {} as const;
