import type Stripe from 'stripe';
import type { Context, Resource } from '../server/contract';
import type { Engine } from '../server/engine';
import type { Faults } from '../server/faults';
import { namespaceOf, platformId } from '../server/ids';
import { DEFAULT_NAMESPACE } from '../server/keys';
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
  'challenge',
  'delivery',
  'idempotent_answer',
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
    const home = platformId(DEFAULT_NAMESPACE);
    const others = this.state
      .accounts()
      .filter((id) => id !== home && this.state.ownerOf(id) === undefined);
    return [home, ...others];
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
    if (owner === undefined && !this.platforms().includes(id)) return undefined;
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

  balance(party: Party): Stripe.Balance | undefined {
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
    const entries = this.state.entries(account, kind as Kind);
    const total = entries.size;
    const ids = [...entries.keys()].slice(Math.max(total - from - size, 0), total - from);
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

  everywhere(): string[] {
    return [...new Set([...this.platforms(), ...this.state.accounts()])];
  }

  /** The PaymentMethod that this one is a clone of. */
  original(found: Found): Found | undefined {
    const id = found.hidden?.clonedFrom;
    const platform = this.state.ownerOf(found.account);
    if (typeof id !== 'string' || platform === undefined) return undefined;
    return this.find(platform, 'payment_method', id);
  }

  /** The clones of a platform's PaymentMethod, over all its connected accounts. */
  clones(found: Found): Found[] {
    if (found.kind !== 'payment_method') return [];
    return this.state.connectedTo(found.account).flatMap((account) =>
      [...this.state.entries(account, 'payment_method').keys()].flatMap((id) => {
        const clone = this.find(account, 'payment_method', id);
        return clone?.hidden?.clonedFrom === found.object.id ? clone : [];
      }),
    );
  }

  /** The last events of some accounts, newest first. */
  events(accounts: readonly string[], most: number): Found[] {
    return accounts
      .flatMap((account) => this.page(account, 'event', 0, most).rows)
      .sort((a, b) => Number(b.object.created) - Number(a.object.created))
      .slice(0, most);
  }

  /** Deliveries of one event, oldest first. */
  deliveriesOf(event: Found): Delivery[] {
    return this.deliveries(event.account).filter(({ event: { id } }) => id === event.object.id);
  }

  deliveries(account: string): Delivery[] {
    return [...this.state.entries(account, 'delivery').values()].map(
      (entry) => entry.object as unknown as Delivery,
    );
  }

  requests(): LoggedRequest[] {
    return this.parts.log.latest();
  }

  answerOf(request: string): string | undefined {
    return this.parts.log.answerOf(request);
  }
}
