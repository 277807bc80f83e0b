/** DER, as far as a certificate is made of it (ITU-T X.690). */

type Bytes = Uint8Array;

/** One value: what it is, how long it is, and what is in it. */
function tagged(tag: number, ...contents: Bytes[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content), content]);
}

function lengthOf({ length }: Bytes): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const digits = length.toString(16);
  const bytes = Buffer.from(digits.padStart(digits.length + (digits.length % 2), '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

export const sequence = (...parts: Bytes[]): Buffer => tagged(0x30, ...parts);
export const set = (...parts: Bytes[]): Buffer => tagged(0x31, ...parts);
export const octets = (...parts: Bytes[]): Buffer => tagged(0x04, ...parts);
export const text = (value: string): Buffer => tagged(0x0c, Buffer.from(value, 'utf8'));
export const yes = tagged(0x01, Buffer.from([0xff]));

/** A number by its bytes, the first of which is below 0x80: above, it would be negative. */
export const integer = (...bytes: number[]): Buffer => tagged(0x02, Buffer.from(bytes));

/** Bits, of which the last `unused` say nothing. */
export const bits = (value: Bytes, unused = 0): Buffer =>
  tagged(0x03, Buffer.from([unused]), value);

/** A value, or with `bare` its content alone, known by its number in the whole. */
export const field = (number: number, value: Bytes): Buffer => tagged(0xa0 | number, value);
export const bare = (number: number, content: Bytes): Buffer => tagged(0x80 | number, content);

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...others.flatMap(inSevens)]));
}

/** Seven bits a byte; all but the last are marked. */
function inSevens(number: number): number[] {
  const bytes = [number & 0x7f];
  for (let rest = number >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

/** To the second: with two digits for the year until 2049, as RFC 5280 wants it. */
export function time(at: Date): Buffer {
  const digits = `${at.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
  return at.getUTCFullYear() < 2050
    ? tagged(0x17, Buffer.from(digits.slice(2)))
    : tagged(0x18, Buffer.from(digits));
}
