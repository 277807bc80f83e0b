/**
 * The same path and query at another origin. Not to be resolved against it: a path that begins with two
 * slashes would name a host of its own, to which the request would go with its key.
 */
export function atOrigin(origin: string | URL, { pathname, search }: URL): URL {
  const there = new URL(origin);
  there.pathname = pathname;
  there.search = search;
  return there;
}
