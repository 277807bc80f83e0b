import { and, asc, eq, gte, isNotNull, isNull, or } from 'drizzle-orm';
import { readCartRows } from '../catalog/cart-rows';
import { setLine } from '../catalog/change-cart';
import type { OrderId, VariantId } from '../model/ids';
import { readOwnOrder } from '../payments/orders';
import { getDb } from '../store/client';
import { orders, products, sellers, variants } from '../store/schema';
import { checkOut } from '../subscriptions/checkout';
import { cardOf, personOf } from './buyers';
import type { Making, Step, Taken } from './step';

/** So much of a thing must be there that test data does not empty a shelf. */
const enough = 5;

/** One thing of each seller who can be paid, in the order of the shop; another one each time. */
export async function goodsOf(time: number, plans = false) {
  const db = await getDb();
  const rows = await db
    .select({ variantId: variants.id, seller: sellers.id, accountId: sellers.accountId })
    .from(variants)
    .innerJoin(products, eq(products.id, variants.productId))
    .innerJoin(sellers, eq(sellers.id, products.sellerId))
    .where(
      and(
        eq(sellers.chargesEnabled, true),
        isNull(sellers.leftAt),
        isNotNull(sellers.accountId),
        isNull(products.hiddenAt),
        isNull(variants.hiddenAt),
        plans
          ? and(
              isNotNull(variants.interval),
              eq(variants.trialDays, 0),
              isNotNull(variants.accountPriceId),
            )
          : isNull(variants.interval),
        or(isNull(variants.stock), gte(variants.stock, enough)),
      ),
    )
    .orderBy(asc(sellers.position), asc(products.position), asc(variants.position));
  const bySeller = new Map<string, typeof rows>();
  for (const row of rows) bySeller.set(row.seller, [...(bySeller.get(row.seller) ?? []), row]);
  return [...bySeller.values()].flatMap((own) => own[time % own.length] ?? []);
}

/** Buys goods of so many sellers, with the card that was saved. */
export const buyGoods =
  (who: number, count: number): Step =>
  async (making) => {
    const goods = await goodsOf(who);
    if (goods.length === 0) return { stop: 'No seller has goods that can be paid now.' };
    const chosen = Array.from(
      { length: Math.min(count, goods.length) },
      (_, index) => goods[(who + index) % goods.length],
    );
    const variantIds = chosen.flatMap((one) => one?.variantId ?? []);
    return buy(making, who, [...new Set(variantIds)]);
  };

/** The cart is set, not added to, and an order that is there already is not made again. */
export async function buy(
  making: Making,
  who: number,
  variantIds: readonly VariantId[],
): Promise<Taken> {
  const buyer = await personOf(making, who);
  const made = (await orderOf(buyer.id)) ?? (await checkOutWith(making, who, variantIds));
  if (typeof made !== 'string') return made;
  const order = await readOwnOrder(buyer.id, made);
  return {
    told: `${buyer.name} bought ${order?.number}: ${order?.statusText ?? ''}`,
    saved: { [`order${who}`]: made },
  };
}

async function checkOutWith(making: Making, who: number, variantIds: readonly VariantId[]) {
  const buyer = await personOf(making, who);
  const owner = { buyerId: buyer.id };
  for (const variantId of variantIds) {
    const put = await setLine(owner, variantId, 1);
    if (!put.ok) return { stop: put.message };
  }
  const cart = await readCartRows(await getDb(), owner);
  if (!cart) return { stop: 'The cart is gone.' };
  const savedMethodId = cardOf(making, who);
  const placed = await checkOut(buyer, { quote: cart.quote, savedMethodId });
  return placed.ok ? placed.value.orderId : { stop: placed.message };
}

async function orderOf(buyerId: (typeof orders.$inferSelect)['buyerId']): Promise<OrderId | null> {
  const db = await getDb();
  const [row] = await db.select({ id: orders.id }).from(orders).where(eq(orders.buyerId, buyerId));
  return row?.id ?? null;
}
