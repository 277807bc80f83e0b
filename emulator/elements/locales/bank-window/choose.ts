import { ar } from './ar';
import { en } from './en';
import { fr } from './fr';
import { ja } from './ja';
import type { BankWindowTexts } from './texts';

const languages: Readonly<Record<string, BankWindowTexts>> = { ar, en, fr, ja };

/** The window's words in a locale's language; English where it is not spoken here. */
export function bankWindowTexts(locale: string): BankWindowTexts {
  return languages[locale.toLowerCase().split('-')[0] ?? 'en'] ?? en;
}
