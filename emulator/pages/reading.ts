import type Stripe from 'stripe';
import type { Context, Resource } from '../server/contract';
import type { Engine } from '../server/engine';
import type { Faults } from '../server/faults';
import { namespaceOf, platformId } from '../server/ids';
import { DEFAULT_NAMESPACE } from '../server/namespace';
import type { LoggedRequest, RequestLog } from '../server/request-log';
import type { Kind } from '../store/kinds';
import type { Delivery } from '../store/system-kinds';

/** What the pages are made from. */
export interface DashboardParts {
  readonly engine: Engine;
  readonly resources: readonly Resource[];
  readonly log: RequestLog;
  readonly faults: Pick<Faults, 'all'>;
  /** The control API, called in this process. */
  readonly control: { request(path: string, init?: RequestInit): Response | Promise<Response> };
  readonly version: string;
}

/** Kinds that are not objects of Stripe's, or that hold what nobody shall see. */
const UNSEEN: ReadonlySet<Kind> = new Set<Kind>([
  'account_link',
  'challenge',
  'clock_timer',
  'customer_session',
  'delivery',
  'idempotent_answer',
  'invoice_preview',
  'invoiced_intent',
  'link_consumer',
  'login_link',
  'timer',
]);

export type Plain = Readonly<Record<string, unknown>> & { readonly id: string };

export interface Found {
  readonly account: string;
  readonly kind: Kind;
  readonly object: Plain;
  readonly hidden: Readonly<Record<string, unknown>> | null;
}

/** An account with what the overview tells of it. */
export interface Party {
  readonly id: string;
  readonly platform: string;
  readonly name: string;
  /** Absent until the platform's own Account was first needed. */
  readonly account: Stripe.Account | undefined;
}

/** Everything the dashboard reads. It changes nothing. */
export class Reading {
  constructor(private readonly parts: DashboardParts) {}

  private get state() {
    return this.parts.engine.store.state;
  }

  /** The platforms with data, the default one first. */
  platforms(): string[] {
    return this.everywhere().filter((id) => this.state.ownerOf(id) === undefined);
  }

  namespace(platform: string): string | undefined {
    return namespaceOf(platform);
  }

  connected(platform: string): string[] {
    return this.state
      .connectedTo(platform)
      .filter((id) => this.state.get(platform, 'account', id) !== undefined)
      .reverse();
  }

  /** A platform or connected account; undefined for an id that is neither. */
  party(id: string): Party | undefined {
    const owner = this.state.ownerOf(id);
    const isHome = id === platformId(DEFAULT_NAMESPACE);
    const isPlatform = isHome || (id.startsWith('acct_') && this.state.kinds(id).length > 0);
    if (owner === undefined && !isPlatform) return undefined;
    const platform = owner ?? id;
    const account = this.state.get(platform, 'account', id)?.object as unknown as
      Stripe.Account | undefined;
    const namespace = this.namespace(id);
    const given = account?.business_profile?.name ?? account?.settings?.dashboard.display_name;
    const fallback = owner ? id : namespace ? `Platform ${namespace}` : 'Platform';
    return { id, platform, account, name: given || fallback };
  }

  /** How an account is called in a list; its id when it has no name. */
  nameOf(id: string): string {
    return this.party(id)?.name ?? id;
  }

  /** The balance as the API tells it; undefined where adding it up would take long. */
  balance(party: Party, most = Infinity): Stripe.Balance | undefined {
    if (this.state.entries(party.id, 'balance_transaction').size > most) return undefined;
    const handler = this.parts.resources
      .flatMap(({ routes }) => routes)
      .find(({ method, path }) => method === 'GET' && path === '/v1/balance')?.handler;
    try {
      // The transaction is dropped: looking at a balance leaves nothing behind.
      return handler?.(this.context(party.id), {} as never, {}) as Stripe.Balance | undefined;
    } catch {
      // An account that is gone has none.
      return undefined;
    }
  }

  private context(account: string): Context {
    const { engine } = this.parts;
    return engine.begin(engine.system(account)).context;
  }

