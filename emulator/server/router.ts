import { stripeRoutes } from '../generated/routes';
import type { Resource, Route } from './contract';
import { decodeLoosely } from './decode-loosely';

/** What a request asks for. */
export type Match = EmulatedMatch | KnownMatch;

export interface EmulatedMatch extends MatchedPath {
  readonly route: Route;
}

/** An endpoint that Stripe has and the emulator has not. */
export interface KnownMatch extends MatchedPath {
  readonly route: null;
}

interface MatchedPath {
  /** Stripe's path with `:name` for ids. */
  readonly pattern: string;
  /**
   * What the endpoint answers, as `generated/routes.ts` tells it; undefined for endpoints that the SDK
   * does not have.
   */
  readonly answer: string | undefined;
  /** The values of `:name` segments. */
  readonly path: Readonly<Record<string, string>>;
}

interface Candidate {
  readonly route: Route | null;
  readonly pattern: string;
  readonly answer: string | undefined;
  readonly segments: readonly string[];
}

/**
 * Finds the route of a request. A fixed segment wins over a `:name`, whatever the order of listing,
 * also one that only Stripe has: `/v1/customers/search` is never taken for a customer's id.
 */
export class Router {
  readonly #candidates = new Map<string, Candidate[]>();

  /** Throws when two routes are the same, which is a mistake in the registry. */
  constructor(resources: readonly Resource[]) {
    const answers = new Map<string, string>();
    for (const [method, path, answer] of stripeRoutes) answers.set(shapeOf(method, path), answer);
    const seen = new Set<string>();
    for (const { routes } of resources) {
      for (const route of routes) {
        const shape = shapeOf(route.method, route.path);
        if (seen.has(shape)) throw new Error(`Two routes for ${shape}.`);
        seen.add(shape);
        this.#add(route.method, route.path, route, answers.get(shape));
      }
    }
    for (const [method, path, answer] of stripeRoutes) {
      if (!seen.has(shapeOf(method, path))) this.#add(method, path, null, answer);
    }
    for (const list of this.#candidates.values()) list.sort(fixedFirst);
  }

  match(method: string, pathname: string): Match | undefined {
    const parts = split(pathname);
    for (const { segments, ...found } of this.#candidates.get(bucketOf(method, parts)) ?? []) {
      const path = bind(segments, parts);
      if (path) return { ...found, path };
    }
    return undefined;
  }

  #add(method: string, pattern: string, route: Route | null, answer: string | undefined): void {
    const segments = split(pattern);
    const bucket = bucketOf(method, segments);
    const list = this.#candidates.get(bucket) ?? [];
    list.push({ route, pattern, answer, segments });
    this.#candidates.set(bucket, list);
  }
}

/** Routes of one method, length and resource: `/v1/customers/…` is compared with no other resource's. */
function bucketOf(method: string, segments: readonly string[]): string {
  return `${method} ${segments.length} ${segments[1] ?? ''}`;
}

/** The same for paths that differ only in how their ids are named. */
function shapeOf(method: string, path: string): string {
  const segments = split(path).map((part) => (part.startsWith(':') ? ':' : part));
  return `${method} /${segments.join('/')}`;
}

function split(pathname: string): string[] {
  return pathname.split('/').slice(1);
}

function bind(
  segments: readonly string[],
  parts: readonly string[],
): Record<string, string> | null {
  const fits = (segment: string, index: number): boolean =>
    segment.startsWith(':') ? parts[index] !== '' : segment === parts[index];
  if (!segments.every(fits)) return null;
  const path: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    if (segment.startsWith(':')) path[segment.slice(1)] = decodeLoosely(parts[index] ?? '');
  }
  return path;
}

/** Compares segment by segment, so that `/a/b/:c` comes before `/a/:b/c`. */
function fixedFirst(a: Candidate, b: Candidate): number {
  for (const [index, segment] of a.segments.entries()) {
    const left = segment.startsWith(':') ? 1 : 0;
    const right = b.segments[index]?.startsWith(':') ? 1 : 0;
    if (left !== right) return left - right;
  }
  return 0;
}
