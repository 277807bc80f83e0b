import MiniSearch, { type Query, type SearchOptions } from 'minisearch';
import { countryName } from '../../language/formats';
import { categoryNames } from '../seed/goods';
import type { ProductRow, SellerRow, VariantRow } from '../views';
import { endsOf, fold, slipsBetween, slipsForgiven, termOf, wordsOf } from './words';

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
  description: 1,
  /** Ends of the words in names. */
  ends: 0.5,
};
type Field = keyof typeof weights;
const fields = Object.keys(weights) as Field[];
const plain = fields.filter((field) => field !== 'ends');

const nameOfCategory = (slug: string) => (categoryNames as Record<string, string>)[slug] ?? slug;

function textOf({ product, seller, kinds }: Goods): Record<Field, string> {
  const names = `${product.name} ${seller.name}`;
  return {
    name: product.name,
    kinds: kinds.map(({ name }) => name).join(' '),
    seller: seller.name,
    category: nameOfCategory(product.category),
    place: `${seller.place} ${countryName(seller.country, 'en')}`,
    description: `${product.description} ${seller.tagline}`,
    ends: names,
  };
}

/** What is sold, ready to be asked. It knows the rows that it was made of, and no later ones. */
export class GoodsIndex {
  private readonly index: MiniSearch;
  /** Every term, with a word that it came from, as written, and how much its place counts. */
  private readonly known = new Map<string, { readonly word: string; readonly weight: number }>();

  constructor(goods: readonly Goods[]) {
    this.index = new MiniSearch({
      fields,
      tokenize: wordsOf,
      processTerm: (word, field) => (field === 'ends' ? endsOf(termOf(word)) : termOf(word)),
    });
    for (const row of goods) {
      const text = textOf(row);
      this.index.add({ id: row.product.slug, ...text });
      for (const field of plain) this.learn(text[field], weights[field]);
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
      queries: words.map((word) => asked(word)),
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

const options: SearchOptions = { boost: weights, tokenize: wordsOf, processTerm: termOf };

/** One word: as it is, as the beginning of one, and, from three letters on, inside of one. */
function asked(word: string): Query {
  const prefix = fold(word).length > 1;
  return {
    combineWith: 'OR',
    queries: [
      { queries: [word], fields: plain, prefix, combineWith: 'OR' },
      ...(fold(word).length > 2
        ? [{ queries: [word], fields: ['ends'], prefix, combineWith: 'OR' as const }]
        : []),
    ],
  };
}