  /** The kinds an account has objects of, with their number; most telling names first. */
  kinds(account: string): { kind: Kind; count: number }[] {
    return this.state
      .kinds(account)
      .filter((kind) => !UNSEEN.has(kind))
      .map((kind) => ({ kind, count: this.state.entries(account, kind).size }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.kind.localeCompare(b.kind));
  }

  /** One page of a kind, newest first. */
  page(
    account: string,
    kind: string,
    from: number,
    size: number,
  ): { rows: Found[]; total: number } {
    if (UNSEEN.has(kind as Kind)) return { rows: [], total: 0 };
    const order = this.state.order(account, kind as Kind);
    const total = order.length;
    const ids = order.slice(Math.max(total - from - size, 0), Math.max(total - from, 0));
    const rows = ids.reverse().flatMap((id) => this.find(account, kind as Kind, id) ?? []);
    return { rows, total };
  }

  find(account: string, kind: Kind, id: string): Found | undefined {
    const entry = UNSEEN.has(kind) ? undefined : this.state.get(account, kind, id);
    if (!entry) return undefined;
    const hidden = entry.hidden as Found['hidden'];
    return { account, kind, object: entry.object, hidden };
  }

  /** An object by its id alone, sought in the given accounts, in their order. */
  locate(id: string, accounts: Iterable<string>): Found | undefined {
    for (const account of new Set(accounts)) {
      for (const kind of this.state.kinds(account)) {
        const found = this.find(account, kind, id);
        if (found) return found;
      }
    }
    return undefined;
  }

  /** All accounts that have anything, the default platform first. */
  everywhere(): string[] {
    const home = platformId(DEFAULT_NAMESPACE);
    // The core keeps some things of its own beside the accounts.
    const accounts = this.state.accounts().filter((id) => id.startsWith('acct_'));
    return [...new Set([home, ...accounts])];
  }

  /** The PaymentMethod that this one is a clone of. */
  original(found: Found): Found | undefined {
    const id = found.hidden?.clonedFrom;
    const platform = this.state.ownerOf(found.account);
    if (typeof id !== 'string' || platform === undefined) return undefined;
    return this.find(platform, 'payment_method', id);
  }

  /** The clones of a platform's PaymentMethod, over all its connected accounts. */
  clones({ account, kind, object }: Found): Found[] {
    if (kind !== 'payment_method') return [];
    return this.state
      .connectedTo(account)
      .flatMap((connected) =>
        this.mentioning(connected, 'payment_method', object.id, Infinity).filter(
          ({ hidden }) => hidden?.clonedFrom === object.id,
        ),
      );
  }

  /** The last events of some accounts, newest first. */
  events(accounts: readonly string[], most: number): Found[] {
    return accounts
      .flatMap((account) => {
        const entries = this.state.entries(account, 'event');
        const ids = this.state.order(account, 'event').slice(-most).reverse();
        // Only what is shown is read: the rest is told apart by its age.
        return ids.map((id) => ({ account, id, created: entries.get(id)?.created ?? 0 }));
      })
      .sort((a, b) => b.created - a.created)
      .slice(0, most)
      .flatMap(({ account, id }) => this.find(account, 'event', id) ?? []);
  }

  /** The last events that tell of an object, newest first. */
  eventsAbout({ account, object }: Found, most: number): Found[] {
    return this.mentioning(account, 'event', object.id, 5_000)
      .filter(({ object: event }) => {
        const data = event.data as { object?: { id?: string } } | undefined;
        return data?.object?.id === object.id;
      })
      .slice(0, most);
  }

  /** Objects of a kind that have an id in them or beside them, among the newest `depth`; newest first. */
  private mentioning(account: string, kind: Kind, id: string, depth: number): Found[] {
    const entries = this.state.entries(account, kind);
    return this.state
      .order(account, kind)
      .slice(Number.isFinite(depth) ? -depth : 0)
      .filter((each) => {
        const entry = entries.get(each);
        return [entry?.json, entry?.hiddenJson].some((text) => text?.includes(`"${id}"`));
      })
      .reverse()
      .flatMap((each) => this.find(account, kind, each) ?? []);
  }

  /** Deliveries of one event, oldest first. */
  deliveriesOf({ account, object }: Found): Delivery[] {
    return this.state
      .where(account, 'delivery', 'event', object.id)
      .map((entry) => entry.object as unknown as Delivery);
  }

  requests(): LoggedRequest[] {
    return this.parts.log.latest();
  }

  answerOf(request: string): string | undefined {
    return this.parts.log.answerOf(request);
  }
}
