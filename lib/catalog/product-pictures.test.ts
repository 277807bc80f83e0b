import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import type { ProductId } from '../model/ids';
import type { PictureTexts } from '../model/picture-texts';
import type { SellerUser } from '../model/views';
import { openHouse } from '../payments/testing/house';
import { fillCart, newBuyer } from '../payments/testing/shop';
import { openShops } from '../payments/testing/shops';
import { readCartRows } from './cart-rows';
import { cartView } from './cart-view';
import { readProduct, listProducts } from './catalog';
import { listDrawings, readOwnProduct } from './own-goods';
import { keepPicture } from './pictures';
import { createProduct, editProduct } from './write-product';
import { getDb } from '../store/client';

const house = openHouse();
let seller: SellerUser;
let other: SellerUser;
let drawings: readonly string[];

beforeAll(async () => {
  ({ worker: seller, stranger: other } = await openShops(house.emulator));
  drawings = await listDrawings();
});

async function brought(who: SellerUser): Promise<string> {
  const square = { width: 20, height: 20, channels: 3 as const, background: '#a40' };
  const kept = await keepPicture(who.seller.id, await sharp({ create: square }).png().toBuffer());
  if (!kept.ok) throw new Error(kept.message);
  return kept.value.picture;
}

const words = { name: 'Vase', description: 'A vase.', category: 'home', delivery: '' };
const make = (pictures: readonly string[], who = seller) =>
  createProduct(who, { ...words, pictures, price: '12.50', stock: 3, interval: null });

async function made(pictures: readonly string[]) {
  const told = await make(pictures);
  if (!told.ok) throw new Error(told.message);
  const id: ProductId = told.value.productId;
  const product = await readOwnProduct(seller.seller.id, id);
  if (!product) throw new Error('no such product');
  const kinds = product.kinds.map((kind) => ({
    ...{ id: kind.id, price: kind.typed, stock: kind.stock, stockWas: kind.stock },
  }));
  const bear = (changed: readonly string[], who = seller, pictureTexts: PictureTexts = {}) =>
    editProduct(who, id, { ...words, pictures: changed, pictureTexts, hidden: false, kinds });
  const { slug } = product;
  const [variantId] = kinds.map((kind) => kind.id);
  return { slug, bear, variantId, seen: async () => (await readProduct(slug))?.pictures };
}

test('a product has several pictures in their order, and the first stands for it', async () => {
  const [one = '', two = '', three = ''] = drawings;
  const mine = await brought(seller);
  const { slug, bear, seen, variantId } = await made([mine, one]);
  expect(await seen()).toEqual([mine, one]);

  expect(await bear([three, one, mine, two])).toMatchObject({ ok: true });
  expect(await seen()).toEqual([three, one, mine, two]);
  expect((await readProduct(slug))?.picture).toBe(three);
  const tile = (await listProducts()).find((product) => product.slug === slug);
  expect(tile?.picture).toBe(three);
  const buyer = await newBuyer();
  await fillCart(buyer, [{ ...seller.seller, variantId } as never]);
  const cart = cartView(await readCartRows(await getDb(), { buyerId: buyer.id }));
  expect(cart.groups[0]?.lines[0]?.picture).toBe(three);

  // The first removed, the next is first.
  expect(await bear([one, mine, two])).toMatchObject({ ok: true });
  expect((await readProduct(slug))?.picture).toBe(one);
  expect(await bear([mine])).toMatchObject({ ok: true });
  expect(await seen()).toEqual([mine]);
});

test('what a picture shows is kept as long as the product has it, wherever it stands', async () => {
  const [one = '', two = ''] = drawings;
  const { slug, bear } = await made([one, two]);
  const texts = async () => (await readProduct(slug))?.pictureTexts;
  expect(await texts()).toEqual({});
  const shows = { [one]: ' A hedgehog ', [two]: ' ', '/goods/of-another.svg': 'Another' };
  await bear([two, one], seller, shows);
  expect(await texts()).toEqual({ [one]: 'A hedgehog' });
  await bear([two], seller, shows);
  expect(await texts()).toEqual({});
});

test('six are the most, one is the least, and none stands there twice', async () => {
  const { bear, seen } = await made(drawings.slice(0, 6));
  const [one = ''] = drawings;
  for (const pictures of [drawings.slice(0, 7), [], [one, one]]) {
    expect(await make(pictures)).toMatchObject({ ok: false, reason: 'wrong_picture' });
    expect(await bear(pictures)).toMatchObject({ ok: false, reason: 'wrong_picture' });
  }
  expect(await seen()).toEqual(drawings.slice(0, 6));
});

test('none of them is somebody else’s, at whatever place, nor is the product', async () => {
  const [one = ''] = drawings;
  const theirs = await brought(other);
  expect(await make([one, theirs])).toMatchObject({ ok: false, reason: 'wrong_picture' });
  expect(await make([theirs], other)).toMatchObject({ ok: true });
  const { bear, seen } = await made([one]);
  for (const picture of [theirs, '/icon.svg', '/goods/../icon.svg', 'https://evil.example/x.svg']) {
    expect(await bear([one, picture])).toMatchObject({ ok: false, reason: 'wrong_picture' });
  }
  expect(await bear([theirs], other)).toMatchObject({ ok: false, reason: 'not_found' });
  expect(await seen()).toEqual([one]);
});
