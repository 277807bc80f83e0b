/** Ends a switch over a closed set: a forgotten case does not compile, a foreign value throws. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
