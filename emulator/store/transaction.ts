import type { Kind, Kinds, Stored } from './kinds';
import { entryOf, referenceIn, storedOf, type Entry } from './entry';
import { byAge } from './shelf';
import type { Change, State } from './state';
import { withEntry, type Funds } from './tally';

/**
 * Changes laid over the committed state. They are seen through the transaction only, until the
 * store commits them; to roll back, drop the transaction.
 */
export class Transaction {
  readonly #state: State;
  /** account → kind → id → entry, or null when removed. */
  readonly #overlay = new Map<string, Map<Kind, Map<string, Entry | null>>>();

  constructor(state: State) {
    this.#state = state;
  }

  get<K extends Kind>(account: string, kind: K, id: string): Stored<K> | undefined {
    const entry = this.#entry(account, kind, id);
    return entry ? storedOf<K>(entry) : undefined;
  }

  /** Newest first: by `created`, then by the order of insertion. */
  all<K extends Kind>(account: string, kind: K): Stored<K>[] {
    const stored: Stored<K>[] = [];
    for (const id of this.order(account, kind)) {
      const entry = this.#entry(account, kind, id);
      if (entry) stored.push(storedOf<K>(entry));
    }
    return stored.reverse();
  }

  /** The ids of one kind, oldest first, to look at some of many: an id can be one just removed. */
  order(account: string, kind: Kind): readonly string[] {
    const order = this.#state.order(account, kind);
    const changed = this.#overlay.get(account)?.get(kind);
    if (!changed) return order;
    const committed = this.#state.entries(account, kind);
    const added: Entry[] = [];
    for (const [id, entry] of changed) if (entry && !committed.has(id)) added.push(entry);
    if (added.length === 0) return order;
    const createdOf = (id: string): number => this.#entry(account, kind, id)?.created ?? 0;
    return [...order, ...added.map(({ id }) => id)].sort((a, b) => createdOf(a) - createdOf(b));
  }

  /** Those whose `field` is `value` or an object of that id, newest first. */
  where<K extends Kind>(account: string, kind: K, field: string, value: string): Stored<K>[] {
    const changed = this.#overlay.get(account)?.get(kind);
    const found = this.#state
      .where(account, kind, field, value)
      .filter(({ id }) => !changed?.has(id));
    for (const [id, entry] of changed ?? []) {
      if (!entry || referenceIn(entry, field) !== value) continue;
      // What is new here comes after all that is committed, in the order it was put.
      entry.place = this.#state.get(account, kind, id)?.place ?? Number.MAX_SAFE_INTEGER;
      found.push(entry);
    }
    found.sort(byAge).reverse();
    return found.map((entry) => storedOf<K>(entry));
  }

  /** How many of what is committed refer to `value` by `field`. */
  countWhere(account: string, kind: Kind, field: string, value: string): number {
    return this.#state.countWhere(account, kind, field, value);
  }

  /** What an account's balance transactions add up to at `now` (Unix seconds), by currency. */
  funds(account: string, now: number): Map<string, Funds> {
    const funds = this.#state.funds(account, now);
    const changed = this.#overlay.get(account)?.get('balance_transaction');
    for (const [id, entry] of changed ?? []) {
      const before = this.#state.get(account, 'balance_transaction', id);
      if (before) withEntry(funds, before, now, -1);
      if (entry) withEntry(funds, entry, now, 1);
    }
    return funds;
  }

  put<K extends Kind>(
    account: string,
    kind: K,
    object: Kinds[K]['object'],
    hidden?: Kinds[K]['hidden'],
  ): void {
    const before = hidden === undefined ? this.#entry(account, kind, object.id) : undefined;
    this.#change(account, kind, object.id, entryOf(object, hidden, before));
  }

  remove(account: string, kind: Kind, id: string): void {
    this.#change(account, kind, id, null);
  }

  /** Forgets every change. */
  undo(): void {
    this.#overlay.clear();
  }

  /** What the commit has to write, in order of first change within an account and kind. */
  changes(): Change[] {
    const changes: Change[] = [];
    for (const [account, kinds] of this.#overlay) {
      for (const [kind, objects] of kinds) {
        for (const [id, entry] of objects) {
          if (entry) changes.push({ op: 'put', account, kind, entry });
          else changes.push({ op: 'remove', account, kind, id });
        }
      }
    }
    return changes;
  }

  #entry(account: string, kind: Kind, id: string): Entry | undefined {
    const changed = this.#overlay.get(account)?.get(kind)?.get(id);
    if (changed !== undefined) return changed ?? undefined;
    return this.#state.get(account, kind, id);
  }

  #change(account: string, kind: Kind, id: string, entry: Entry | null): void {
    let kinds = this.#overlay.get(account);
    if (!kinds) this.#overlay.set(account, (kinds = new Map()));
    let objects = kinds.get(kind);
    if (!objects) kinds.set(kind, (objects = new Map()));
    objects.set(id, entry);
  }
}
