import { ar } from './ar';
import { en } from './en';
import { fr } from './fr';
import { ja } from './ja';
import type { Texts } from './texts';

const languages: Readonly<Record<string, Texts>> = { ar, en, fr, ja };

/** The texts for a locale such as `fr-CA`; English where the language is not spoken here. */
export function textsFor(locale: string): Texts {
  return languages[language(locale)] ?? en;
}

/** The locale that formatting and `<html lang>` follow: the asked one if it is spoken, else `en`. */
export function spokenLocale(locale: string): string {
  return language(locale) in languages ? locale : 'en';
}

export function isRightToLeft(locale: string): boolean {
  return language(locale) === 'ar';
}

function language(locale: string): string {
  return locale.toLowerCase().split('-')[0] ?? 'en';
}
