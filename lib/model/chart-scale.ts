/**
 * Even levels from nothing to at least `most`, five of them or less, at numbers that people count in: 1,
 * 2 or 5 with noughts. Of amounts in minor units, so none is less than 1.
 */
export function levelsFor(most: number): number[] {
  const least = Math.max(most / 4, 1);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5].map((count) => count * power).find((one) => one >= least) ?? 10 * power;
  return Array.from(
    { length: Math.max(1, Math.ceil(most / step)) + 1 },
    (_, level) => level * step,
  );
}
