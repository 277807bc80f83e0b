import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readProduct, readShop } from '@/lib/catalog/catalog';
import { seedCatalog } from '@/lib/catalog/seed/seed';
import { wordsOfProduct, wordsOfSeller } from '@/lib/catalog/share-drawing';
import { testDb } from '@/lib/store/testing/database';
import ProductPicture from './products/[slug]/opengraph-image';
import SellerPicture from './sellers/[slug]/opengraph-image';

let database: Awaited<ReturnType<typeof testDb>>;
beforeAll(async () => {
  database = await testDb();
  await seedCatalog();
});
afterAll(() => database.close());

const of = (slug: string) => ({ params: Promise.resolve({ slug }) });

test.each([
  ['a product', () => ProductPicture(of('speckled-mug'))],
  ['a seller', () => SellerPicture(of('linden-clay'))],
])('%s is drawn as a picture of the size that links are shown with', async (_, draw) => {
  const response = await draw();
  expect(response.headers.get('content-type')).toBe('image/png');
  const { width, height } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
  expect([width, height]).toEqual([1200, 630]);
});

test('what there is not has no picture', async () => {
  for (const draw of [ProductPicture, SellerPicture]) {
    expect((await draw(of('no-such-thing'))).status).toBe(404);
  }
});

test('goods whose names the font cannot draw stand under their seller’s name', async () => {
  const mug = await readProduct('speckled-mug');
  if (!mug) throw new Error('no mug');
  expect(wordsOfProduct(mug)).toEqual({
    title: mug.name,
    lines: ['from $28.00', 'Linden Clay, United States'],
  });
  for (const name of ['斑点のマグカップ', 'マグ 2 (M)', 'كوب مرقّط']) {
    expect(wordsOfProduct({ ...mug, name }).title, name).toBe('Linden Clay');
  }
  expect(wordsOfProduct({ ...mug, name: 'Écuelle № 7' }).title).toBe('Écuelle 7');
  const seller = { ...mug.seller, name: '菩提樹の陶器' };
  expect(wordsOfProduct({ ...mug, name: '皿', seller })).toEqual({
    title: 'United States',
    lines: ['from $28.00', 'United States'],
  });
});

test('a seller whose name it cannot draw stands under their country', async () => {
  const seller = await readShop('linden-clay');
  if (!seller) throw new Error('no seller');
  const said = wordsOfSeller({ ...seller, name: '菩提樹の陶器', tagline: '手で' });
  expect(said).toEqual({ title: 'United States', lines: [`${seller.place}, United States`] });
});
