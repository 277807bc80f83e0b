/**
 * Souk Plus, the one thing that the platform sells itself. Price and time are here and nowhere else;
 * no request may name either.
 */
export const plusOffer = { name: 'Souk Plus', amount: 2_400, currency: 'usd', years: 1 } as const;

/** In its last days a membership may be paid for one year more, which begins when it ends. */
export const renewableDays = 30;
