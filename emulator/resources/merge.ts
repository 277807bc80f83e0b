/**
 * How a nested hash of parameters changes what is stored: given values replace, an emptied one
 * becomes null, hashes merge, lists are taken whole.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** `before` with what `given` sets. */
export function merge<T extends object>(before: T, given: Fields | undefined): T {
  if (given === undefined) return before;
  const after: Record<string, unknown> = { ...(before as Fields) };
  for (const [key, value] of Object.entries(given)) {
    const old = after[key];
    if (value === '') after[key] = null;
    else if (isHash(value)) after[key] = merge(isHash(old) ? old : {}, value);
    else if (value !== undefined) after[key] = value;
  }
  return after as T;
}

export function isHash(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same hash without some names. */
export function without(given: Fields, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));
}
