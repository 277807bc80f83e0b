import { unknownAddress } from '../security/address';
import { minutes, type Limit } from '../security/rate-limit';

/** Wrong passwords for one e-mail from one address: a guesser shuts out nobody but himself. */
const wrongForEmailFromAddress: Limit = {
  name: 'sign-in:email+address',
  most: 10,
  windowMs: 15 * minutes,
};
/**
 * The same where nobody's address is known: all guessers are one then, and with them everybody who
 * tries the demo on a laptop. So it shuts for a minute only; the limit below bounds a long siege.
 */
const wrongForEmailFromNowhere: Limit = {
  name: 'sign-in:email+nowhere',
  most: 10,
  windowMs: minutes,
};
/** Wrong passwords for one e-mail from wherever: the guesser may have many addresses. */
const wrongForEmail: Limit = { name: 'sign-in:email', most: 200, windowMs: 15 * minutes };

// Everybody may share one address: an office, or all who come without one (see `addressOf`). So what
// is counted by address alone is generous: it bounds the work, not the guesses.

const wrongFromAddress: Limit = { name: 'sign-in:address', most: 600, windowMs: 15 * minutes };

/** What a try to sign in counts against, and as whom; `email` in small letters. */
export function guessesOf(email: string, address: string): readonly (readonly [Limit, string])[] {
  return [
    address === unknownAddress
      ? [wrongForEmailFromNowhere, email]
      : [wrongForEmailFromAddress, `${email} ${address}`],
    [wrongForEmail, email],
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
