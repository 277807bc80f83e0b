/**
 * What the HTTP core (`server/`, `store/`, `events/`) promises the resources, and what a resource
 * promises the core. Handlers are synchronous: one request is one transaction, and nothing of it is
 * visible or answered before it is in the journal.
 */
import type Stripe from 'stripe';
import type { ParameterTypes } from '../generated/parameters';
import type { Kind, Kinds, Stored } from '../store/kinds';
import type { Funds } from '../store/tally';
import type { ParameterFields } from './parameter-schema';
import type { Settings } from './settings-shape';
import type { Upload } from './upload';

export type { ParameterFields, ParameterSchema } from './parameter-schema';
export type { DunningSettings, Settings, StripeJsSettings } from './settings-shape';
export {
  invalidRequest,
  missingParameter,
  noSuch,
  StripeError,
  type ErrorBody,
} from './stripe-error';

export type ParameterName = keyof ParameterTypes;

/** The names of an object's own fields. */
export type FieldOf<K extends Kind> = keyof Kinds[K]['object'] & string;

/** Fields and the values they must have; those without a value do not matter. */
export type FieldValues<K extends Kind> = Readonly<Partial<Record<FieldOf<K>, string | undefined>>>;

/** The objects of one account, seen through the running transaction. */
export interface Records {
  get<K extends Kind>(kind: K, id: string): Stored<K> | undefined;
  /** All of one kind, newest first (creation order breaks ties within a second). */
  all<K extends Kind>(kind: K): Stored<K>[];
  /**
   * Those whose `field` is `value`, or holds an object of that id; newest first. Quick however many
   * there are: the first call for a field makes an index.
   */
  where<K extends Kind>(kind: K, field: FieldOf<K>, value: string): Stored<K>[];
  /**
   * What the balance transactions add up to at `now` (Unix seconds), by currency. Quick however many
   * there are.
   */
  funds(now: number): Map<string, Funds>;
  /** Inserts or replaces by `object.id`. Without `hidden` an existing object keeps its own. */
  put<K extends Kind>(kind: K, object: Kinds[K]['object'], hidden?: Kinds[K]['hidden']): void;
  remove(kind: Kind, id: string): void;
}

/** Events that say what something was before (docs.stripe.com/api/events/object, `previous_attributes`). */
export type UpdateEvent = Extract<Stripe.Event.Type, `${string}.updated`>;

/** Everything a handler may use. Made anew for each request, timer and page action. */
export interface Context {
  /** Whose objects are acted on: the platform's id, or the `Stripe-Account` of the request. */
  readonly account: string;
  readonly platform: string;
  /** True when `account` is a connected account of `platform`. */
  readonly connected: boolean;
  readonly key: 'secret' | 'publishable' | 'system';
  readonly apiVersion: string;
  readonly request: {
    readonly id: string | null;
    readonly idempotencyKey: string | null;
    /** The API key as errors show it; absent when the emulator acts by itself. */
    readonly maskedKey?: string;
    /** The file of a multipart request. */
    readonly upload?: Upload;
  };
  readonly settings: Settings;
  readonly urls: Origins;
  /** Unix seconds by the emulator's clock. */
  now(): number;
  /** The same in Unix milliseconds. */
  nowMs(): number;
  /** Unix milliseconds by the emulator's clock, also where another moment counts. */
  emulatorMs(): number;
  /**
   * A fresh id of Stripe's shape and length (as its examples show: docs.stripe.com/api) carrying the
   * account's suffix. With `like`, ids of one payment share their first 17 characters (`pi_`, `ch_`,
   * `re_`, `txn_`).
   */
  id(prefix: string, like?: string): string;
  /** Random lower- and upper-case letters and digits. */
  random(length: number): string;
  readonly records: Records;
  /** The same transaction on another account of the same platform (or on the platform). */
  as(account: string): Context;
  /**
   * The same at another moment, in Unix seconds: that of a test clock, or the one a renewal was due.
   * What is made by it is of that moment; events and `schedule` keep to the emulator's clock.
   */
  at(seconds: number): Context;
  /**
   * Writes an Event on this context's account, and says its id. It is delivered after the commit. One
   * of an update says what was changed; `tellChange` writes none where nothing was.
   */
  emit(type: UpdateEvent, object: object, previousAttributes: Record<string, unknown>): string;
  emit(
    type: Exclude<Stripe.Event.Type, UpdateEvent>,
    object: object,
    previousAttributes?: Record<string, unknown>,
  ): string;
  /** Forgets all that the transaction has changed so far: for what is only tried out. */
  undo(): void;
  /**
   * Runs `tasks[task]` on this account `delayMs` later by the emulator's clock, also after a restart;
   * at its own moment when the clock is put forward over it.
   */
  schedule(delayMs: number, task: string, payload: Record<string, unknown>): void;
  /** Stripe's list envelope with paging, `created` filters already applied to `rows`. */
  list<T extends { id: string }>(
    rows: T[],
    parameters: Stripe.PaginationParams & { created?: Stripe.RangeQueryParam | number },
    url: string,
  ): Stripe.ApiList<T>;
  /**
   * The same of one kind on this account, of those that match. Reads them one by one from the newest
   * (or from the cursor) and stops when the page is full, so it stays quick among many; with `by`,
   * fields and the values they must have, finds few among many by an index.
   */
  page<K extends Kind>(
    kind: K,
    parameters: Stripe.PaginationParams & { created?: Stripe.RangeQueryParam | number },
    url: string,
    matches?: (stored: Stored<K>) => boolean,
    by?: FieldValues<K>,
  ): Stripe.ApiList<Kinds[K]['object']>;
}

