import { and, asc, eq, max } from 'drizzle-orm';
import type { ProductId, SellerId, VariantId } from '../model/ids';
import { parseAmount } from '../model/money';
import type { ProductWords } from '../model/own-goods';
import type { Interval } from '../model/recurring';
import { ok, refuse, type Result } from '../model/result';
import { slugOf } from '../model/slug';
import type { SellerUser } from '../model/views';
import { withTx, type Db } from '../store/client';
import { writeAct } from '../store/acts';
import { newId, randomCharacters } from '../store/new-id';
import { products, variants } from '../store/schema';
import { addKinds, type NewKind, type WrongKind } from './add-kinds';
import { listDrawings } from './own-goods';
import { isOwnPicture } from './pictures';
import { amountOf } from './typed-amount';
import { provisionPlansOf } from './provision-plans';
import { categoryNames } from './seed/goods';

export interface NewProduct extends ProductWords {
  /** As it was typed, in whole units of the account's currency. */
  readonly price: string;
  /** Pieces; null never runs out. */
  readonly stock: number | null;
  /** Makes it a plan, paid every week, month or year; null for goods, which are paid once. */
  readonly interval: Interval | null;
}

export interface ProductEdit extends ProductWords {
  /** Taken out of the shop, for what was bought once is never deleted. */
  readonly hidden: boolean;
  readonly kinds: readonly {
    readonly id: VariantId;
    readonly price: string;
    readonly stock: number | null;
    /** What it was when the form was opened. Where both agree, what was sold meanwhile stays sold. */
    readonly stockWas: number | null;
    /** A name for the only kind so far, which needed none; a name that is there stays. */
    readonly name?: string | undefined;
  }[];
  readonly newKinds?: readonly NewKind[];
}

type Refusal =
  'not_found' | 'stale' | 'wrong_price' | 'wrong_picture' | 'wrong_category' | WrongKind;
type Written = Result<{ productId: ProductId }, Refusal>;

/**
 * Puts a new product into the shop, in the currency of its seller's account. A plan gets its Product and
 * Price there, too; were Stripe away, it can be seen and not yet subscribed to.
 */
export async function createProduct(
  { id, seller }: Pick<SellerUser, 'id' | 'seller'>,
  { price, stock, interval, ...words }: NewProduct,
): Promise<Written> {
  const wrong = await whyNot(seller.id, words, interval !== null);
  if (wrong) return wrong;
  const amount = amountOf(price, seller.currency);
  if (!amount.ok) return amount;
  const productId = newId<ProductId>('prd');
  await withTx(async (tx) => {
    await tx.insert(products).values({
      ...{ id: productId, sellerId: seller.id, slug: addressOf(words.name), details: [] },
      ...words,
      position: await nextPosition(tx),
    });
    await tx.insert(variants).values({
      ...{ id: newId<VariantId>('var'), productId, currency: seller.currency, position: 0 },
      ...{ amount: amount.value, stock: interval ? null : stock, interval },
    });
    const about = { productId, sellerId: seller.id };
    await writeAct(tx, { id, role: 'seller' }, 'product_made', about);
  });
  if (interval) await provisionPlansOf(productId);
  return ok({ productId });
}

/**
 * Changes a product of this seller: words, picture, prices, stock, further kinds, and whether it is in
 * the shop. A cart
 * that holds it is shown again before it is paid, since its quote does not fit the new price; a plan gets
 * a new Price on the account, and who subscribed before keeps the old one.
 */
export async function editProduct(
  { id, seller }: Pick<SellerUser, 'id' | 'seller'>,
  productId: ProductId,
  { kinds, newKinds = [], hidden, ...words }: ProductEdit,
): Promise<Written> {
  const written = await withTx<Written>(async (tx) => {
    const own = and(eq(products.id, productId), eq(products.sellerId, seller.id));
    const [product] = await tx.select().from(products).where(own).for('no key update');
    if (!product) return refuse('not_found', 'There is no such thing here.');
    // In one order, as a checkout locks them.
    const there = await tx
      .select()
      .from(variants)
      .where(eq(variants.productId, productId))
      .orderBy(asc(variants.id))
      .for('no key update');
    const wrong = await whyNot(
      seller.id,
      words,
      there.some(({ interval }) => interval !== null),
      product.picture,
    );
    if (wrong) return wrong;
    for (const kind of kinds) {
      const row = there.find(({ id }) => id === kind.id);
      if (!row) return refuse('not_found', 'There is no such thing here.');
      const amount = amountOf(kind.price, row.currency);
      if (!amount.ok) return amount;
      if (changesStock(kind) && kind.stockWas !== row.stock) return stale(row);
    }
    const added = await addKinds(tx, { productId, there, named: kinds, newKinds });
    if (!added.ok) return added;
    for (const kind of kinds) await writeKind(tx, there, kind);
    await tx
      .update(products)
      .set({
        ...words,
        hiddenAt: hidden ? (product.hiddenAt ?? new Date()) : null,
        editedAt: new Date(),
      })
      .where(own);
    const isPriced = kinds.some((kind) => {
      const row = there.find((one) => one.id === kind.id);
      return row && parseAmount(kind.price, row.currency) !== row.amount;
    });
    const about = { productId, sellerId: seller.id };
    await writeAct(
      tx,
      { id, role: 'seller' },
      isPriced ? 'price_changed' : 'product_changed',
      about,
    );
    return ok({ productId });
  });
  if (written.ok) await provisionPlansOf(productId);
  return written;
}

async function writeKind(
  tx: Db,
  there: readonly (typeof variants.$inferSelect)[],
  kind: ProductEdit['kinds'][number],
): Promise<void> {
  const row = there.find(({ id }) => id === kind.id);
  const amount = row && parseAmount(kind.price, row.currency);
  if (!row || !amount) return;
  await tx
    .update(variants)
    .set({
      amount,
      // A plan never runs out. One whose amount changed is not to be sold by its old Price.
      ...(row.interval ? { stock: null } : changesStock(kind) ? { stock: kind.stock } : {}),
      ...(row.interval && amount !== row.amount ? { accountPriceId: null } : {}),
    })
    .where(eq(variants.id, row.id));
}

const changesStock = ({ stock, stockWas }: ProductEdit['kinds'][number]): boolean =>
  stock !== stockWas;

function stale({ name, stock }: typeof variants.$inferSelect) {
  const left = stock === null ? 'It never runs out now' : `There are ${stock} now`;
  return refuse(
    'stale',
    `The stock${name ? ` of ${name}` : ''} has changed since you opened this page. ${left}. Look at the number once more, then keep the changes.`,
  );
}

async function whyNot(
  sellerId: SellerId,
  { picture, category }: ProductWords,
  isPlan: boolean,
  before?: string,
): Promise<ReturnType<typeof refuse<'wrong_picture' | 'wrong_category'>> | null> {
  if (!Object.hasOwn(categoryNames, category) || (category === 'plans') !== isPlan) {
    return refuse('wrong_category', 'Choose one of the categories; plans stand among plans.');
  }
  const mayBear =
    picture === before ||
    (await isOwnPicture(sellerId, picture)) ||
    (await listDrawings()).includes(picture);
  return mayBear ? null : refuse('wrong_picture', 'Choose one of the pictures.');
}

async function nextPosition(tx: Db): Promise<number> {
  const [last] = await tx.select({ position: max(products.position) }).from(products);
  return (last?.position ?? 0) + 1;
}

/** A name for the address; never another's, nor one of the demo's own goods. */
const addressOf = (name: string): string => `${slugOf(name, 50) || 'goods'}-${randomCharacters(6)}`;
