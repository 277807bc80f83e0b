import type { Kind } from '../store/kinds';
import type { Change } from '../store/state';
import { Store } from '../store/store';
import { Transaction } from '../store/transaction';
import { API_VERSION } from './api-version';
import { AccountContext, type Scope } from './context';
import { StripeError, type Context, type Origins, type Resource, type Settings } from './contract';
import { expandablesOf, type Expandables } from './expand';
import { expired } from './expiry';

/** Who acts, on whose account, in answer to which request. */
export type Actor = Pick<Scope, 'platform' | 'key' | 'apiVersion' | 'request'> & {
  readonly account: string;
};

/** One running transaction with the context to work in. */
export interface Unit {
  readonly context: Context;
  /** Makes it durable and visible, then starts the timers and deliveries that it planned. */
  commit(): void;
}

type Put = Extract<Change, { op: 'put' }>;

/**
 * The heart of the emulator: the store, what the resources can do, and the one way to change
 * anything. Knows nothing of HTTP.
 */
export class Engine {
  readonly store: Store;
  readonly expandables: Expandables;
  readonly settings: Settings;
  readonly clock: () => number;
  #urls: Origins = { api: '', frames: '', bank: '' };
  readonly #tasks = new Map<string, (context: Context, payload: never) => void>();
  readonly #reactions = new Map<string, ((context: Context, object: never) => void)[]>();
  readonly #watchers = new Map<Kind, (put: Put) => void>();

  constructor(options: {
    dataDirectory: string | null;
    settings: Settings;
    clock: () => number;
    resources: readonly Resource[];
  }) {
    this.settings = options.settings;
    this.clock = options.clock;
    this.expandables = expandablesOf(options.resources);
    for (const { tasks, reactions } of options.resources) {
      for (const [name, task] of Object.entries(tasks ?? {})) {
        if (this.#tasks.has(name)) throw new Error(`Two tasks are named ${name}.`);
        this.#tasks.set(name, task);
      }
      for (const [type, react] of Object.entries(reactions ?? {})) {
        this.#reactions.set(type, [...(this.#reactions.get(type) ?? []), react]);
      }
    }
    this.store = new Store(options.dataDirectory, (change) => expired(change, this.clock()));
  }

  get urls(): Origins {
    return this.#urls;
  }

  /** Set once the listeners have their ports. */
  set urls(urls: Origins) {
    this.#urls = urls;
  }

  /** Calls `watch` for each committed object of a kind. */
  onCommit(kind: Kind, watch: (put: Put) => void): void {
    this.#watchers.set(kind, watch);
  }

  task(name: string): ((context: Context, payload: never) => void) | undefined {
    return this.#tasks.get(name);
  }

  /** Starts a transaction. Dropping the unit rolls it back. */
  begin(actor: Actor): Unit {
    const transaction = new Transaction(this.store.state);
    const { account, platform, key, apiVersion, request } = actor;
    const { settings, urls, clock } = this;
    const reactions = this.#reactions;
    const shared = { settings, urls, clock, reactions };
    const scope = { transaction, platform, key, apiVersion, request, ...shared };
    const context = new AccountContext(scope, account);
    return {
      context,
      commit: () => {
        for (const change of this.store.commit(transaction)) {
          if (change.op === 'put') this.#watchers.get(change.kind)?.(change);
        }
      },
    };
  }

  /**
   * Runs `work` as the system on one account, and commits: all of it or, when it throws, nothing
   * (but for a `StripeError` that says `keep`).
   */
  transaction<T>(account: string, work: (context: Context) => T): T {
    const unit = this.begin(this.system(account));
    try {
      const result = work(unit.context);
      unit.commit();
      return result;
    } catch (error) {
      if (error instanceof StripeError && error.keep) unit.commit();
      throw error;
    }
  }

  /** The emulator itself, acting on an account. */
  system(account: string): Actor {
    return {
      account,
      platform: this.store.state.ownerOf(account) ?? account,
      key: 'system',
      apiVersion: API_VERSION,
      request: { id: null, idempotencyKey: null },
    };
  }

  /** Whether `account` is there and belongs to the platform. */
  isConnected(platform: string, account: string): boolean {
    const entry = this.store.state.get(platform, 'account', account);
    const hidden = entry?.hidden as { deleted?: boolean } | null | undefined;
    return entry !== undefined && hidden?.deleted !== true;
  }
}
