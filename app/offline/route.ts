import { languageOf } from '@/lib/language/request';
import { wordsIn } from '@/lib/language/texts';
import { offlineHtml } from './offline-html';

/** The page that the service worker keeps: nobody's, in the language that its browser prefers. */
export function GET(request: Request): Response {
  return new Response(offlineHtml(wordsIn(languageOf(request.headers), 'frame')), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Language, Cookie',
    },
  });
}
