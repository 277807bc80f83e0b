import { patienceSeconds } from './options';

/** Reads `ask` until it is true, for as long as a shop may take that starts again. */
export async function until(what: string, ask: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceSeconds * 1_000;
  while (!(await ask())) {
    if (performance.now() > end)
      throw new Error(`after ${patienceSeconds} s it is still not so that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
