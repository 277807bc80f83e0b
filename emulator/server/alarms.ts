/** Longest pause that `setTimeout` takes. */
const MAX_PAUSE = 2 ** 31 - 1;

/** Named alarms at points in time, all of which can be switched off together. */
export class Alarms {
  readonly #running = new Map<string, NodeJS.Timeout>();
  #closed = false;

  /** Runs `ring` at `due` (Unix milliseconds), at once when that is past. Replaces an alarm of the name. */
  set(name: string, due: number, ring: () => void): void {
    if (this.#closed) return;
    clearTimeout(this.#running.get(name));
    const pause = Math.min(Math.max(due - Date.now(), 0), MAX_PAUSE);
    const timeout = setTimeout(() => {
      if (due > Date.now() + 1) {
        this.set(name, due, ring);
        return;
      }
      this.#running.delete(name);
      ring();
    }, pause);
    this.#running.set(name, timeout);
  }

  close(): void {
    this.#closed = true;
    for (const timeout of this.#running.values()) clearTimeout(timeout);
    this.#running.clear();
  }
}
