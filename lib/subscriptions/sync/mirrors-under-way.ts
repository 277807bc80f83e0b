let count = 0;

/** How many mirrors this process is driving now: that many may have something to write at once. */
export const mirrorsUnderWay = (): number => count;

/** Counts the mirror that `drive` drives, as long as it does. */
export async function underWay<Value>(drive: () => Promise<Value>): Promise<Value> {
  count += 1;
  try {
    return await drive();
  } finally {
    count -= 1;
  }
}
