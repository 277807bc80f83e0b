/** Days, lists and countries as each language writes them, by Intl. Money: `lib/model/money.ts`. */
import { intlTags, type Language } from './languages';

/** English days are written as its readers outside of America do: `12 November 2026`. */
const dayTag = (language: Language) => (language === 'en' ? 'en-GB' : intlTags[language]);

function once<Format>(make: (language: Language) => Format): (language: Language) => Format {
  const made = new Map<Language, Format>();
  return (language) => {
    const known = made.get(language) ?? make(language);
    made.set(language, known);
    return known;
  };
}

const days = {
  long: once((l) => new Intl.DateTimeFormat(dayTag(l), { dateStyle: 'long', timeZone: 'UTC' })),
  medium: once((l) => new Intl.DateTimeFormat(dayTag(l), { dateStyle: 'medium', timeZone: 'UTC' })),
} as const;

const times = once(
  (l) =>
    new Intl.DateTimeFormat(dayTag(l), {
      dateStyle: 'medium',
      timeStyle: 'short',
      timeZone: 'UTC',
    }),
);

const and = once((l) => new Intl.ListFormat(l, { type: 'conjunction' }));
const ratings = once(
  (l) => new Intl.NumberFormat(intlTags[l], { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);
const countries = once((l) => new Intl.DisplayNames(intlTags[l], { type: 'region' }));

/** A day in UTC: `12 November 2026`, or `12 Nov 2026`. Takes a date or its ISO text. */
export function formatDay(
  day: Date | string,
  language: Language,
  style: keyof typeof days = 'long',
): string {
  return days[style](language).format(new Date(day));
}

/** A point in time in UTC: `12 Nov 2026, 09:30`. Takes a date or its ISO text. */
export function formatTime(time: Date | string, language: Language): string {
  return times(language).format(new Date(time));
}

/** `mugs, jam and socks`. */
export function formatList(items: readonly string[], language: Language): string {
  return and(language).format(items);
}

/** An average of stars, to one place: `4.5`. */
export function formatRating(stars: number, language: Language): string {
  return ratings(language).format(stars);
}

/** A country by its ISO 3166 code (upper case), e.g. `Japan`; the code itself when Intl has no name. */
export function countryName(code: string, language: Language): string {
  return countries(language).of(code) ?? code;
}
