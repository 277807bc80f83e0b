/**
 * What says a text of `messages/` in one language. Pure and small, since the browser has it, too:
 * texts come compiled, so that no parser of ICU messages has to.
 * https://unicode-org.github.io/icu/userguide/format_parse/messages/
 */
import format, { type CompiledMessage } from 'icu-minify/format';
import type { GetICUArgs } from '@schummar/icu-type-parser';
import { cloneElement, isValidElement, type ReactNode } from 'react';
import { intlTags, type Language } from './languages';
import type { English } from './messages/en';

/** A part of the shop with texts of its own: a file in each language. */
export type Area = keyof English;

/** The texts of an area in another language: all that English has, none beside. */
export type Texts<A extends Area> = Readonly<Record<keyof English[A], string>>;

type Arguments<Text extends string> = GetICUArgs<
  Text,
  { ICUArgument: string | number; ICUNumberArgument: number; ICUDateArgument: Date }
>;

type TagOf<Text extends string> = Text extends `${string}</${infer Tag}>${infer Rest}`
  ? Tag | TagOf<Rest>
  : never;

type Tags<Text extends string> = Readonly<Record<TagOf<Text>, (chunks: ReactNode) => ReactNode>>;

// Of a text without arguments nothing need be told.
type Told<Values> = keyof Values extends never ? [] : [values: Values];

type TextOf<A extends Area, Key extends keyof English[A]> = English[A][Key] & string;

/** The words of an area: `t('cart.empty')`, `t('left', {count: 3})`. */
export interface Words<A extends Area> {
  <Key extends keyof English[A]>(key: Key, ...told: Told<Arguments<TextOf<A, Key>>>): string;
  /** A text with tags: `t.rich('terms', {link: (chunks) => <Link href="/terms">{chunks}</Link>})`. */
  rich<Key extends keyof English[A]>(
    key: Key,
    values: Arguments<TextOf<A, Key>> & Tags<TextOf<A, Key>>,
  ): ReactNode;
  readonly language: Language;
}

/** The texts of an area as they go to the browser. */
export type Compiled = Readonly<Record<string, CompiledMessage>>;

const formatters = {
  getDateTimeFormat: (...told: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...told),
  getNumberFormat: (...told: ConstructorParameters<typeof Intl.NumberFormat>) =>
    new Intl.NumberFormat(...told),
  getPluralRules: (...told: ConstructorParameters<typeof Intl.PluralRules>) =>
    new Intl.PluralRules(...told),
};

/** The words of these texts. Whoever asks for one that is not there has made a mistake: it throws. */
export function wordsOf<A extends Area>(language: Language, texts: Compiled): Words<A> {
  function say(key: string, values: Record<string, never> = {}): unknown {
    const text = texts[key];
    if (text === undefined) throw new Error(`There is no text "${key}" in ${language}.`);
    return format(text, intlTags[language], values, { formatters, timeZone: 'UTC' });
  }
  const words = (key: string, values?: Record<string, never>) => String(say(key, values));
  const rich = (key: string, values: Record<string, unknown>) => say(key, keyed(values) as never);
  return Object.assign(words, { rich, language }) as unknown as Words<A>;
}

/** What a tag makes lies in a list, in which React wants to tell one from another. */
function keyed(values: Record<string, unknown>): Record<string, unknown> {
  let made = 0;
  const withKeys = Object.entries(values).map(([name, value]) => {
    if (typeof value !== 'function') return [name, value] as const;
    const draw = (chunks: ReactNode) => {
      const node: unknown = value(chunks);
      made += 1;
      return isValidElement(node) ? cloneElement(node, { key: `${name}${made}` }) : node;
    };
    return [name, draw] as const;
  });
  return Object.fromEntries(withKeys);
}
