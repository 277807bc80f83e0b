/**
 * A path of ours to go to after signing in, or `/` when `next` is anything else: another site's
 * address in one of its many disguises (`//evil`, `/\evil`, `https:evil`, `%2f%2fevil`), or an API
 * route.
 */
export function safePath(next: string | null | undefined): string {
  if (!next || next.length > 512 || !next.startsWith('/')) return '/';
  let plain = next;
  // A browser or a proxy may decode once more than we do.
  for (let round = 0; round < 3; round += 1) {
    if (/[\\\u0000-\u001f\u007f]/.test(plain) || plain.startsWith('//')) return '/';
    try {
      plain = decodeURIComponent(plain);
    } catch {
      return '/';
    }
  }
  if (/[\\\u0000-\u001f\u007f]/.test(plain) || plain.startsWith('//')) return '/';
  try {
    const url = new URL(next, 'http://souk.invalid');
    if (url.host !== 'souk.invalid' || url.pathname.startsWith('//')) return '/';
    if (url.pathname === '/api' || url.pathname.startsWith('/api/')) return '/';
    return url.pathname + url.search + url.hash;
  } catch {
    return '/';
  }
}
