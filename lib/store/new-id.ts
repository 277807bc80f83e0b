import { randomBytes } from 'node:crypto';

// 32 letters and digits, so that a byte divides into them without favour; no i, l, o, u, which are
// misread or make words.
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** `length` random characters of 5 bits each, lower case and safe in addresses. */
export function randomCharacters(length: number): string {
  let text = '';
  for (const byte of randomBytes(length)) text += alphabet.charAt(byte & 31);
  return text;
}

/** A new id for one of our rows, `<prefix>_` and 20 random characters (100 bits). */
export function newId<Id extends string = string>(prefix: string): Id {
  return `${prefix}_${randomCharacters(20)}` as Id;
}
