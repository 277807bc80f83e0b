import type { Limit } from '../security/rate-limit';

const minutes = 60_000;

/** Wrong passwords for one account, whoever tries. */
export const wrongForAccount: Limit = { name: 'sign-in:account', most: 10, windowMs: 15 * minutes };
/** Wrong passwords from one address, for whatever accounts. */
export const wrongFromAddress: Limit = {
  name: 'sign-in:address',
  most: 60,
  windowMs: 15 * minutes,
};
export const signUpsFromAddress: Limit = {
  name: 'sign-up:address',
  most: 300,
  windowMs: 60 * minutes,
};
