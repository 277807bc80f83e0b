import { safePath } from './safe-path';

/** The page of ours that a form was sent from, by `Referer`; the home page when it does not say. */
export function pageBefore(request: Request): string {
  try {
    const from = new URL(request.headers.get('referer') ?? '');
    // Whatever host it names: only a path of ours is made of it.
    return safePath(from.pathname + from.search);
  } catch {
    return '/';
  }
}
