import type { Kind } from '../store/kinds';
import { invalidRequest, type Context, type Expandable, type Resource } from './contract';

const MAX_DEPTH = 4;

type Wire = Record<string, unknown>;

/** What can be expanded, by the wire `object` name. */
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
 * account of the context (docs.stripe.com/api/expanding_objects). Throws Stripe's 400 for a path
 * that is too deep or leads nowhere.
 */
export function expand(
  context: Context,
  expandables: Expandables,
  answer: object,
  paths: readonly string[],
): object {
  if (paths.length === 0) return answer;
  if (context.key === 'publishable') checkPublic(answer, paths);
  const copy = structuredClone(answer) as Wire;
  const visited = new WeakSet<object>();
  // Shorter paths first, so that `a` is in place before `a.b` goes through it.
  for (const path of [...paths].sort((a, b) => a.length - b.length)) {
    const segments = path.split('.');
    if (segments.length > MAX_DEPTH) {
      throw invalidRequest(
        `You cannot expand more than ${MAX_DEPTH} levels of a property: ${path}`,
        {
          param: 'expand',
        },
      );
    }
    new Walk(context, expandables, path, visited).into(copy, segments, undefined);
  }
  return copy;
}

/** A browser sees the PaymentMethod of its intent, and follows no other reference. */
function checkPublic(answer: object, paths: readonly string[]): void {
  const intent = 'object' in answer && /^(payment|setup)_intent$/.test(String(answer.object));
  const refused = paths.find((path) => !intent || path !== 'payment_method');
  if (refused !== undefined) throw cannotExpand(refused);
}

function cannotExpand(path: string): Error {
  return invalidRequest(`This property cannot be expanded (${path}).`, { param: 'expand' });
}

class Walk {
  constructor(
    private readonly context: Context,
    private readonly expandables: Expandables,
    private readonly path: string,
    private readonly visited: WeakSet<object>,
  ) {}

  /**
   * Follows `segments` from `target`. `inside` is set within a plain hash (`card.generated_from`),
   * whose expandable properties are listed with the object it is part of, by a dotted name.
   */
  into(target: Wire, segments: readonly string[], inside: Inside | undefined): void {
    const [segment, ...rest] = segments;
    if (segment === undefined) return;
    const owner: Inside =
      typeof target.object === 'string' || !inside
        ? { object: String(target.object), prefix: '', root: target }
        : inside;
    const name = owner.prefix + segment;
    const rule = this.expandables.get(owner.object)?.[name];
    const value = target[segment];
    if (rule !== undefined) {
      this.#expandProperty(target, segment, rule, owner.root);
      this.#descend(target[segment], rest, { ...owner, prefix: `${name}.` });
    } else if (typeof value === 'object' && value !== null && rest.length > 0) {
      this.#descend(value, rest, { ...owner, prefix: `${name}.` });
    } else if (value === null && rest.length > 0 && this.#known(owner.object, name)) {
      return;
    } else {
      throw cannotExpand(this.path);
    }
  }

  #expandProperty(target: Wire, segment: string, rule: Expandable[string], root: Wire): void {
    const value = target[segment];
    if (typeof value === 'object' && value !== null && this.visited.has(value)) return;
    if (typeof rule === 'function') {
      const computed = rule(this.context, root as never);
      if (computed !== undefined) target[segment] = this.#copy(computed);
    } else if (typeof value === 'string') {
      target[segment] = this.#find(rule, value) ?? value;
    } else if (Array.isArray(value)) {
      target[segment] = value.map((item: unknown) =>
        typeof item === 'string' ? (this.#find(rule, item) ?? item) : item,
      );
    }
  }

  #find(kind: Kind, id: string): unknown {
    const { context } = this;
    const home = kind === 'account' ? context.as(context.platform) : context;
    const found = home.records.get(kind, id);
    return found && this.#copy(found.object);
  }

  #copy(value: unknown): unknown {
    const copy: unknown = structuredClone(value);
    if (typeof copy === 'object' && copy !== null) this.visited.add(copy);
    return copy;
  }

  #descend(value: unknown, rest: readonly string[], inside: Inside): void {
    if (rest.length === 0 || typeof value !== 'object' || value === null) return;
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof item === 'object' && item !== null) this.into(item as Wire, rest, inside);
    }
  }

  /** Whether anything below this property can be expanded. */
  #known(object: string, name: string): boolean {
    const names = Object.keys(this.expandables.get(object) ?? {});
    return names.some((candidate) => candidate.startsWith(`${name}.`));
  }
}

interface Inside {
  readonly object: string;
  readonly prefix: string;
  /** The object that owns the hash, which a computed property is computed from. */
  readonly root: Wire;
}
