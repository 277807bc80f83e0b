/** The id of what Stripe tells expanded or not. */
export const idOf = (linked: string | { readonly id: string } | null): string | undefined =>
  typeof linked === 'string' ? linked : linked?.id;

/** What two sides say differently, a sentence each. */
export function differences(
  of: string,
  pairs: readonly (readonly [name: string, theirs: unknown, ours: unknown])[],
): string[] {
  return pairs
    .filter(([, theirs, ours]) => theirs !== ours)
    .map(([name, theirs, ours]) => `${of}: ${name} is ${String(theirs)}, ours ${String(ours)}`);
}
