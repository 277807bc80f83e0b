import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Characters after the prefix, where it isn't 24. */
const LENGTHS: Readonly<Record<string, number>> = {
  acct: 16,
  ca: 32,
  cus: 14,
  prod: 14,
  req: 14,
  si: 14,
};

/** Prefixes of one payment's objects: their ids begin with 3, all others with 1. */
const PAYMENT = new Set(['ch', 'pi', 'py', 'pyr', 're', 'txn']);

/** How many characters after the prefix the ids of one payment have in common. */
const SHARED = 17;

/** Random digits and letters of both cases. */
export function randomText(length: number): string {
  let text = '';
  while (text.length < length) {
    if (used === pool.length) {
      pool = randomBytes(POOL);
      used = 0;
    }
    // Six bits; the two numbers beyond the alphabet are thrown away, so that all letters are equally likely.
    text += ALPHABET[(pool[used++] ?? 0) & 63] ?? '';
  }
  return text;
}

/** Random bytes asked for at once: an id needs a dozen, and one by one they are dear. */
const POOL = 4096;
let pool: Buffer = Buffer.alloc(0);
let used = 0;

/**
 * A fresh id of Stripe's shape: `1` or `3`, five characters of time, the last ten characters of the
 * account's id, the rest random. With `like`, the first 17 characters are those of that id.
 */
export function freshId(account: string, prefix: string, seconds: number, like?: string): string {
  const name = prefix.endsWith('_') ? prefix.slice(0, -1) : prefix;
  const length = LENGTHS[name] ?? 24;
  if (name === 'acct') return `acct_1${randomText(length - 1)}`;
  if (length !== 24) return `${name}_${randomText(length)}`;
  const start = like
    ? like.slice(like.indexOf('_') + 1).slice(0, SHARED)
    : `${PAYMENT.has(name) ? '3' : '1'}${timeText(seconds)}${account.slice(-10)}`;
  return `${name}_${start}${randomText(length - start.length)}`;
}

/** Namespaces by the id of their platform, as far as they were named since the start. */
const namespaces = new Map<string, string>();
const platforms = new Map<string, string>();

/** The account id of a platform: the same for the same namespace, always. */
export function platformId(namespace: string): string {
  const known = platforms.get(namespace);
  if (known) return known;
  const digest = createHash('sha256').update(`souk-emulator:${namespace}`).digest();
  let text = '';
  for (const byte of digest.subarray(0, 15)) text += ALPHABET[byte % ALPHABET.length];
  const id = `acct_1${text}`;
  platforms.set(namespace, id);
  namespaces.set(id, namespace);
  return id;
}

/** The namespace of a platform; undefined when no key or call has named it since the start. */
export function namespaceOf(platform: string): string | undefined {
  return namespaces.get(platform);
}

function timeText(seconds: number): string {
  let rest = seconds;
  let text = '';
  for (let index = 0; index < 5; index += 1) {
    text = (ALPHABET[rest % ALPHABET.length] ?? '0') + text;
    rest = Math.floor(rest / ALPHABET.length);
  }
  return text;
}
