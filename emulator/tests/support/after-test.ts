/**
 * Modules are loaded once for all files that a worker runs, so a hook beside what it tidies up would
 * serve the first file alone: the set-up of each file registers one hook, which does all that is
 * noted here.
 */
const works: (() => unknown)[] = [];
const lastWorks: (() => unknown)[] = [];

/** Has `work` done after every test, however that ends. */
export function afterEveryTest(work: () => unknown): void {
  works.push(work);
}

/** As `afterEveryTest`, when all that may still use it is closed. */
export function lastAfterEveryTest(work: () => unknown): void {
  lastWorks.push(work);
}

/** Does it all, also what comes after something that fails, and throws the first failure. */
export async function tidyUp(): Promise<void> {
  const failures: unknown[] = [];
  for (const work of [...works, ...lastWorks]) {
    try {
      await work();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
