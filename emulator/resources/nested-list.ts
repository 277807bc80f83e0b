/**
 * Objects that belong to another and are listed under its path: refunds of a fee, reversals of a
 * transfer. Their owner shows the latest of them.
 */
import type Stripe from 'stripe';
import {
  noSuch,
  route,
  type Context,
  type FieldOf,
  type ParameterName,
  type Route,
} from '../server/contract';
import type { Kind, Kinds } from '../store/kinds';

/** How many an owner shows embedded; the rest is listed. */
const shown = 10;

interface Owner {
  readonly id: string;
}

/** How one kind of objects belongs to another. */
export interface Nesting<K extends Kind, O extends Owner> {
  readonly kind: K;
  /** The field of theirs that names the owner. */
  readonly field: FieldOf<K>;
  /** As errors call them. */
  readonly noun: string;
  /** The owner by its id; throws Stripe's 404. */
  readonly owner: (context: Context, id: string) => O;
  /** The owner's embedded list. */
  readonly list: (owner: O) => { readonly url: string };
}

type Own<K extends Kind> = Kinds[K]['object'];

/** Those of one owner, newest first. */
function nestedOf<K extends Kind, O extends Owner>(
  context: Context,
  { kind, field }: Nesting<K, O>,
  owner: string,
): Own<K>[] {
  return context.records.where(kind, field, owner).map(({ object }) => object);
}

/** The list that the owner shows. */
export function embedded<K extends Kind, O extends Owner>(
  context: Context,
  nesting: Nesting<K, O>,
  owner: O,
): object {
  const all = nestedOf(context, nesting, owner.id);
  const { list } = nesting;
  return {
    ...list(owner),
    data: all.slice(0, shown),
    has_more: all.length > shown,
    total_count: all.length,
  };
}

/** The object of a path `…/:owner/…/:id`. Throws Stripe's 404 for one of another owner. */
function inPath<K extends Kind, O extends Owner>(
  context: Context,
  nesting: Nesting<K, O>,
  path: Readonly<Record<string, string>>,
): Own<K> {
  const owner = nesting.owner(context, path.owner ?? '');
  const id = path.id ?? '';
  const found = nestedOf(context, nesting, owner.id).find((object) => object.id === id);
  if (!found) throw noSuch(nesting.noun, id, 'id', 404);
  return found;
}

/** What the SDK calls the parameters of the four endpoints. */
interface Names {
  readonly create: ParameterName;
  readonly list: ParameterName;
  readonly retrieve: ParameterName;
  readonly update: ParameterName;
}

/** The four endpoints under `path`, which has the owner's id as `:owner`. */
export function nestedRoutes<K extends Kind, O extends Owner>(
  path: string,
  nesting: Nesting<K, O>,
  names: Names,
  actions: {
    readonly create: (context: Context, owner: O, given: never) => object;
    readonly update: (context: Context, before: Own<K>, given: never) => object;
  },
): Route[] {
  return [
    route('POST', path, names.create, (context, given, { owner = '' }) =>
      actions.create(context, nesting.owner(context, owner), given as never),
    ),
    route('GET', path, names.list, (context, given, { owner: id = '' }) => {
      const owner = nesting.owner(context, id);
      const rows = nestedOf(context, nesting, owner.id) as (Own<K> & { id: string })[];
      return context.list(rows, given as Stripe.PaginationParams, nesting.list(owner).url);
    }),
    route('GET', `${path}/:id`, names.retrieve, (context, _, ids) => inPath(context, nesting, ids)),
    route('POST', `${path}/:id`, names.update, (context, given, ids) =>
      actions.update(context, inPath(context, nesting, ids), given as never),
    ),
  ];
}
