/**
 * A path of ours to go to after signing in, or `/` when `next` is anything else: another site's
 * address in one of its many disguises (`//evil`, `/\evil`, `https:evil`, `%2f%2fevil`), or an API
 * route.
 */
export function safePath(next: string | null | undefined): string {
  if (!next || next.length > 512 || !next.startsWith('/')) return '/';
  if (misleads(next)) return '/';
  // Only the path says where to go. A browser or a proxy may decode it once more than we do.
  let path = next.split(/[?#]/, 1)[0] ?? '';
  for (let round = 0; round < 3; round += 1) {
    try {
      path = decodeURIComponent(path);
    } catch {
      // Not even once: it is no address. Later: a per cent sign that stands for itself.
      if (round === 0) return '/';
      break;
    }
    if (misleads(path)) return '/';
  }
  try {
    const url = new URL(next, 'http://souk.invalid');
    if (url.host !== 'souk.invalid' || url.pathname.startsWith('//')) return '/';
    if (url.pathname === '/api' || url.pathname.startsWith('/api/')) return '/';
    return url.pathname + url.search + url.hash;
  } catch {
    return '/';
  }
}

const misleads = (path: string) => /[\\\u0000-\u001f\u007f]/.test(path) || path.startsWith('//');
