import { offlineHtml } from './offline-html';

/** The page that the service worker keeps; the same for everybody. */
export function GET(): Response {
  return new Response(offlineHtml(), {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
}
