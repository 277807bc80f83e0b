import { type Entry, referenceIn } from './entry';
import { Tally, type Funds } from './tally';

/** Value of a field → the ids of those that have it. */
type Index = Map<string, Set<string>>;

/** The objects of one kind in one account. */
export class Shelf {
  readonly #entries = new Map<string, Entry>();
  /** Oldest first. Made when a list first asks, then kept up. */
  #order: string[] | null = null;
  /** By the name of the field. Each is made when it is first asked, then kept up. */
  readonly #indexes = new Map<string, Index>();
  /** Sums of balance transactions. Made when a balance is first asked for, then kept up. */
  #tally: Tally | null = null;
  #places = 0;

  /** In the order of insertion, which is that of creation; a replaced object keeps its place. */
  get entries(): ReadonlyMap<string, Entry> {
    return this.#entries;
  }

  /** The ids, oldest first by `created`, then by insertion. Not to be kept beyond the call. */
  get order(): readonly string[] {
    // A test clock can create objects with an earlier `created` than those before them.
    return (this.#order ??= [...this.#entries.values()].sort(byAge).map(({ id }) => id));
  }

  /** Those that refer to `value` by `field`, oldest first. */
  where(field: string, value: string): Entry[] {
    const found: Entry[] = [];
    for (const id of this.#index(field).get(value) ?? []) {
      const entry = this.#entries.get(id);
      if (entry) found.push(entry);
    }
    return found.sort(byAge);
  }

  /** How many refer to `value` by `field`. */
  count(field: string, value: string): number {
    return this.#index(field).get(value)?.size ?? 0;
  }

  /** What balance transactions add up to at `now` (Unix seconds), by currency. */
  funds(now: number): Map<string, Funds> {
    if (!this.#tally?.reaches(now)) {
      this.#tally = new Tally();
      for (const entry of this.#entries.values()) this.#tally.add(entry);
    }
    return this.#tally.read(now);
  }

  put(entry: Entry): void {
    const before = this.#entries.get(entry.id);
    entry.place = before ? before.place : this.#places++;
    this.#entries.set(entry.id, entry);
    if (this.#tally) {
      if (before) this.#tally.add(before, -1);
      this.#tally.add(entry);
    }
    for (const [field, index] of this.#indexes) {
      if (before) unlist(index, field, before);
      list(index, field, entry);
    }
    if (!this.#order || before?.created === entry.created) return;
    const newest = this.#entries.get(this.#order.at(-1) ?? '');
    if (!before && (!newest || newest.created <= entry.created)) this.#order.push(entry.id);
    else this.#order = null;
  }

  remove(id: string): void {
    const before = this.#entries.get(id);
    if (!before) return;
    this.#entries.delete(id);
    this.#tally?.add(before, -1);
    for (const [field, index] of this.#indexes) unlist(index, field, before);
    this.#order = null;
  }

  #index(field: string): Index {
    let index = this.#indexes.get(field);
    if (!index) {
      this.#indexes.set(field, (index = new Map()));
      for (const entry of this.#entries.values()) list(index, field, entry);
    }
    return index;
  }
}

/** Oldest first: by `created`, then by insertion. */
export function byAge(a: Entry, b: Entry): number {
  return a.created - b.created || a.place - b.place;
}

function list(index: Index, field: string, entry: Entry): void {
  const value = referenceIn(entry, field);
  if (value === undefined) return;
  const ids = index.get(value);
  if (ids) ids.add(entry.id);
  else index.set(value, new Set([entry.id]));
}

function unlist(index: Index, field: string, entry: Entry): void {
  const value = referenceIn(entry, field);
  const ids = value === undefined ? undefined : index.get(value);
  if (value === undefined || !ids) return;
  ids.delete(entry.id);
  if (ids.size === 0) index.delete(value);
}
