/**
 * Asks again and again while the page is looked at: after `firstMs`, then after as many milliseconds as
 * `ask` answers with. Returns what ends it; an answer that comes later finds its signal aborted.
 */
export function askAgain(ask: (signal: AbortSignal) => Promise<number>, firstMs: number) {
  const end = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = firstMs;

  async function turn() {
    pauseMs = await ask(end.signal);
    plan();
  }
  function plan() {
    clearTimeout(timer);
    if (end.signal.aborted || document.visibilityState !== 'visible') return;
    timer = setTimeout(() => void turn(), pauseMs);
  }

  plan();
  document.addEventListener('visibilitychange', plan, { signal: end.signal });
  return () => {
    end.abort();
    clearTimeout(timer);
  };
}

/** A second while a page is new, then slower: a bank debit takes days. */
export const pauseAfter = (asked: number): number => (asked < 60 ? 1_000 : 15_000);
