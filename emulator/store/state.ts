import type { Kind, Stored } from './kinds';

/** A kept object with its place in the order of creation. */
export interface Entry {
  readonly object: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly hidden: unknown;
  /** `object` and `hidden` as written to the journal, kept so that nothing is serialised twice. */
  readonly json: string;
}

/** One change of a transaction. */
export type Change =
  | { readonly op: 'put'; readonly account: string; readonly kind: Kind; readonly entry: Entry }
  | { readonly op: 'remove'; readonly account: string; readonly kind: Kind; readonly id: string };

/** Makes an entry of an object: copied, without `undefined`, frozen all the way down. */
export function entryOf(object: object, hidden: unknown): Entry {
  return parseEntry(JSON.stringify([object, hidden ?? null]));
}

/** The inverse of `Entry.json`. */
export function parseEntry(json: string): Entry {
  const [object, hidden] = deepFreeze(JSON.parse(json)) as [Entry['object'], unknown];
  return { object, hidden, json };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) deepFreeze(inner);
    Object.freeze(value);
  }
  return value;
}

/** The type of a read entry: the journal holds exactly what `records.put` was given. */
export function storedOf<K extends Kind>(entry: Entry): Stored<K> {
  return entry as unknown as Stored<K>;
}

/**
 * Everything committed, in memory: account → kind → id. Maps keep the order of insertion, which is
 * the order of creation; a replaced object keeps its place.
 */
export class State {
  readonly #accounts = new Map<string, Map<Kind, Map<string, Entry>>>();
  /** Connected account → the platform it belongs to. */
  readonly #owners = new Map<string, string>();

  get(account: string, kind: Kind, id: string): Entry | undefined {
    return this.#accounts.get(account)?.get(kind)?.get(id);
  }

  /** Oldest first. */
  entries(account: string, kind: Kind): ReadonlyMap<string, Entry> {
    return this.#accounts.get(account)?.get(kind) ?? empty;
  }

  accounts(): string[] {
    return [...this.#accounts.keys()];
  }

  kinds(account: string): Kind[] {
    return [...(this.#accounts.get(account)?.keys() ?? [])];
  }

  /** The platform that a connected account belongs to; undefined for platforms and unknown ids. */
  ownerOf(account: string): string | undefined {
    return this.#owners.get(account);
  }

  /** The connected accounts of a platform. */
  connectedTo(platform: string): string[] {
    return [...this.#owners].filter(([, owner]) => owner === platform).map(([account]) => account);
  }

  apply(change: Change): void {
    const { account, kind } = change;
    if (change.op === 'remove') {
      // A removed account keeps its owner: its timers and deliveries still act for that platform.
      this.#accounts.get(account)?.get(kind)?.delete(change.id);
      return;
    }
    let kinds = this.#accounts.get(account);
    if (!kinds) this.#accounts.set(account, (kinds = new Map()));
    let objects = kinds.get(kind);
    if (!objects) kinds.set(kind, (objects = new Map()));
    objects.set(change.entry.object.id, change.entry);
    if (kind === 'account' && change.entry.object.id !== account) {
      this.#owners.set(change.entry.object.id, account);
    }
  }

  /** Forgets accounts with all they own; without a list, everything. */
  clear(accounts?: readonly string[]): void {
    for (const account of accounts ?? this.accounts()) {
      this.#accounts.delete(account);
      this.#owners.delete(account);
    }
    if (!accounts) this.#owners.clear();
  }

  /** How many Stripe objects are kept; what the core keeps for itself is not counted. */
  count(system: ReadonlySet<Kind>): number {
    let count = 0;
    for (const kinds of this.#accounts.values()) {
      for (const [kind, objects] of kinds) if (!system.has(kind)) count += objects.size;
    }
    return count;
  }
}

const empty: ReadonlyMap<string, Entry> = new Map();
