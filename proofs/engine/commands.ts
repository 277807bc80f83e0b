/** What the harness may ask of an engine: what buyers and operators do, by the shop's own use-cases. */
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { readCartRows } from '../../lib/catalog/cart-rows';
import { addLine } from '../../lib/catalog/change-cart';
import type { BuyerId } from '../../lib/model/ids';
import type { SessionUser } from '../../lib/model/views';
import { askRefund } from '../../lib/payments/ask-refund';
import { authenticateLeg, finishAuthentication } from '../../lib/payments/authenticate-leg';
import { consent } from '../../lib/payments/consent';
import { decideRefund } from '../../lib/payments/decide-refund';
import { finishSetup } from '../../lib/payments/finish-setup';
import { getOrder } from '../../lib/payments/orders';
import { retryLeg } from '../../lib/payments/retry-leg';
import { startCheckout } from '../../lib/payments/start-checkout';
import { startSetup } from '../../lib/payments/start-setup';
import { listWallet } from '../../lib/payments/wallet';
import { getDb } from '../../lib/store/client';
import { newId } from '../../lib/store/new-id';
import { products, sellers, users, variants } from '../../lib/store/schema';
import { readRecords } from './records';

export const commands = {
  person,
  shelf,
  fillCart,
  startSetup: (buyer: SessionUser) => startSetup(buyer, { consentVersion: consent.version }),
  finishSetup,
  listWallet,
  startCheckout,
  authenticateLeg,
  finishAuthentication,
  retryLeg,
  askRefund,
  decideRefund,
  getOrder,
  readRecords,
} as const;

export type Commands = typeof commands;

/** Somebody new. */
async function person(role: 'buyer' | 'operator'): Promise<SessionUser> {
  const db = await getDb();
  const id = newId<BuyerId>('usr');
  const row = { id, name: 'Jenny Rosen', email: `${id}@souk.example`, role } as const;
  await db.insert(users).values(row);
  return row;
}

/** One thing of each seller that has a counted stock, in the sellers' order. */
async function shelf() {
  const db = await getDb();
  const rows = await db
    .select({
      variantId: variants.id,
      sellerId: sellers.id,
      accountId: sellers.accountId,
      currency: variants.currency,
    })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .where(and(gt(variants.stock, 20), sql`${sellers.accountId} is not null`))
    .orderBy(asc(sellers.position), asc(products.position), asc(variants.position));
  return rows.filter(
    (row, index) => rows.findIndex(({ sellerId }) => sellerId === row.sellerId) === index,
  );
}

/** Puts these into the buyer's cart; answers with the quote that a page would show. */
async function fillCart(
  buyer: SessionUser,
  wanted: readonly Pick<Awaited<ReturnType<typeof shelf>>[number], 'variantId'>[],
): Promise<string> {
  const owner = { buyerId: buyer.id };
  for (const { variantId } of wanted) {
    const added = await addLine(owner, variantId, 1);
    if (!added.ok) throw new Error(added.message);
  }
  const cart = await readCartRows(await getDb(), owner);
  if (!cart) throw new Error('there is no cart');
  return cart.quote;
}
