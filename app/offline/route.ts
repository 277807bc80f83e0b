import { isLanguage } from '@/lib/language/languages';
import { languageOf } from '@/lib/language/request';
import { wordsIn } from '@/lib/language/texts';
import { offlineHtml } from './offline-html';

/**
 * The page that the service worker keeps: nobody's, and so asked for without cookies. The worker names
 * the language; else it is whatever is chosen or preferred.
 */
export function GET(request: Request): Response {
  const named = new URL(request.url).searchParams.get('language');
  const language = isLanguage(named) ? named : languageOf(request.headers);
  return new Response(offlineHtml(wordsIn(language, 'frame')), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Language, Cookie',
    },
  });
}
