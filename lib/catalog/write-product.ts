import { isDeepStrictEqual } from 'node:util';
import { and, asc, eq, max } from 'drizzle-orm';
import type { ActAbout } from '../model/act';
import type { BuyerId, ProductId, SellerId, VariantId } from '../model/ids';
import { money } from '../model/money';
import { mostPicturesOfProduct, type ProductWords } from '../model/own-goods';
import { pictureTextsOf } from '../model/picture-texts';
import type { Interval } from '../model/recurring';
import { ok, refuse, type Result } from '../model/result';
import { slugOf } from '../model/slug';
import type { SellerUser } from '../model/views';
import { withTx, type Db } from '../store/client';
import { writeAct } from '../store/acts';
import { newId, randomCharacters } from '../store/new-id';
import { products, variants } from '../store/schema';
import {
  changeKinds,
  type KindEdit,
  type NewKind,
  type PricedKind,
  type WrongKind,
} from './change-kinds';
import { listDrawings } from './own-goods';
import { ownAmong } from './pictures';
import { amountOf } from './typed-amount';
import { provisionPlansOf } from './provision-plans';
import { categoryNames } from './seed/goods';
import { picturesOf } from './views';

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
  readonly kinds: readonly KindEdit[];
  readonly newKinds?: readonly NewKind[];
}

type Refusal = WrongKind | 'wrong_picture' | 'wrong_category';
type Written = Result<{ productId: ProductId }, Refusal>;

/**
 * Puts a new product into the shop, in the currency of its seller's account. A plan gets its Product and
 * Price there, too; were Stripe away, it can be seen and not yet subscribed to.
 */
export async function createProduct(
  { id, seller }: Pick<SellerUser, 'id' | 'seller'>,
  { price: typed, stock, interval, ...words }: NewProduct,
): Promise<Written> {
  const wrong = await whyNot(seller.id, words, interval !== null);
  if (wrong) return wrong;
  const amount = amountOf(typed, seller.currency);
  if (!amount.ok) return amount;
  const productId = newId<ProductId>('prd');
  await withTx(async (tx) => {
    await tx.insert(products).values({
      ...{ id: productId, sellerId: seller.id, slug: addressOf(words.name), details: [] },
      ...rowOf(words),
      position: await nextPosition(tx),
    });
    await tx.insert(variants).values({
      ...{ id: newId<VariantId>('var'), productId, currency: seller.currency, position: 0 },
      ...{ amount: amount.value, stock: interval ? null : stock, interval },
    });
    const price = money(amount.value, seller.currency);
    const about = { productId, sellerId: seller.id, price };
    await writeAct(tx, { id, role: 'seller' }, 'product_made', about);
  });
  if (interval) await provisionPlansOf(productId);
  return ok({ productId });
}

/**
 * Changes a product of this seller: words, pictures, kinds with their names, prices and stock, and
 * whether it is in the shop. A cart that holds it is shown again before it is paid, since its quote does
 * not fit another price or name of a kind; a plan gets a new Price on the account, and who subscribed
 * before keeps the old one.
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
      picturesOf(product),
    );
    if (wrong) return wrong;
    const changed = await changeKinds(tx, { productId, there, kinds, newKinds });
    if (!changed.ok) return changed;
    const row = {
      ...rowOf(words),
      hiddenAt: hidden ? (product.hiddenAt ?? new Date()) : null,
    };
    await tx
      .update(products)
      .set({ ...row, editedAt: new Date() })
      .where(own);
    const isReworded = !isDeepStrictEqual({ ...product, ...row }, product);
    await writeEdit(
      tx,
      id,
      { productId, sellerId: seller.id },
      { isReworded, priced: changed.value },
    );
    return ok({ productId });
  });
  if (written.ok) await provisionPlansOf(productId);
  return written;
}

interface Edit {
  /** Its words, its pictures, or whether it is in the shop. */
  readonly isReworded: boolean;
  readonly priced: readonly PricedKind[];
}

/** A row for each price that is news, as what it was before stands nowhere else, and one for the rest. */
async function writeEdit(tx: Db, id: BuyerId, about: ActAbout, { isReworded, priced }: Edit) {
  const actor = { id, role: 'seller' } as const;
  if (isReworded || priced.length === 0) await writeAct(tx, actor, 'product_changed', about);
  for (const { id: variantId, price, before } of priced) {
    const kind = { ...about, variantId, price };
    if (!before) await writeAct(tx, actor, 'kind_added', kind);
    else await writeAct(tx, actor, 'price_changed', { ...kind, priceBefore: before });
  }
}

function rowOf({ pictures, pictureTexts = {}, ...words }: ProductWords) {
  const [picture = '', ...morePictures] = pictures;
  return { ...words, picture, morePictures, pictureTexts: pictureTextsOf(pictures, pictureTexts) };
}

async function whyNot(
  sellerId: SellerId,
  { pictures, category }: ProductWords,
  isPlan: boolean,
  before: readonly string[] = [],
): Promise<ReturnType<typeof refuse<'wrong_picture' | 'wrong_category'>> | null> {
  if (!Object.hasOwn(categoryNames, category) || (category === 'plans') !== isPlan) {
    return refuse('wrong_category', 'Choose one of the categories; plans stand among plans.');
  }
  if (pictures.length === 0) return refuse('wrong_picture', 'Choose one of the pictures.');
  if (pictures.length > mostPicturesOfProduct || new Set(pictures).size < pictures.length) {
    return refuse(
      'wrong_picture',
      `A product can have up to ${mostPicturesOfProduct} pictures, each of them once.`,
    );
  }
  const mayBear = [...before, ...(await listDrawings()), ...(await ownAmong(sellerId, pictures))];
  return pictures.every((picture) => mayBear.includes(picture))
    ? null
    : refuse('wrong_picture', 'Choose one of the pictures.');
}

async function nextPosition(tx: Db): Promise<number> {
  const [last] = await tx.select({ position: max(products.position) }).from(products);
  return (last?.position ?? 0) + 1;
}

/** A name for the address; never another's, nor one of the demo's own goods. */
const addressOf = (name: string): string => `${slugOf(name, 50) || 'goods'}-${randomCharacters(6)}`;
