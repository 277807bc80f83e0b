let count = 0;

/** How many legs this process is driving now: that many may have something to write at once. */
export const legsUnderWay = (): number => count;

/** Counts the leg that `drive` drives, as long as it does. */
export async function underWay(drive: () => Promise<void>): Promise<void> {
  count += 1;
  try {
    await drive();
  } finally {
    count -= 1;
  }
}
