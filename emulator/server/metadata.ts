import { invalidRequest } from './contract';

const MAX_KEYS = 50;
const MAX_KEY = 40;
const MAX_VALUE = 500;

type Given = Readonly<Record<string, string | number | null>> | '' | null | undefined;

/**
 * Metadata after an update: absent keys stay, an empty value removes its key, `''` for all of it
 * removes every key (docs.stripe.com/metadata). `undefined` changes nothing. Throws a 400 beyond
 * 50 keys.
 */
export function mergeMetadata(
  old: Readonly<Record<string, string>> | null | undefined,
  given: Given,
): Record<string, string> {
  if (given === undefined) return { ...old };
  if (given === '' || given === null) return {};
  const merged: Record<string, string> = { ...old };
  for (const [key, value] of Object.entries(given)) {
    if (value === '' || value === null) delete merged[key];
    else merged[key] = String(value);
  }
  const count = Object.keys(merged).length;
  if (count > MAX_KEYS) {
    throw invalidRequest(
      `Metadata can have up to ${MAX_KEYS} keys, but this would make it ${count}.`,
      { param: 'metadata' },
    );
  }
  return merged;
}

/**
 * Checks metadata as it is given, before anything is executed: keys up to 40 characters without
 * square brackets, values up to 500 (docs.stripe.com/metadata; texts unconfirmed). That no more than
 * 50 keys remain is seen when they are merged.
 */
export function checkMetadata(given: Readonly<Record<string, unknown>>, param: string): void {
  for (const [key, value] of Object.entries(given)) {
    if (key.length > MAX_KEY) {
      throw invalidRequest(
        `Metadata keys can have up to ${MAX_KEY} characters, but you passed in a key that is ${key.length} characters. Invalid key: ${key}`,
        { param },
      );
    }
    if (/[[\]]/.test(key)) {
      throw invalidRequest(`Metadata keys can't contain square brackets. Invalid key: ${key}`, {
        param,
      });
    }
    const { length } = String(value);
    if (length > MAX_VALUE) {
      throw invalidRequest(
        `Metadata values can have up to ${MAX_VALUE} characters, but you passed in a value that is ${length} characters. Invalid value: ${String(value)}`,
        { param: `${param}[${key}]` },
      );
    }
  }
}
