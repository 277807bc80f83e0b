import { expect, test } from 'vitest';
import { languages } from '@/lib/language/languages';
import { wordsIn } from '@/lib/language/texts';
import { GET } from './route';

const asked = (query: string, headers: Record<string, string> = {}) =>
  GET(new Request(`http://localhost:3000/offline${query}`, { headers })).text();
const title = (language: (typeof languages)[number]) => wordsIn(language, 'frame')('offlineTitle');

test.each(languages)('the worker that names %s keeps the page in it', async (language) => {
  // Whatever this browser prefers or has chosen by then.
  const html = await asked(`?language=${language}`, {
    'accept-language': language === 'fr' ? 'ja' : 'fr',
    cookie: 'souk_language=ja',
  });
  expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`);
  expect(html).toContain(`<h1>${title(language)}</h1>`);
});

test.each(['', '?language=', '?language=xx', '?language=FR', '?language=%22%3E%3Cscript%3E'])(
  'who names no language of ours is read from what is chosen or preferred: "%s"',
  async (query) => {
    expect(await asked(query)).toContain(title('en'));
    expect(await asked(query, { 'accept-language': 'fr-CA' })).toContain(title('fr'));
    const cookie = 'souk_language=ar';
    const html = await asked(query, { 'accept-language': 'fr-CA', cookie });
    expect(html).toContain(title('ar'));
    expect(html).not.toContain('<script');
  },
);
