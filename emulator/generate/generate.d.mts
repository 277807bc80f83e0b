/** Builds every generated file in memory: file name under `generated/` to its text. */
export function generate(): Map<string, string>;
