import 'server-only';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { and, asc, desc, eq, inArray, type SQL } from 'drizzle-orm';
import { englishWords } from '../language/texts';
import type { OwnProduct } from '../model/own-goods';
import type { ProductId, SellerId } from '../model/ids';
import { decimalOf } from '../model/money';
import { pageAmong, type Paged } from '../model/paging';
import { planOf } from '../model/plan';
import { priceOf } from '../model/price';
import { getDb } from '../store/client';
import { products, variants } from '../store/schema';
import { isUnready, picturesOf, type ProductRow, type VariantRow } from './views';

const rowsOfPage = 40;

/** A page of all that a seller sells or has hidden, the newest first. */
export async function listOwnGoods(sellerId: SellerId, page: number): Promise<Paged<OwnProduct>> {
  const db = await getDb();
  const where = eq(products.sellerId, sellerId);
  const { view, offset } = pageAmong(await db.$count(products, where), rowsOfPage, page);
  return { rows: await read(where, offset), ...view };
}

/** One of them; null when there is none, or when it is somebody else's. */
export async function readOwnProduct(
  sellerId: SellerId,
  id: ProductId,
): Promise<OwnProduct | null> {
  const [found] = await read(isIt(sellerId, id));
  return found ?? null;
}

/** Whether this is one of their products. */
export async function hasProduct(sellerId: SellerId, id: ProductId): Promise<boolean> {
  const db = await getDb();
  return (await db.$count(products, isIt(sellerId, id))) > 0;
}

const isIt = (sellerId: SellerId, id: ProductId) =>
  and(eq(products.id, id), eq(products.sellerId, sellerId));

async function read(where: SQL | undefined, offset = 0): Promise<OwnProduct[]> {
  const db = await getDb();
  const rows = await db
    .select()
    .from(products)
    .where(where)
    .orderBy(desc(products.position), asc(products.slug))
    .limit(rowsOfPage)
    .offset(offset);
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
    ownProduct(
      row,
      kinds.filter(({ productId }) => productId === row.id),
    ),
  );
}

function ownProduct(product: ProductRow, kinds: readonly VariantRow[]): OwnProduct {
  const { id, slug, name, description, category, delivery, hiddenAt } = product;
  return {
    ...{ id, slug, name, description, category, delivery },
    ...{ pictures: picturesOf(product), pictureTexts: product.pictureTexts },
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
