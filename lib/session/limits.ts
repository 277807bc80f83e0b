import { unknownAddress } from '../security/address';
import type { Limit } from '../security/rate-limit';

const minutes = 60_000;

/** Wrong passwords for one account from one address: a guesser shuts out nobody but himself. */
const wrongForAccountFromAddress: Limit = {
  name: 'sign-in:account+address',
  most: 10,
  windowMs: 15 * minutes,
};
/**
 * The same where nobody's address is known: all guessers are one then, and with them everybody who
 * tries the demo on a laptop. So it shuts for a minute only; the limit below bounds a long siege.
 */
const wrongForAccountFromNowhere: Limit = {
  name: 'sign-in:account+nowhere',
  most: 10,
  windowMs: minutes,
};
/** Wrong passwords for one account from wherever: the guesser may have many addresses. */
const wrongForAccount: Limit = { name: 'sign-in:account', most: 200, windowMs: 15 * minutes };

// Everybody may share one address: an office, or all who come without one (see `addressOf`). So what
// is counted by address alone is generous: it bounds the work, not the guesses.

const wrongFromAddress: Limit = { name: 'sign-in:address', most: 600, windowMs: 15 * minutes };

/** What a try to sign in counts against, and as whom; `account` in small letters. */
export function guessesOf(account: string, address: string): readonly (readonly [Limit, string])[] {
  return [
    address === unknownAddress
      ? [wrongForAccountFromNowhere, account]
      : [wrongForAccountFromAddress, `${account} ${address}`],
    [wrongForAccount, account],
    [wrongFromAddress, address],
  ];
}

export const signUpsFromAddress: Limit = {
  name: 'sign-up:address',
  most: 600,
  windowMs: 60 * minutes,
};
export const demoSignInsFromAddress: Limit = {
  name: 'demo:address',
  most: 600,
  windowMs: 10 * minutes,
};
