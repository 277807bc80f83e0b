import 'server-only';
import { and, count, desc, eq, inArray } from 'drizzle-orm';
import sharp from 'sharp';
import type { PictureId, SellerId } from '../model/ids';
import { ok, refuse, type Result } from '../model/result';
import { withTx, getDb } from '../store/client';
import { newId } from '../store/new-id';
import { pictures, sellers } from '../store/schema';

/** The side of the square, in pixels: twice what the largest tile shows. */
const side = 800;
/** What a tile may weigh, in bytes; each quality is tried until it fits, the last one is taken. */
const most = 40_000;
const qualities = [78, 66, 54, 42, 30];
/** What is read at all. SVG is not: it can hold script. */
const formats = ['jpeg', 'png', 'webp', 'avif', 'heif', 'gif'];
const mostPixels = 40_000_000;
const mostPictures = 200;

/** The address of a picture, and what it is found by. */
const pathOf = (id: PictureId) => `/pictures/${id}.webp`;
const pattern = /^\/pictures\/(pic_[0-9a-z]{20})\.webp$/;

/**
 * Keeps a picture that a seller brought, and answers with its address. It is drawn anew as a square
 * WebP of about 40 kB: nothing of the file that came is kept, neither where a photograph was taken
 * nor what else may hide in it.
 */
export async function keepPicture(
  sellerId: SellerId,
  file: Uint8Array,
): Promise<Result<{ picture: string }, 'not_a_picture' | 'pictures_full'>> {
  const bytes = await draw(file);
  if (!bytes) {
    return refuse(
      'not_a_picture',
      'This is no picture that we can read. Send a JPEG, PNG or WebP.',
    );
  }
  return withTx(async (tx) => {
    // Two that come at once are counted one after the other.
    await tx
      .select({ id: sellers.id })
      .from(sellers)
      .where(eq(sellers.id, sellerId))
      .for('no key update');
    const [kept] = await tx
      .select({ count: count() })
      .from(pictures)
      .where(eq(pictures.sellerId, sellerId));
    if ((kept?.count ?? 0) >= mostPictures) {
      return refuse(
        'pictures_full',
        `You have ${mostPictures} pictures, which is the most. Choose one.`,
      );
    }
    const id = newId<PictureId>('pic');
    await tx.insert(pictures).values({ id, sellerId, bytes });
    return ok({ picture: pathOf(id) });
  });
}

async function draw(file: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const image = sharp(file, { limitInputPixels: mostPixels, failOn: 'error' });
    const { format } = await image.metadata();
    if (!formats.includes(format)) return null;
    const square = await image
      .rotate()
      .resize(side, side, { fit: 'cover' })
      .flatten({ background: '#fff' })
      .png({ compressionLevel: 1 })
      .toBuffer();
    let drawn = square;
    for (const quality of qualities) {
      drawn = await sharp(square).webp({ quality }).toBuffer();
      if (drawn.length <= most) break;
    }
    return new Uint8Array(drawn);
  } catch {
    return null;
  }
}

/** The addresses of what a seller has brought, the newest first. */
export async function listOwnPictures(sellerId: SellerId): Promise<string[]> {
  const db = await getDb();
  const rows = await db
    .select({ id: pictures.id })
    .from(pictures)
    .where(eq(pictures.sellerId, sellerId))
    .orderBy(desc(pictures.createdAt), desc(pictures.id));
  return rows.map(({ id }) => pathOf(id));
}

/** Those of these that this seller has brought. */
export async function ownAmong(sellerId: SellerId, among: readonly string[]): Promise<string[]> {
  const ids = among.flatMap((picture) => idOf(picture) ?? []);
  if (ids.length === 0) return [];
  const db = await getDb();
  const rows = await db
    .select({ id: pictures.id })
    .from(pictures)
    .where(and(inArray(pictures.id, ids), eq(pictures.sellerId, sellerId)));
  return rows.map(({ id }) => pathOf(id));
}

/** The WebP at an address like `/pictures/pic_….webp`; null when there is none. */
export async function readPicture(picture: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const id = idOf(picture);
  if (!id) return null;
  const db = await getDb();
  const [row] = await db
    .select({ bytes: pictures.bytes })
    .from(pictures)
    .where(eq(pictures.id, id));
  return row?.bytes ?? null;
}

const idOf = (picture: string): PictureId | null =>
  (pattern.exec(picture)?.[1] as PictureId | undefined) ?? null;
