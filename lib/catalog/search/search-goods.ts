import 'server-only';
import { withoutControls } from '../../security/control-characters';
import { firstLanguage, type Language } from '../../language/languages';
import { pageAmong } from '../../model/paging';
import type { SearchView } from '../../model/views';
import { goodsOfPage, readShownGoods } from '../catalog';
import { isSlug } from '../names';
import { productTile } from '../views';
import { GoodsIndex, type Goods } from './goods-index';
import { askedWords, fold, partsOf } from './words';

/**
 * How many goods a search looks at, in the order of their places; it finds none behind them. Far more
 * than this demo sells, and as many as an index is made of in a tenth of a second, for each question anew.
 */
const goodsSearched = 2_000;

interface Asked {
  readonly query: string;
  readonly category?: string | undefined;
  /** The first when left out; one beyond the last is the last. */
  readonly page?: number | undefined;
  /** What the tiles say is said in, and slips of the hand are understood in; English when left out. */
  readonly language?: Language | undefined;
}

/**
 * Goods by words, the best first: a word may be misspelt, without its accents, one or many, or a part of
 * one, in any language that Souk speaks. Says what it looked for when that is not what was asked. The
 * index is made of the rows as they are now, so nothing that was changed a moment ago is found by what
 * it was called before.
 */
export async function searchGoods({
  query,
  category,
  page = 1,
  language = firstLanguage,
}: Asked): Promise<SearchView> {
  const nothing: SearchView = {
    ...{ products: [], page: 1, pages: 1, count: 0 },
    shownFor: null,
    missing: [],
    some: false,
    sellers: [],
    elsewhere: 0,
  };
  const words = askedWords(withoutControls(query).slice(0, 100), language);
  if (words.length === 0 || (category && !isSlug(category))) return nothing;
  const goods = await readShownGoods(goodsSearched);
  const index = new GoodsIndex(goods, language);
  const { meant, missing, corrected } = whatIsMeant(index, words);
  if (meant.length === 0) return { ...nothing, missing };
  const all = index.find(meant);
  const slugs = all.length > 0 ? all : index.find(meant, { some: true });
  const bySlug = new Map(goods.map((row) => [row.product.slug, row]));
  const found = slugs.flatMap((slug) => bySlug.get(slug) ?? []);
  const here = category ? found.filter(({ product }) => product.category === category) : found;
  const { view, offset } = pageAmong(here.length, goodsOfPage, page);
  return {
    ...view,
    products: here
      .slice(offset, offset + goodsOfPage)
      .map(({ product, seller, kinds, rating }) =>
        productTile(product, seller, kinds, rating, language),
      ),
    shownFor: corrected || missing.length > 0 ? meant.join(' ') : null,
    missing,
    some: all.length === 0,
    sellers: sellersCalled(meant, found),
    elsewhere: found.length - here.length,
  };
}

/** Each word as it is, else the one that is nearest to it, else it is missing. */
function whatIsMeant(index: GoodsIndex, words: readonly string[]) {
  const meant: string[] = [];
  const missing: string[] = [];
  let corrected = false;
  for (const word of words.flatMap((run) => partsKnown(index, run)).slice(0, 8)) {
    const is = index.knows(word) ? word : index.nearest(word);
    if (is === null) missing.push(word);
    else {
      meant.push(is);
      corrected ||= is !== word;
    }
  }
  return { meant, missing, corrected };
}

/** A run as it is or as it was meant to be, else, where it is Japanese, the words that are in it. */
function partsKnown(index: GoodsIndex, run: string): readonly string[] {
  if (index.knows(run)) return [run];
  const parts = partsOf(run);
  return parts.every((part) => index.knows(part)) || index.nearest(run) === null ? parts : [run];
}

/** Sellers whose own name has every word; their pages are what may have been looked for. */
function sellersCalled(words: readonly string[], found: readonly Goods[]): SearchView['sellers'] {
  const sellers = new Map(found.map(({ seller }) => [seller.slug, seller.name]));
  return [...sellers]
    .map(([slug, name]) => ({ slug, name }))
    .filter(({ name }) => words.every((word) => fold(name).includes(fold(word))))
    .slice(0, 3);
}
