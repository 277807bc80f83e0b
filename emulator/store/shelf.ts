import type { Entry } from './entry';

/** The objects of one kind in one account. */
export class Shelf {
  readonly #entries = new Map<string, Entry>();
  /** Oldest first by `created`, then by insertion. Made when a list first asks, then kept up. */
  #order: string[] | null = null;

  /** In the order of insertion, which is that of creation; a replaced object keeps its place. */
  get entries(): ReadonlyMap<string, Entry> {
    return this.#entries;
  }

  /** The ids, oldest first by `created`, then by insertion. Not to be kept beyond the call. */
  get order(): readonly string[] {
    // A test clock can create objects with an earlier `created` than those before them.
    return (this.#order ??= [...this.#entries.values()]
      .sort((a, b) => a.created - b.created)
      .map(({ id }) => id));
  }

  put(entry: Entry): void {
    const before = this.#entries.get(entry.id);
    this.#entries.set(entry.id, entry);
    if (!this.#order || before?.created === entry.created) return;
    const newest = this.#entries.get(this.#order.at(-1) ?? '');
    if (!before && (!newest || newest.created <= entry.created)) this.#order.push(entry.id);
    else this.#order = null;
  }

  remove(id: string): void {
    if (this.#entries.delete(id)) this.#order = null;
  }
}
