import 'server-only';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { englishWords } from '../language/texts';
import type { OwnProduct } from '../model/own-goods';
import type { ProductId, SellerId } from '../model/ids';
import { decimalOf } from '../model/money';
import { planOf } from '../model/plan';
import { priceOf } from '../model/price';
import { getDb } from '../store/client';
import { products, variants } from '../store/schema';
import { isUnready, picturesOf, type ProductRow, type VariantRow } from './views';

/** All that a seller sells or has hidden, the newest first. */
export async function listOwnGoods(sellerId: SellerId): Promise<OwnProduct[]> {
  return read(sellerId);
}

/** One of them; null when there is none, or when it is somebody else's. */
export async function readOwnProduct(
  sellerId: SellerId,
  id: ProductId,
): Promise<OwnProduct | null> {
  const [found] = await read(sellerId, id);
  return found ?? null;
}

/** Whether this is one of their products. */
export async function hasProduct(sellerId: SellerId, id: ProductId): Promise<boolean> {
  const db = await getDb();
  const isIt = and(eq(products.id, id), eq(products.sellerId, sellerId));
  return (await db.$count(products, isIt)) > 0;
}

async function read(sellerId: SellerId, id?: ProductId): Promise<OwnProduct[]> {
  const db = await getDb();
  const rows = await db
    .select()
    .from(products)
    .where(and(eq(products.sellerId, sellerId), id && eq(products.id, id)))
    .orderBy(desc(products.position), asc(products.slug))
    .limit(500);
  if (rows.length === 0) return [];
  const kinds = await db
    .select()
    .from(variants)
    .where(
      inArray(
        variants.productId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(variants.position));
  return rows.map((row) =>
    view(
      row,
      kinds.filter(({ productId }) => productId === row.id),
    ),
  );
}

function view(product: ProductRow, kinds: readonly VariantRow[]): OwnProduct {
  const { id, slug, name, description, category, delivery, hiddenAt } = product;
  return {
    ...{ id, slug, name, description, category, delivery, pictures: picturesOf(product) },
    hidden: hiddenAt !== null,
    kinds: kinds.map((kind) => ({
      id: kind.id,
      name: kind.name,
      price: priceOf(kind),
      typed: decimalOf(kind),
      stock: kind.stock,
      plan: planOf(kind, englishWords('plan')),
      unready: isUnready(kind),
      hidden: kind.hiddenAt !== null,
    })),
  };
}

/**
 * Souk's own drawings, which any product may bear. All that lie there: one that was taken off a product
 * can be chosen again.
 */
export async function listDrawings(): Promise<string[]> {
  const files = await readdir(path.join(process.cwd(), 'public', 'goods'));
  return files
    .filter((file) => /^[a-z0-9-]+\.svg$/.test(file))
    .sort()
    .map((file) => `/goods/${file}`);
}
