import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { languages, type Language } from '../../language/languages';
import { wordsIn } from '../../language/texts';
import { products } from '../../store/schema';
import { testDb } from '../../store/testing/database';
import { listCategories, listProducts, listSellers } from '../catalog';
import { seedCatalog } from '../seed/seed';
import { searchGoods } from './search-goods';
import { askedWords, fold, partsOf, termOf } from './words';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
  await seedCatalog();
});
afterAll(() => database.close());

async function found(query: string, language: Language) {
  const { products, ...rest } = await searchGoods({ query, language });
  return { slugs: products.map(({ slug }) => slug), ...rest };
}

const asItWasAsked = { shownFor: null, missing: [], some: false };

/** What the search box says one may look for, in each language. */
const hints = languages.flatMap((language) =>
  wordsIn(
    language,
    'frame',
  )('searchFor')
    .replace(/^Search |など$/g, '')
    .split(/[,、،…]/)
    .map((word) => word.trim())
    .filter(Boolean)
    .map((word) => [language, word] as const),
);

test('each search box says three things to look for', () => {
  for (const language of languages) {
    expect(hints.filter(([one]) => one === language)).toHaveLength(3);
  }
});

test.each(hints)('what the box says in %s is found: "%s"', async (language, word) => {
  const { slugs, ...rest } = await found(word, language);
  expect(rest).toMatchObject(asItWasAsked);
  const [first = ''] = slugs;
  expect(['speckled-mug', 'hedgerow-jam', 'mended-socks']).toContain(first);
});

test.each(languages)('each category is found by its name: %s', async (language) => {
  for (const { name, slug } of await listCategories(language)) {
    const { slugs, ...rest } = await found(name, language);
    const there = await listProducts({ category: slug });
    expect(slugs, name).toEqual(expect.arrayContaining(there.map((product) => product.slug)));
    expect(rest, name).toMatchObject(asItWasAsked);
  }
});

test.each(languages)('each country is found by its name: %s', async (language) => {
  for (const { countryName, slug } of await listSellers(language)) {
    const { slugs } = await found(countryName, language);
    const there = await listProducts({ sellerSlug: slug });
    expect(slugs, countryName).toEqual(
      expect.arrayContaining(there.map((product) => product.slug)),
    );
  }
});

test.each<[Language, string, string]>([
  ['fr', 'thé', 'fog-tea'],
  ['fr', 'THEIERE', 'wood-fired-teapot'],
  ['fr', 'bateaux', 'stacking-boats'],
  ['fr', 'un bol', 'noodle-bowl'],
  ['fr', 'l’encens du Japon', 'hinoki-incense'],
  ['fr', 'savon de Marseille', 'marseille-soap'],
  ['fr', 'mug', 'speckled-mug'],
  ['ja', 'マグカップ', 'speckled-mug'],
  ['ja', 'ﾏｸﾞｶｯﾌﾟ', 'speckled-mug'],
  ['ja', 'カップ', 'speckled-mug'],
  ['ja', 'クツシタ', 'mended-socks'],
  ['ja', '靴下など', 'mended-socks'],
  ['ja', 'キッチンの急須', 'wood-fired-teapot'],
  ['ja', 'ふりかけ', 'plum-furikake'],
  ['ja', 'カレンダー２０２７', 'desk-calendar'],
  ['ja', '茶', 'fog-tea'],
  ['ar', 'الأكواب', 'speckled-mug'],
  ['ar', 'اكواب', 'speckled-mug'],
  ['ar', 'مُرَبَّى', 'hedgerow-jam'],
  ['ar', 'مربي وعسل', 'hedgerow-jam'],
  ['ar', 'قهوه', 'studio-coffee'],
  ['ar', 'شمـــوع من السويد', 'dipped-candles'],
  ['ar', 'تقويم ٢٠٢٧', 'desk-calendar'],
])('in %s "%s" finds %s', async (language, query, slug) => {
  expect((await found(query, language)).slugs.slice(0, 3)).toContain(slug);
});

test.each<[Language, string, string, string]>([
  ['fr', 'chausettes', 'chaussette', 'mended-socks'],
  ['fr', 'confitrue', 'confiture', 'hedgerow-jam'],
  ['fr', 'speckeld mug', 'speckled mug', 'speckled-mug'],
  ['ja', 'ラベンダ一', 'ラベンダー', 'lavender-sachets'],
  ['ar', 'صابوون', 'صابون', 'marseille-soap'],
])('in %s "%s" is searched for as "%s"', async (language, query, meant, slug) => {
  const { slugs, shownFor } = await found(query, language);
  expect(shownFor).toBe(meant);
  expect(slugs[0]).toBe(slug);
});

test('a link that a friend sends finds the same in another language, and nobody is corrected to it', async () => {
  for (const query of ['tasses', '靴下', 'عسل']) {
    expect((await found(query, 'en')).slugs.length, query).toBeGreaterThan(0);
  }
  expect(await found('chausettes', 'en')).toMatchObject({ slugs: [], missing: ['chausettes'] });
});

test('English words find nothing by the beginnings of French ones, nor by what a French one would be', async () => {
  expect((await found('plan', 'en')).slugs).not.toContain('bread-board');
  expect((await found('the mug', 'en')).slugs).not.toContain('fog-tea');
});

test('"or" is gold to who reads French, and joins two things to everybody else', async () => {
  const isMug = eq(products.slug, 'speckled-mug');
  await database.db.update(products).set({ name: 'Gold thimble' }).where(isMug);
  for (const query of ['or', 'en or', 'un bijou doré']) {
    expect((await found(query, 'fr')).slugs[0], query).toBe('speckled-mug');
  }
  await database.db.update(products).set({ name: 'Speckled mug' }).where(isMug);
  const either = await found('mug or mugs', 'en');
  expect(either).toMatchObject({ ...asItWasAsked, slugs: (await found('mug', 'en')).slugs });
  expect(askedWords('bague en or', 'fr')).toEqual(['bague', 'or']);
  expect(askedWords('pour over', 'en')).toEqual(['pour', 'over']);
  expect(askedWords('pour le thé', 'fr')).toEqual(['thé']);
});

test('letters that are one thing for who types are one for the search', () => {
  expect(fold('ガラス')).not.toBe(fold('カラス'));
  expect(fold('くつ')).toBe(fold('ｸﾂ'));
  expect(['الكتاب', 'والكتاب', 'للكتاب', 'كتاب'].map(termOf)).toEqual(Array(4).fill('كتاب'));
  expect(fold('أكواب إلى آخر')).toBe('اكواب الي اخر');
  expect(partsOf('靴下とマグカップ')).toEqual(['靴下', 'マグカップ']);
  expect(partsOf('mug')).toEqual(['mug']);
});
