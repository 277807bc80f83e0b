import 'server-only';
import { cache } from 'react';
import { cookies, headers } from 'next/headers';
import { config } from '../config/config';
import { cookieName } from '../session/cookie-name';
import { chooseLanguage } from './choose-language';
import { deskHeader } from './desks';
import { firstLanguage, type Language } from './languages';
import { wordsIn } from './texts';
import type { Area, Words } from './words';

const name = () => cookieName('souk_language');
const oneYear = 365 * 86_400;

/** What whoever looks reads: the language of the frame around every page. */
export const readersLanguage = cache(async (): Promise<Language> => {
  const chosen = (await cookies()).get(name())?.value;
  return chooseLanguage(chosen, (await headers()).get('accept-language'));
});

/** The language of this page: its reader's, but English at the desks. For server actions, too. */
export const currentLanguage = cache(async (): Promise<Language> =>
  (await headers()).has(deskHeader) ? firstLanguage : readersLanguage(),
);

/** The words of an area, in the language of this page: for pages and what they are made of. */
export async function words<A extends Area>(area: A): Promise<Words<A>> {
  return wordsIn(await currentLanguage(), area);
}

/** The same from a request's headers, for route handlers. */
export function languageOf(given: Headers): Language {
  return chooseLanguage(chosenIn(given), given.get('accept-language'));
}

/** What was chosen in this browser, whatever it is; null when nothing was. */
export function chosenIn(given: Headers): string | null {
  for (const part of (given.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name()) return value ?? null;
  }
  return null;
}

/** The Set-Cookie line that remembers a choice for a year. */
export function languageCookie(language: Language): string {
  const secure = config().appUrl.protocol === 'https:' ? '; Secure' : '';
  return `${name()}=${language}; Path=/; Max-Age=${oneYear}; HttpOnly; SameSite=Lax${secure}`;
}
