import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, it } from 'vitest';
import { intlTags, languages, type Language } from './languages';
import { texts } from './texts';
import type { Area } from './words';

/** Names, which are the same everywhere, and texts of nothing but arguments and signs. */
const same = new Set(['Souk', 'Souk Plus', 'Stripe', 'Link', 'PIN']);

const areas = Object.keys(texts.en) as Area[];
const others = languages.filter((language) => language !== 'en');
const entries = (language: Language, area: Area) =>
  Object.entries(texts[language][area] as Record<string, string>);

const each = languages.flatMap((language) =>
  areas.flatMap((area) =>
    entries(language, area).map(([key, text]) => ({ language, area, key, text })),
  ),
);
const named = ({ language, area, key }: { language: string; area: string; key: string }) =>
  `${language} ${area}.${key}`;
const english = (area: Area, key: string) =>
  (texts.en[area] as Record<string, string | undefined>)[key] ?? '';

/** Arguments with their types, and tags: `count plural`, `name`, `<link>`; each once, in order. */
function partsOf(elements: readonly MessageFormatElement[]): string[] {
  const parts = elements.flatMap((element): string[] => {
    switch (element.type) {
      case TYPE.argument:
        return [element.value];
      case TYPE.number:
      case TYPE.date:
      case TYPE.time:
        return [`${element.value} format`];
      case TYPE.plural:
      case TYPE.select: {
        const choices = Object.entries(element.options);
        const inside = choices.flatMap(([, { value }]) => partsOf(value));
        // Which cases a plural has is the language's own; a choice has the same everywhere.
        const kind =
          element.type === TYPE.plural
            ? 'plural'
            : choices
                .map(([choice]) => choice)
                .sort()
                .join();
        return [`${element.value} ${kind}`, ...inside];
      }
      case TYPE.tag:
        return [`<${element.value}>`, ...partsOf(element.children)];
      default:
        return [];
    }
  });
  return [...new Set(parts)].sort();
}

function pluralsOf(elements: readonly MessageFormatElement[]): string[][] {
  return elements.flatMap((element): string[][] => {
    if (element.type === TYPE.tag) return pluralsOf(element.children);
    if (element.type !== TYPE.plural && element.type !== TYPE.select) return [];
    const inside = Object.values(element.options).flatMap(({ value }) => pluralsOf(value));
    return element.type === TYPE.plural ? [Object.keys(element.options), ...inside] : inside;
  });
}

describe('the texts of every language', () => {
  it('are read by this test', () => {
    expect(each.length).toBeGreaterThan(languages.length * 20);
  });

  it.each(others)('%s has those of English, none beside', (language) => {
    for (const area of areas) {
      expect(Object.keys(texts[language][area]), area).toEqual(Object.keys(texts.en[area]));
    }
  });

  it('are never empty, and bear no space at their ends', () => {
    expect(each.filter(({ text }) => text === '' || text !== text.trim()).map(named)).toEqual([]);
  });

  it('take the same arguments and tags as in English', () => {
    const other = each.filter(({ area, key, text }) => {
      const mine = partsOf(parse(text));
      return String(mine) !== String(partsOf(parse(english(area, key))));
    });
    expect(other.map(named)).toEqual([]);
  });

  it('have each plural form that their language needs', () => {
    const lacking = each.filter(({ language, text }) => {
      const needed = new Intl.PluralRules(intlTags[language]).resolvedOptions().pluralCategories;
      return pluralsOf(parse(text)).some((has) => needed.some((form) => !has.includes(form)));
    });
    expect(lacking.map(named)).toEqual([]);
  });

  it('are none of them left in English', () => {
    const left = each.filter(
      ({ language, area, key, text }) =>
        language !== 'en' &&
        text === english(area, key) &&
        !same.has(text) &&
        /\p{L}/u.test(text.replaceAll(/\{[^{}]*\}|<[^>]*>/g, '')),
    );
    expect(left.map(named)).toEqual([]);
  });

  it('in French have a narrow space where French wants one', () => {
    const wrong = each.filter(
      ({ language, text }) => language === 'fr' && / [;:!?»]|« /.test(text),
    );
    expect(wrong.map(named)).toEqual([]);
  });
});
