import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { GET } from './[file]/route';
import type { PictureId } from '@/lib/model/ids';
import type { SellerUser } from '@/lib/model/views';
import { openHouse } from '@/lib/payments/testing/house';
import { openShops } from '@/lib/payments/testing/shops';
import { getDb } from '@/lib/store/client';
import { newId } from '@/lib/store/new-id';
import { pictures } from '@/lib/store/schema';
import { keepPicture, listOwnPictures } from '@/lib/catalog/pictures';
import { drawingOf } from '@/lib/catalog/share-drawing';
import { createProduct } from '@/lib/catalog/write-product';

const house = openHouse();
let seller: SellerUser;
let other: SellerUser;
beforeAll(async () => {
  ({ worker: seller, stranger: other } = await openShops(house.emulator));
});

/** Grain, which no format makes small, and a place in its EXIF. */
const photograph = () =>
  sharp({
    create: {
      ...{ width: 1_200, height: 900, channels: 3, background: '#888' },
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .withExif({ IFD0: { Copyright: 'Fern Bay' }, IFD3: { GPSLatitudeRef: 'N' } })
    .jpeg({ quality: 95 })
    .toBuffer();

async function brought(who: SellerUser): Promise<string> {
  const kept = await keepPicture(who.seller.id, await photograph());
  if (!kept.ok) throw new Error(kept.message);
  return kept.value.picture;
}

const served = (picture: string) =>
  GET(new Request(`http://localhost:3000${picture}`), {
    params: Promise.resolve({ file: picture.replace('/pictures/', '') }),
  });

test('a photograph becomes a small square that tells nothing but what it shows', async () => {
  const picture = await brought(seller);
  const response = await served(picture);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('image/webp');
  expect(response.headers.get('cache-control')).toContain('immutable');
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect(bytes.length).toBeLessThan((await photograph()).length);
  const { format, width, height, exif } = await sharp(bytes).metadata();
  expect({ format, width, height, exif }).toEqual({
    ...{ format: 'webp', width: 800, height: 800 },
    exif: undefined,
  });
  expect(Buffer.from(bytes).includes('Fern Bay')).toBe(false);
  expect((await listOwnPictures(seller.seller.id))[0]).toBe(picture);
  expect(await drawingOf(picture)).toMatch(/^data:image\/png;base64,/);
});

test('what is drawn of few colours weighs no more than a tile may', async () => {
  const plain = await sharp({
    create: { width: 2_000, height: 1_000, channels: 4, background: '#0000' },
  })
    .png()
    .toBuffer();
  const kept = await keepPicture(seller.seller.id, plain);
  if (!kept.ok) throw new Error(kept.message);
  const bytes = await (await served(kept.value.picture)).arrayBuffer();
  expect(bytes.byteLength).toBeLessThan(40_000);
  // What was transparent is white.
  const { dominant } = await sharp(bytes).stats();
  expect(dominant.r + dominant.g + dominant.b).toBeGreaterThan(700);
});

test.each([
  ['a drawing with script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>')],
  ['words', Buffer.from('a photograph')],
  ['half a picture', null],
])('%s is refused', async (_, bytes) => {
  const file = bytes ?? (await photograph()).subarray(0, 5_000);
  expect(await keepPicture(seller.seller.id, file)).toMatchObject({
    ok: false,
    reason: 'not_a_picture',
  });
});

test('goods bear what their seller has brought, and nothing of another’s', async () => {
  const picture = await brought(seller);
  const vase = {
    ...{
      name: 'Vase',
      description: 'A vase.',
      category: 'home',
      delivery: '',
      pictures: [picture],
    },
    ...{ price: '12.50', stock: 3, interval: null },
  };
  expect(await createProduct(seller, vase)).toMatchObject({ ok: true });
  expect(await createProduct(other, vase)).toMatchObject({ ok: false, reason: 'wrong_picture' });
});

test('what is not there, or is no picture’s address, is not found', async () => {
  for (const file of ['pic_00000000000000000000.webp', 'pic_1.webp', '../../package.json']) {
    expect((await served(`/pictures/${file}`)).status, file).toBe(404);
  }
});

test('there is an end to how many one seller may bring', async () => {
  const db = await getDb();
  const sellerId = other.seller.id;
  await db.insert(pictures).values(
    Array.from({ length: 200 }, () => ({
      ...{ id: newId<PictureId>('pic'), sellerId, bytes: new Uint8Array([1]) },
    })),
  );
  expect(await keepPicture(sellerId, await photograph())).toMatchObject({
    ok: false,
    reason: 'pictures_full',
  });
});
