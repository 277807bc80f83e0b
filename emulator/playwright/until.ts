/** How long helpers try, and how often. Milliseconds. */
const PATIENCE = 20_000;
const PAUSE = 50;

/**
 * Tries until `attempt` answers something, since pages come about in their own time. Rejects with
 * what was waited for.
 */
export async function until<T>(
  wanted: string,
  attempt: () => Promise<T | null | undefined | false>,
): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await attempt();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited ${PATIENCE / 1_000} s for ${wanted}.`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
