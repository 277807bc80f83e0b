/** The languages that buyers can use Souk in. Pure: also for the browser. */

export const languages = ['en', 'fr', 'ja', 'ar'] as const;
export type Language = (typeof languages)[number];

/** Spoken where nobody has said another: by the desks, by Stripe's fields, by tests. */
export const firstLanguage: Language = 'en';

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/** Which way a page of this language runs, for `dir`. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** Each as its speakers call it. */
export const ownNames: Readonly<Record<Language, string>> = {
  en: 'English',
  fr: 'Français',
  ja: '日本語',
  ar: 'العربية',
};

/**
 * What Intl is asked for. Arabic with the digits of cards, phones and price tags, which shops of the
 * Gulf and the Maghreb alike write.
 */
export const intlTags: Readonly<Record<Language, string>> = {
  en: 'en-US',
  fr: 'fr-FR',
  ja: 'ja-JP',
  ar: 'ar-u-nu-latn',
};
