/** For tests only: orders of all or nothing, and what became of them on the accounts. */
import { eq, sql } from 'drizzle-orm';
import type { AccountMethodId, LegId, OrderId } from '../../model/ids';
import type { OrderView } from '../../model/order-views';
import type { SavedMethodView, SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { newLeaseOwner } from '../../store/lease';
import { legs, orderLines, orders, variants } from '../../store/schema';
import { accountStripe } from '../../stripe/account-stripe';
import { claimLegs, storeClone, type LegTask } from '../leg-progress';
import { readOwnOrder } from '../orders';
import { placeOrder } from '../place-order';
import { sendCharge } from '../send-charge';
import { settle } from '../settle-leg';
import type { Emulator } from './emulator';
import { freeLease, type Placed } from './orders';
import { fillCart, newBuyer, saveCard, type Stall } from './shop';

/**
 * An order of all or nothing as the process leaves it that dies right after its transaction: every
 * seller is to be paid with a fine card, the last with `last`.
 */
export async function placedTogether(
  emulator: Emulator,
  stalls: readonly Stall[],
  last = 'pm_card_visa',
): Promise<Placed> {
  const buyer = await newBuyer();
  const card = await saveCard(emulator, buyer, 'pm_card_visa');
  const other = last === 'pm_card_visa' ? card : await saveCard(emulator, buyer, last);
  const quote = await fillCart(buyer, stalls);
  const order = await placeOrder(buyer, togetherWith(quote, card, other, stalls), newLeaseOwner());
  if (!order.ok) throw new Error(order.message);
  for (const legId of order.value.legIds) await freeLease(legId);
  await emulator.forget();
  return { buyer, card, ...order.value };
}

/**
 * The same with every part held and nothing decided, as the process leaves it that dies right after
 * the last bank's answer was stored.
 */
export async function heldTogether(emulator: Emulator, stalls: readonly Stall[]): Promise<Placed> {
  const order = await placedTogether(emulator, stalls);
  for (const task of await claimLegs(order.legIds, newLeaseOwner())) {
    await settle(task, await sendCharge(task, await cloned(task)));
  }
  await emulator.forget();
  return order;
}

/** The first of a leg's two calls, and its answer stored. */
export async function cloned(task: LegTask): Promise<AccountMethodId> {
  const { id } = await accountStripe(task.accountId).paymentMethods.clone(
    { customer: task.platformCustomerId as never, payment_method: task.platformMethodId },
    { key: task.cloneKey, subject: {} },
  );
  await storeClone(task, id);
  return id;
}

/** What a checkout asks for whose last seller is paid with another card. */
export function togetherWith(
  quote: string,
  card: SavedMethodView,
  last: SavedMethodView,
  stalls: readonly Stall[],
) {
  return {
    quote,
    policy: 'all_or_nothing',
    savedMethodId: card.id,
    cards: stalls.slice(-1).map(({ sellerId }) => ({ sellerId, savedMethodId: last.id })),
  } as const;
}

export async function viewOf(order: {
  readonly buyer: SessionUser;
  readonly orderId: OrderId;
}): Promise<OrderView> {
  const view = await readOwnOrder(order.buyer.id, order.orderId);
  if (!view) throw new Error('no order');
  return view;
}

/** The states of the legs, in the order of the sellers. */
export const statesOf = async (order: Placed): Promise<string[]> =>
  (await viewOf(order)).legs.map(({ state }) => state);

export async function readOrderRow(orderId: OrderId) {
  const db = await getDb();
  const [row] = await db.select().from(orders).where(eq(orders.id, orderId));
  if (!row) throw new Error(`no order ${orderId}`);
  return row;
}

/** What the accounts know of this order, in the order of the sellers. */
export async function holdsOf(emulator: Emulator, order: Placed) {
  const view = await viewOf(order);
  return Promise.all(
    view.legs.map(async ({ accountId }) => {
      const on = { stripeAccount: accountId };
      const { data } = await emulator.stripe.paymentIntents.list(
        { limit: 100, expand: ['data.latest_charge'] },
        on,
      );
      const ours = data.filter(({ metadata }) => metadata.order === order.orderId);
      const fees = await emulator.stripe.applicationFees.list({ limit: 100 });
      const charges = ours.map(({ latest_charge }) => latest_charge).filter((one) => one !== null);
      const ids = charges.map((one) => (typeof one === 'string' ? one : one.id));
      return {
        statuses: ours.map(({ status }) => status),
        received: ours.reduce((total, intent) => total + intent.amount_received, 0),
        given: charges.reduce(
          (total, one) => total + (typeof one === 'string' ? 0 : one.amount_refunded),
          0,
        ),
        fees: fees.data
          .filter(({ charge }) => ids.includes(typeof charge === 'string' ? charge : charge.id))
          .reduce((total, fee) => total + fee.amount - fee.amount_refunded, 0),
      };
    }),
  );
}

/** How much of an order's goods is on the shelf, in the order of the sellers. */
export async function shelfOf(orderId: OrderId): Promise<(number | null)[]> {
  const db = await getDb();
  const rows = await db
    .select({ stock: variants.stock })
    .from(legs)
    .innerJoin(orderLines, eq(orderLines.legId, legs.id))
    .innerJoin(variants, eq(variants.id, orderLines.variantId))
    .where(eq(legs.orderId, orderId))
    .orderBy(legs.position);
  return rows.map(({ stock }) => stock);
}

/** Lets a leg look as if nothing had happened to it for so many minutes. */
export async function restFor(legIds: readonly LegId[], minutes: number): Promise<void> {
  const db = await getDb();
  for (const legId of legIds) {
    await db
      .update(legs)
      .set({ updatedAt: sql`now() - make_interval(mins => ${minutes}::int)` as never })
      .where(eq(legs.id, legId));
  }
}
