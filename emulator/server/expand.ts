import { expandable, type ExpandableField } from '../generated/expandable';
import type { Kind } from '../store/kinds';
import type { Context, Expandable, Resource } from './contract';

type Wire = Record<string, unknown>;

/** What resources say about expanding, by the wire `object` name. */
export type Expandables = ReadonlyMap<string, Expandable>;

export function expandablesOf(resources: readonly Resource[]): Expandables {
  const all = new Map<string, Expandable>();
  for (const { object, expandable } of resources) {
    if (expandable) all.set(object, { ...all.get(object), ...expandable });
  }
  return all;
}

/**
 * A copy of an answer with the asked-for properties replaced by the objects behind them, within the
 * account of the context (docs.stripe.com/api/expanding_objects). The paths were checked; one that
 * meets `null`, or an id of what the emulator does not keep, ends there.
 */
export function expand(
  context: Context,
  expandables: Expandables,
  answer: object,
  paths: readonly string[],
): object {
  if (paths.length === 0) return answer;
  const copy = structuredClone(answer) as Wire;
  const walk = new Walk(context, expandables);
  // Shorter paths first, so that `a` is in place before `a.b` goes through it.
  for (const path of [...paths].sort((a, b) => a.length - b.length)) {
    walk.into(copy, path.split('.'), undefined);
  }
  return copy;
}

/** Where a hash (`card.generated_from`) stands: its properties are named with those of its object. */
interface Inside {
  readonly object: string;
  readonly prefix: string;
  readonly fields: Readonly<Record<string, ExpandableField>>;
  /** The object that owns the hash, which a computed property is computed from. */
  readonly root: Wire;
}

class Walk {
  /** Objects that were put in, which later paths go through and do not replace. */
  readonly #visited = new WeakSet<object>();

  constructor(
    private readonly context: Context,
    private readonly expandables: Expandables,
  ) {}

  into(target: Wire, segments: readonly string[], inside: Inside | undefined): void {
    const [segment, ...rest] = segments;
    if (segment === undefined) return;
    const owner = typeof target.object === 'string' || !inside ? insideOf(target) : inside;
    const name = owner.prefix + segment;
    const own = this.expandables.get(owner.object);
    const typed = Object.hasOwn(owner.fields, segment) ? owner.fields[segment] : undefined;
    const rule = (own && Object.hasOwn(own, name) ? own[name] : undefined) ?? typed;
    if (rule !== undefined) this.#expandProperty(target, segment, rule, owner.root);
    const value = Object.hasOwn(target, segment) ? target[segment] : undefined;
    if (rest.length === 0 || typeof value !== 'object' || value === null) return;
    const below = { ...owner, prefix: `${name}.`, fields: typed?.in ?? {} };
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof item === 'object' && item !== null) this.into(item as Wire, rest, below);
    }
  }

  #expandProperty(
    target: Wire,
    segment: string,
    rule: NonNullable<Expandable[string]> | ExpandableField,
    root: Wire,
  ): void {
    const value = target[segment];
    if (typeof value === 'object' && value !== null && this.#visited.has(value)) return;
    if (typeof rule === 'function') {
      const computed = rule(this.context, root as never);
      if (computed !== undefined) target[segment] = this.#copy(computed);
      return;
    }
    const kinds = typeof rule === 'string' ? [rule] : ((rule.to ?? []) as readonly Kind[]);
    if (typeof value === 'string') {
      target[segment] = this.#find(kinds, value);
    } else if (Array.isArray(value)) {
      target[segment] = value.map((item: unknown) =>
        typeof item === 'string' ? this.#find(kinds, item) : item,
      );
    } else if (value === undefined && typeof rule === 'object' && rule.list) {
      target[segment] = emptyList(root, segment);
    }
  }

  /** The object with this id, of one of the kinds; the id itself where nothing is kept under it. */
  #find(kinds: readonly Kind[], id: string): unknown {
    for (const kind of kinds) {
      const home = kind === 'account' ? this.context.as(this.context.platform) : this.context;
      const found = home.records.get(kind, id);
      if (found) return this.#copy(isDeleted(found.hidden) ? deleted(found.object) : found.object);
    }
    return id;
  }

  #copy(value: unknown): unknown {
    const copy: unknown = structuredClone(value);
    if (typeof copy === 'object' && copy !== null) this.#visited.add(copy);
    return copy;
  }
}

function insideOf(target: Wire): Inside {
  const object = String(target.object);
  const fields = Object.hasOwn(expandable, object) ? (expandable[object] ?? {}) : {};
  return { object, prefix: '', fields, root: target };
}

/** Whether what is kept of an object says that it was deleted. */
export function isDeleted(hidden: unknown): boolean {
  return typeof hidden === 'object' && hidden !== null && 'deleted' in hidden && !!hidden.deleted;
}

function deleted({ id, object }: { id: string; object: string }): Wire {
  return { id, object, deleted: true };
}

/** A list that is shown on request only, of what the emulator keeps none of. */
function emptyList({ object, id }: Wire, name: string): Wire {
  const url = `/v1/${String(object)}s/${String(id)}/${name}`;
  return { object: 'list', data: [], has_more: false, total_count: 0, url };
}
