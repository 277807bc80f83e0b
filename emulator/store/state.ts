import type { Entry } from './entry';
import type { Kind } from './kinds';
import { Shelf } from './shelf';
import type { Funds } from './tally';

/** One change of a transaction. */
export type Change =
  | { readonly op: 'put'; readonly account: string; readonly kind: Kind; readonly entry: Entry }
  | { readonly op: 'remove'; readonly account: string; readonly kind: Kind; readonly id: string };

/** Everything committed, in memory: account → kind → id. */
export class State {
  readonly #accounts = new Map<string, Map<Kind, Shelf>>();
  /** Connected account → the platform it belongs to. */
  readonly #owners = new Map<string, string>();

  get(account: string, kind: Kind, id: string): Entry | undefined {
    return this.entries(account, kind).get(id);
  }

  /** Oldest first, in the order of insertion. */
  entries(account: string, kind: Kind): ReadonlyMap<string, Entry> {
    return this.#shelf(account, kind).entries;
  }

  /** The ids of one kind, oldest first by `created`, then by insertion. */
  order(account: string, kind: Kind): readonly string[] {
    return this.#shelf(account, kind).order;
  }

  /** Those that refer to `value` by `field`, oldest first. */
  where(account: string, kind: Kind, field: string, value: string): Entry[] {
    return this.#shelf(account, kind).where(field, value);
  }

  /** How many refer to `value` by `field`. */
  countWhere(account: string, kind: Kind, field: string, value: string): number {
    return this.#shelf(account, kind).count(field, value);
  }

  /** What an account's balance transactions add up to at `now` (Unix seconds), by currency. */
  funds(account: string, now: number): Map<string, Funds> {
    return this.#shelf(account, 'balance_transaction').funds(now);
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
      this.#accounts.get(account)?.get(kind)?.remove(change.id);
      return;
    }
    let kinds = this.#accounts.get(account);
    if (!kinds) this.#accounts.set(account, (kinds = new Map()));
    let shelf = kinds.get(kind);
    if (!shelf) kinds.set(kind, (shelf = new Shelf()));
    shelf.put(change.entry);
    const { id } = change.entry;
    if (kind === 'account' && id !== account) this.#owners.set(id, account);
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
      for (const [kind, { entries }] of kinds) if (!system.has(kind)) count += entries.size;
    }
    return count;
  }

  #shelf(account: string, kind: Kind): Shelf {
    return this.#accounts.get(account)?.get(kind) ?? empty;
  }
}

/** Never put into. */
const empty = new Shelf();
