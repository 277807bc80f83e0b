import type Stripe from 'stripe';
import { writeEvent } from '../events/write-event';
import { referenceIn, type Entry } from '../store/entry';
import type { Kind, Kinds, Stored } from '../store/kinds';
import type { Funds } from '../store/tally';
import type { Transaction } from '../store/transaction';
import type { Context, FieldOf, FieldValues, Origins, Records, Settings } from './contract';
import { freshId, randomText } from './ids';
import { page, rowsOf } from './paging';

type Reaction = (context: Context, object: never) => void;

/** What all contexts of one request share. */
export interface Scope {
  readonly transaction: Transaction;
  readonly platform: string;
  readonly key: Context['key'];
  readonly apiVersion: string;
  readonly request: Context['request'];
  readonly settings: Settings;
  readonly urls: Origins;
  /** What other resources do about an event, by its type. */
  readonly reactions: ReadonlyMap<string, readonly Reaction[]>;
  /** Unix milliseconds by the emulator's clock. */
  readonly clock: () => number;
}

/** The `Context` of one account within a running transaction. */
export class AccountContext implements Context {
  readonly records: Records;

  constructor(
    private readonly scope: Scope,
    readonly account: string,
    /** Unix seconds, where it is not the emulator's clock that counts. */
    private readonly moment?: number | undefined,
  ) {
    this.records = new AccountRecords(scope.transaction, account);
  }

  get platform(): string {
    return this.scope.platform;
  }

  get connected(): boolean {
    return this.account !== this.scope.platform;
  }

  get key(): Context['key'] {
    return this.scope.key;
  }

  get apiVersion(): string {
    return this.scope.apiVersion;
  }

  get request(): Context['request'] {
    return this.scope.request;
  }

  get settings(): Settings {
    return this.scope.settings;
  }

  get urls(): Origins {
    return this.scope.urls;
  }

  now(): number {
    return this.moment ?? Math.floor(this.scope.clock() / 1000);
  }

  nowMs(): number {
    return this.moment === undefined ? this.scope.clock() : this.moment * 1000;
  }

  emulatorMs(): number {
    return this.scope.clock();
  }

  id(prefix: string, like?: string): string {
    return freshId(this.account, prefix, this.now(), like);
  }

  random(length: number): string {
    return randomText(length);
  }

  as(account: string): Context {
    return account === this.account ? this : new AccountContext(this.scope, account, this.moment);
  }

  at(seconds: number): Context {
    return new AccountContext(this.scope, this.account, seconds);
  }

  emit(
    type: Stripe.Event.Type,
    object: object,
    previousAttributes?: Record<string, unknown>,
  ): string {
    const here = this.moment === undefined ? this : new AccountContext(this.scope, this.account);
    const id = writeEvent(here, type, object, previousAttributes);
    for (const react of this.scope.reactions.get(type) ?? []) react(this, object as never);
    return id;
  }

  undo(): void {
    this.scope.transaction.undo();
  }

  schedule(delayMs: number, task: string, payload: Record<string, unknown>): void {
    const due = this.scope.clock() + delayMs;
    this.records.put('timer', { id: this.id('timer'), object: 'timer', due, task, payload }, null);
  }

  list<T extends { id: string }>(
    rows: T[],
    parameters: Stripe.PaginationParams & { created?: Stripe.RangeQueryParam | number },
    url: string,
  ): Stripe.ApiList<T> {
    return page(rowsOf(rows), parameters, url);
  }

  page<K extends Kind>(
    kind: K,
    parameters: Stripe.PaginationParams & { created?: Stripe.RangeQueryParam | number },
    url: string,
    matches: (stored: Stored<K>) => boolean = () => true,
    by?: FieldValues<K>,
  ): Stripe.ApiList<Kinds[K]['object']> {
    const { transaction } = this.scope;
    const wanted = Object.entries<string | undefined>(by ?? {}).filter(
      (pair): pair is [string, string] => Boolean(pair[1]),
    );
    const fits = (stored: Stored<K>): boolean =>
      wanted.every(([field, value]) => referenceIn(stored as unknown as Entry, field) === value) &&
      matches(stored);
    const [first] = wanted;
    // Of many the newest are found sooner by looking at each than by sorting all of them.
    if (first && transaction.countWhere(this.account, kind, ...first) <= FEW) {
      const found = transaction.where(this.account, kind, ...first).filter(fits);
      return page(rowsOf(found.map(({ object }) => object)), parameters, url);
    }
    const ids = transaction.order(this.account, kind);
    const id = (index: number): string => ids[ids.length - 1 - index] ?? '';
    const row = (index: number): Kinds[K]['object'] | undefined => {
      const stored = transaction.get(this.account, kind, id(index));
      return stored && fits(stored) ? stored.object : undefined;
    };
    return page({ length: ids.length, id, row }, parameters, url);
  }
}

/** Up to so many are found by an index. */
const FEW = 1_000;

class AccountRecords implements Records {
  constructor(
    private readonly transaction: Transaction,
    private readonly account: string,
  ) {}

  get<K extends Kind>(kind: K, id: string): Stored<K> | undefined {
    return this.transaction.get(this.account, kind, id);
  }

  all<K extends Kind>(kind: K): Stored<K>[] {
    return this.transaction.all(this.account, kind);
  }

  where<K extends Kind>(kind: K, field: FieldOf<K>, value: string): Stored<K>[] {
    return this.transaction.where(this.account, kind, field, value);
  }

  funds(now: number): Map<string, Funds> {
    return this.transaction.funds(this.account, now);
  }

  put<K extends Kind>(kind: K, object: Kinds[K]['object'], hidden?: Kinds[K]['hidden']): void {
    this.transaction.put(this.account, kind, object, hidden);
  }

  remove(kind: Kind, id: string): void {
    this.transaction.remove(this.account, kind, id);
  }
}
