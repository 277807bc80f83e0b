import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { products } from '../../store/schema';
import { testDb } from '../../store/testing/database';
import { seedCatalog } from '../seed/seed';
import { searchGoods } from './search-goods';
import { slipsBetween, termOf } from './words';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
  await seedCatalog();
});
afterAll(() => database.close());

const found = async (query: string, category?: string) => {
  const { products: tiles, ...rest } = await searchGoods({ query, category });
  return { slugs: tiles.map(({ slug }) => slug), ...rest };
};

test.each([
  ['mug', 'speckled-mug'],
  ['MUG speckled', 'speckled-mug'],
  ['the mug of clay', 'speckled-mug'],
  ['fjallglim candles', 'dipped-candles'],
  ['Fjällglim blanket', 'aurora-blanket'],
  ['kyoto lamp', 'washi-lamp'],
  ['lamps from Japan', 'washi-lamp'],
  ['foxes', 'tenugui-waves'],
  ['socks', 'mended-socks'],
  ['sock', 'mended-socks'],
  ['candle snails', 'brass-candle-snail'],
  ['jars', 'hedgerow-jam'],
  ['teapots', 'wood-fired-teapot'],
  ['note', 'tide-notebook'],
])('"%s" finds %s first, and as it was asked', async (query, slug) => {
  const { slugs, shownFor, some } = await found(query);
  expect(slugs[0]).toBe(slug);
  expect({ shownFor, some }).toEqual({ shownFor: null, some: false });
});

test('a part of a word finds it', async () => {
  expect((await found('pot')).slugs).toEqual(
    expect.arrayContaining(['wood-fired-teapot', 'olla-watering-pot']),
  );
  expect((await found('tea pot')).slugs.slice(0, 2)).toContain('wood-fired-teapot');
  expect((await found('book')).slugs).toContain('tide-notebook');
});

test.each([
  ['speckeld mug', 'speckled mug', 'speckled-mug'],
  ['insence', 'incense', 'hinoki-incense'],
  ['marsaille sope', 'marseille', 'marseille-soap'],
  ['teapto', 'teapot', 'wood-fired-teapot'],
  ['linnen apron', 'linen apron', 'linen-apron'],
  ['vaes', 'vase', 'bud-vase'],
  ['Fjälglimm candles', 'fjällglim candles', 'dipped-candles'],
])('"%s" is searched for as "%s"', async (query, meant, slug) => {
  const { slugs, shownFor } = await found(query);
  expect(shownFor).toBe(meant);
  expect(slugs[0]).toBe(slug);
});

test('what it is called counts more than what is said about it', async () => {
  const { slugs } = await found('linen');
  expect(slugs.slice(0, 2).sort()).toEqual(['linen-apron', 'linen-tea-towel']);
});

test('words that no thing has together find what has some of them, and say so', async () => {
  const both = await found('mug socks');
  expect(both.some).toBe(true);
  expect(both.slugs).toEqual(expect.arrayContaining(['speckled-mug', 'mended-socks']));
  const one = await found('mug zzyzx');
  expect(one).toMatchObject({ shownFor: 'mug', missing: ['zzyzx'], some: false });
  expect(one.slugs[0]).toBe('speckled-mug');
});

test('a category narrows a search, and says what is elsewhere', async () => {
  expect(await found('tea', 'pantry')).toMatchObject({
    slugs: expect.arrayContaining(['fog-tea']),
  });
  const nowhere = await found('mug', 'garden');
  expect(nowhere.slugs).toEqual([]);
  expect(nowhere.elsewhere).toBeGreaterThan(0);
  expect(await found('mug', '../garden')).toMatchObject({ slugs: [], elsewhere: 0 });
});

test('a seller’s name leads to the seller', async () => {
  expect((await found('kumo')).sellers).toEqual([{ slug: 'kumo-house', name: 'Kumo House' }]);
  expect((await found('mistrl')).sellers).toEqual([
    { slug: 'atelier-mistral', name: 'Atelier Mistral' },
  ]);
});

test.each([
  '',
  '   ',
  '%',
  '_',
  '\\',
  "' 1=1 --",
  '\u0000',
  'zzyzx',
  '漢字',
  '🫖',
  'aaaa '.repeat(50),
])('"%s" finds nothing and breaks nothing', async (query) => {
  expect((await found(query)).slugs).toEqual([]);
});

test('control characters are blanks', async () => {
  expect((await found('\u0000mug\u0000speckled\u0007')).slugs[0]).toBe('speckled-mug');
});

test('a product is found by its new name at once, and by its old one no more', async () => {
  const isBoard = eq(products.slug, 'bread-board');
  await database.db.update(products).set({ name: 'Quibble plank' }).where(isBoard);
  expect((await found('quibble')).slugs).toEqual(['bread-board']);
  await database.db.update(products).set({ name: 'Bread board' }).where(isBoard);
  expect((await found('quibble')).slugs).toEqual([]);
});

test('slips of the hand are counted, and many become one', () => {
  expect(slipsBetween('vaes', 'vase')).toBe(1);
  expect(slipsBetween('mug', 'mugs')).toBe(1);
  expect(slipsBetween('', 'abc')).toBe(3);
  expect(['Mugs', 'boxes', 'berries', 'glass', 'cactus', 'vases', 'Éclairs'].map(termOf)).toEqual([
    'mug',
    'box',
    'berry',
    'glass',
    'cactus',
    'vase',
    'eclair',
  ]);
});
