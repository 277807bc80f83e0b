import MiniSearch, { type Query, type SearchOptions } from 'minisearch';
import { countryName } from '../../language/formats';
import { firstLanguage, languages, type Language } from '../../language/languages';
import { wordsIn } from '../../language/texts';
import { categoryNames } from '../seed/goods';
import type { CategorySlug } from '../seed/shop-seed';
import type { ProductRow, SellerRow, VariantRow } from '../views';
import { calledElsewhere } from './things';
import {
  endsOf,
  fold,
  isEmpty,
  isUnspaced,
  slipsBetween,
  slipsForgiven,
  termOf,
  wordsOf,
} from './words';

export interface Goods {
  readonly product: ProductRow;
  readonly seller: SellerRow;
  readonly kinds: readonly VariantRow[];
}

/** What a product is found by, and how much each counts: what it is called comes first. */
const weights = {
  name: 8,
  kinds: 4,
  seller: 4,
  category: 3,
  place: 2,
  /** What it, its category and its country are called in the other languages. */
  things: 6,
  shelf: 2,
  description: 1,
  /** Ends of the words in names. */
  ends: 0.5,
};
type Field = keyof typeof weights;
const fields = Object.keys(weights) as Field[];
const elsewhere = ['things', 'shelf'] as const satisfies readonly Field[];
const isElsewhere = (field: string) => elsewhere.some((one) => one === field);
const here = fields.filter((field) => field !== 'ends' && !isElsewhere(field));
const otherLanguages = languages.filter((language) => language !== 'en');

const isCategory = (slug: string): slug is CategorySlug => slug in categoryNames;

function textOf({ product, seller, kinds }: Goods): Record<Field, string> {
  const names = `${product.name} ${seller.name}`;
  const others = otherLanguages.map((language) => textElsewhere({ product, seller }, language));
  return {
    name: product.name,
    kinds: kinds.map(({ name }) => name).join(' '),
    seller: seller.name,
    category: isCategory(product.category) ? categoryNames[product.category] : product.category,
    place: `${seller.place} ${countryName(seller.country, 'en')}`,
    things: others.map(({ things }) => things).join(' '),
    shelf: others.map(({ shelf }) => shelf).join(' '),
    description: `${product.description} ${seller.tagline}`,
    ends: names,
  };
}

function textElsewhere(
  { product: { name, category }, seller }: Pick<Goods, 'product' | 'seller'>,
  language: (typeof otherLanguages)[number],
): Record<(typeof elsewhere)[number], string> {
  const shelf = isCategory(category) ? wordsIn(language, 'shop')(category) : '';
  return {
    things: calledElsewhere(name, language),
    shelf: `${shelf} ${countryName(seller.country, language)}`,
  };
}

/** What a word of a text is found by. */
function termsOf(word: string, field?: string): string | string[] | null {
  const term = termOf(word);
  if (isUnspaced(term)) {
    // A run may be a whole description: nobody asks for more than its next letters.
    const begins = endsOf(term, 1).map((end) => end.slice(0, 24));
    return field === 'ends' ? null : [term, ...begins];
  }
  if (field === 'ends') return endsOf(term);
  // Shelves are called by several words, things by theirs alone.
  if (field === 'shelf' && isEmpty(word, 'fr')) return null;
  if (field && isElsewhere(field)) return [term, termOf(`${word}s`)];
  return term;
}

/**
 * What is sold, ready to be asked by whoever reads this language. It knows the rows that it was made of,
 * and no later ones.
 */
export class GoodsIndex {
  private readonly index: MiniSearch;
  /** Every term, with a word that it came from, as written, and how much its place counts. */
  private readonly known = new Map<string, { readonly word: string; readonly weight: number }>();

  constructor(
    goods: readonly Goods[],
    private readonly language: Language = firstLanguage,
  ) {
    this.index = new MiniSearch({ fields, tokenize: wordsOf, processTerm: termsOf });
    const own = otherLanguages.find((other) => other === language);
    for (const row of goods) {
      const text = textOf(row);
      this.index.add({ id: row.product.slug, ...text });
      for (const field of here) this.learn(text[field], weights[field]);
      // Nobody is thought to have meant a word of a language that they do not read.
      const said = own ? textElsewhere(row, own) : null;
      if (said) for (const field of elsewhere) this.learn(said[field], weights[field]);
    }
  }

  private learn(text: string, weight: number): void {
    for (const word of wordsOf(text)) {
      const term = termOf(word);
      const there = this.known.get(term);
      if (!there || there.weight < weight) this.known.set(term, { word, weight });
    }
  }

  /** Slugs of what has every word (or, with `some`, any of them), the best first. */
  find(words: readonly string[], { some = false } = {}): string[] {
    const query: Query = {
      combineWith: some ? 'OR' : 'AND',
      queries: words.map((word) => asked(word, this.language)),
    };
    return this.index.search(query, options).map(({ id }) => id as string);
  }

  /** True when something is found by this word. */
  knows(word: string): boolean {
    return this.find([word]).length > 0;
  }

  /** The word that was probably meant, as it is written here; null when none is near. */
  nearest(word: string): string | null {
    const term = termOf(word);
    let best: { word: string; rank: readonly number[] } | null = null;
    for (const [there, { word: written, weight }] of this.known) {
      if (Math.abs(there.length - term.length) > 2 || there.length < 3) continue;
      const slips = slipsBetween(term, there);
      if (slips > slipsForgiven(term.length)) continue;
      const rank = [slips, there[0] === term[0] ? 0 : 1, -weight];
      if (!best || isBefore(rank, best.rank)) best = { word: written, rank };
    }
    return best?.word.toLowerCase() ?? null;
  }
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const differs = one.findIndex((value, index) => value !== other[index]);
  return differs >= 0 && (one[differs] ?? 0) < (other[differs] ?? 0);
}

// What is asked has been taken apart already.
const options: SearchOptions = {
  boost: weights,
  tokenize: (word) => [word],
  processTerm: (word) => termOf(word),
};

/**
 * One word: as it is, as the beginning of one, and, from three letters on, inside of one. In Japanese it
 * may begin anywhere. Words of French are found whole by who does not read it.
 */
function asked(word: string, language: Language): Query {
  const unspaced = isUnspaced(word);
  const prefix = unspaced || fold(word).length > 1;
  const begins = prefix && (language === 'fr' || !/\p{Script=Latin}/u.test(word));
  // Without its accent "thé" would be a word of every English text.
  const onlyElsewhere = isEmpty(fold(word), language) && !isEmpty(word, language);
  const called: Query = {
    queries: [word],
    fields: [...elsewhere],
    prefix: begins,
    combineWith: 'OR',
  };
  if (onlyElsewhere) return called;
  return {
    combineWith: 'OR',
    queries: [
      { queries: [word], fields: here, prefix, combineWith: 'OR' },
      called,
      ...(fold(word).length > 2 && !unspaced
        ? [{ queries: [word], fields: ['ends'], prefix, combineWith: 'OR' as const }]
        : []),
    ],
  };
}
