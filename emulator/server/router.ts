import type { Resource, Route } from './contract';

export interface Match {
  readonly route: Route;
  readonly resource: Resource;
  /** The values of `:name` segments. */
  readonly path: Readonly<Record<string, string>>;
}

interface Candidate {
  readonly route: Route;
  readonly resource: Resource;
  readonly segments: readonly string[];
}

/** Finds the route of a request. A fixed segment wins over a `:name`, whatever the order of listing. */
export class Router {
  readonly #candidates = new Map<string, Candidate[]>();

  /** Throws when two routes are the same, which is a mistake in the registry. */
  constructor(resources: readonly Resource[]) {
    const seen = new Set<string>();
    for (const resource of resources) {
      for (const route of resource.routes) {
        const segments = split(route.path);
        const shape = segments.map((part) => (part.startsWith(':') ? ':' : part)).join('/');
        const identity = `${route.method} /${shape}`;
        if (seen.has(identity)) throw new Error(`Two routes for ${identity}.`);
        seen.add(identity);
        const key = `${route.method} ${segments.length}`;
        const list = this.#candidates.get(key) ?? [];
        list.push({ route, resource, segments });
        this.#candidates.set(key, list);
      }
    }
    for (const list of this.#candidates.values()) list.sort(fixedFirst);
  }

  match(method: string, pathname: string): Match | undefined {
    const parts = split(pathname);
    for (const { route, resource, segments } of this.#candidates.get(`${method} ${parts.length}`) ??
      []) {
      const path = bind(segments, parts);
      if (path) return { route, resource, path };
    }
    return undefined;
  }
}

function split(pathname: string): string[] {
  return pathname.split('/').filter((part) => part !== '');
}

function bind(
  segments: readonly string[],
  parts: readonly string[],
): Record<string, string> | null {
  const path: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index] ?? '';
    if (segment.startsWith(':')) path[segment.slice(1)] = decode(part);
    else if (segment !== part) return null;
  }
  return path;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
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
