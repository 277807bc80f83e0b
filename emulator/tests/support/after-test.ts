import type { TestContext } from 'vitest';

/**
 * Modules are loaded once for all files that a worker runs, so a hook beside what it tidies up would
 * serve the first file alone: the set-up of each file registers one hook, which does all that is
 * noted here.
 */
type Work = (outOfTime: boolean) => unknown;

const works: Work[] = [];
const lastWorks: Work[] = [];

/** Has `work` done after every test, however that ends; it is told whether the test ran out of time. */
export function afterEveryTest(work: Work): void {
  works.push(work);
}

/** As `afterEveryTest`, when all that may still use it is closed. */
export function lastAfterEveryTest(work: Work): void {
  lastWorks.push(work);
}

/** Does it all, also what comes after something that fails, and throws the first failure. */
export async function tidyUp({ task }: TestContext): Promise<void> {
  const outOfTime =
    task.result?.errors?.some(({ message }) => /timed out in/.test(message)) ?? false;
  const failures: unknown[] = [];
  for (const work of [...works, ...lastWorks]) {
    try {
      await work(outOfTime);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