export interface Origins {
  /** API, Stripe.js and the control API. */
  readonly api: string;
  /** The documents that hold card fields. */
  readonly frames: string;
  /** The simulated bank: 3D Secure pages. */
  readonly bank: string;
}

export type Access =
  /** Secret key only. */
  | 'secret'
  /** Secret or publishable key. */
  | 'any'
  /** Secret key, or publishable key with the object's `client_secret`, which the handler checks. */
  | 'client_secret';

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Stripe's path with `:name` for ids, e.g. `/v1/customers/:customer`. */
  readonly path: string;
  /** Name in the generated table, or null where the endpoint takes nothing but `expand`. */
  readonly parameters: ParameterName | null;
  /** Accepted beside the SDK's: what browsers send, raw card fields in frames. */
  readonly also?: ParameterFields;
  /** Fields of the answer itself that are shown only where `expand` names them. */
  readonly onRequest?: readonly string[];
  readonly access: Access;
  readonly handler: (
    context: Context,
    parameters: never,
    path: Readonly<Record<string, string>>,
  ) => object;
}

type RouteOptions = Partial<Pick<Route, 'access' | 'also' | 'onRequest'>>;

/**
 * Declares one endpoint. `parameters` reach the handler decoded (numbers, booleans, arrays) and
 * checked; unknown ones were refused with `parameter_unknown`, an emptied one arrives as `''`
 * (text that was never there is left out: in `…Create…Params`, `payment_method_data`, `shipping`).
 */
export function route<N extends ParameterName>(
  method: Route['method'],
  path: string,
  parameters: N,
  handler: (
    context: Context,
    parameters: ParameterTypes[N],
    path: Readonly<Record<string, string>>,
  ) => object,
  options?: RouteOptions,
): Route;
export function route(
  method: Route['method'],
  path: string,
  parameters: null,
  handler: (
    context: Context,
    parameters: Record<string, never>,
    path: Readonly<Record<string, string>>,
  ) => object,
  options?: RouteOptions,
): Route;
export function route(
  method: Route['method'],
  path: string,
  parameters: ParameterName | null,
  handler: (context: Context, parameters: never, path: Readonly<Record<string, string>>) => object,
  options: RouteOptions = {},
): Route {
  return { access: 'secret', ...options, method, path, parameters, handler };
}

/** How `expand` turns a field of an object into the object behind it. */
export type Expandable = Readonly<
  Record<string, Kind | ((context: Context, object: never) => unknown)>
>;

/** Called with the object of an event when it is written, in the same transaction. */
export type Reactions = Readonly<
  Partial<Record<Stripe.Event.Type, (context: Context, object: never) => void>>
>;

/** One Stripe resource: one file in `resources/`, listed in `resources/registry.ts`. */
export interface Resource {
  /** The wire `object` name that `expandable` belongs to. */
  readonly object: string;
  readonly routes: readonly Route[];
  readonly expandable?: Expandable;
  /** Work done later through `context.schedule`, by name. */
  readonly tasks?: Readonly<Record<string, (context: Context, payload: never) => void>>;
  /** What follows here from what happens elsewhere, by the event that tells of it. */
  readonly reactions?: Reactions;
}

/** What pages outside the API (frames, bank) need from the core. */
export interface PageDependencies {
  readonly urls: () => Origins;
  readonly settings: Readonly<Settings>;
  /** Runs `work` as one durable transaction on an account, as the system. */
  transaction<T>(account: string, work: (context: Context) => T): T;
}
