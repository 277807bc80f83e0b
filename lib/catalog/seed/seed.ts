import { createHash } from 'node:crypto';
import { and, eq, isNull, notInArray, sql } from 'drizzle-orm';
import { config } from '../../config/config';
import type { ProductId, SellerId, VariantId } from '../../model/ids';
import { withTx, type Db } from '../../store/client';
import { newId } from '../../store/new-id';
import { milestones, products, sellers, variants } from '../../store/schema';
import { extraShops } from './extra-shops';
import { shops } from './goods';
import type { ProductSeed, ShopSeed } from './shop-seed';

/**
 * Writes the sellers and what they sell into the database, in one transaction, once: `milestones`
 * knows which edition is there. A newer edition changes words and prices, adds what is new and sells
 * out what is gone; stock that was sold, accounts that were made, and whatever sellers changed
 * themselves stay as they are.
 */
export async function seedCatalog(): Promise<void> {
  const all = [...shops, ...extraShops(config().extraSellers)];
  const edition = createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
  await withTx(async (tx) => {
    const [there] = await tx.select().from(milestones).where(eq(milestones.name, 'catalog'));
    if (there?.value === edition) return;
    for (const [position, shop] of all.entries()) await seedShop(tx, shop, position);
    await sellOutWhatIsGone(tx, all);
    await tx
      .insert(milestones)
      .values({ name: 'catalog', value: edition })
      .onConflictDoUpdate({ target: milestones.name, set: { value: edition, at: new Date() } });
  });
}

async function seedShop(
  tx: Db,
  { seller, products: goods }: ShopSeed,
  position: number,
): Promise<void> {
  const words = { ...seller, position, picture: `/sellers/${seller.slug}.svg` };
  await tx
    .insert(sellers)
    .values({ id: newId<SellerId>('sel'), ...words })
    .onConflictDoUpdate({ target: sellers.slug, set: words, setWhere: isNull(sellers.editedAt) });
  const [row] = await tx
    .select({ id: sellers.id })
    .from(sellers)
    .where(eq(sellers.slug, seller.slug));
  if (!row) throw new Error('a seller was neither made nor found');
  for (const [index, product] of goods.entries()) {
    // The first of every seller, then the second of every seller, and so on.
    await seedProduct(tx, product, row.id, seller.currency, index * shops.length + position);
  }
}

async function seedProduct(
  tx: Db,
  { variants: kinds, pictures: shows, ...product }: ProductSeed,
  sellerId: SellerId,
  currency: string,
  position: number,
): Promise<void> {
  const pictures = shows.map(
    (_, index) => `/goods/${product.slug}${index ? `-${index + 1}` : ''}.svg`,
  );
  const words = {
    ...product,
    details: [...product.details],
    sellerId,
    position,
    picture: `/goods/${product.slug}.svg`,
    morePictures: pictures.slice(1),
    pictureTexts: Object.fromEntries(
      pictures.map((picture, index) => [picture, shows[index] ?? '']),
    ),
  };
  const [row] = await tx
    .insert(products)
    .values({ id: newId<ProductId>('prd'), ...words })
    .onConflictDoUpdate({ target: products.slug, set: words, setWhere: isNull(products.editedAt) })
    .returning({ id: products.id });
  // Its seller has changed it: words, prices, kinds and stock are theirs now.
  if (!row) return;
  for (const [index, kind] of kinds.entries()) {
    const terms = {
      amount: kind.amount,
      currency,
      interval: kind.interval ?? null,
      intervalCount: kind.intervalCount ?? 1,
      trialDays: kind.trialDays ?? 0,
      position: index,
    };
    const changed = await tx
      .update(variants)
      .set(terms)
      .where(and(eq(variants.productId, row.id), eq(variants.name, kind.name)))
      .returning({ id: variants.id });
    if (changed.length > 0) continue;
    await tx.insert(variants).values({
      id: newId<VariantId>('var'),
      productId: row.id,
      name: kind.name,
      stock: kind.stock,
      ...terms,
    });
  }
  const names = kinds.map(({ name }) => name);
  await tx
    .update(variants)
    .set({ stock: 0 })
    .where(and(eq(variants.productId, row.id), notInArray(variants.name, names)));
}

/** Orders and carts may still name it, so nothing is deleted. */
async function sellOutWhatIsGone(tx: Db, all: readonly ShopSeed[]): Promise<void> {
  const slugs = all.flatMap((shop) => shop.products.map(({ slug }) => slug));
  const gone = await tx
    .select({ id: products.id })
    .from(products)
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    // What people of their own sell here is theirs; so is what a seller of the demo changed, or added by
    // hand: its picture does not bear its name.
    .where(
      and(
        notInArray(products.slug, slugs),
        isNull(sellers.appliedAt),
        isNull(products.editedAt),
        eq(products.picture, sql`'/goods/' || ${products.slug} || '.svg'`),
      ),
    );
  for (const { id } of gone) {
    await tx.update(variants).set({ stock: 0 }).where(eq(variants.productId, id));
  }
}
