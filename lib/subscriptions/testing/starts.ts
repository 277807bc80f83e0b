/** For tests only: orders of plans and goods whose driver died, and what came of them on the accounts. */
import { and, asc, eq, sql } from 'drizzle-orm';
import { readCartRows } from '../../catalog/cart-rows';
import { addLine } from '../../catalog/change-cart';
import type { OrderId, SubscriptionId, VariantId } from '../../model/ids';
import type { OrderSubscriptionView } from '../../model/order-subscription';
import type { OrderView } from '../../model/order-views';
import type { SavedMethodView, SessionUser } from '../../model/views';
import { readOwnOrder } from '../../payments/orders';
import { placeOrder } from '../../payments/place-order';
import type { Emulator } from '../../payments/testing/emulator';
import { newBuyer, saveCard } from '../../payments/testing/shop';
import { getDb } from '../../store/client';
import { newLeaseOwner } from '../../store/lease';
import { keptClones, subscriptionInvoices, subscriptions } from '../../store/schema';

/** Fills the buyer's cart with one of each; answers with the quote that a page would show. */
export async function cartOf(
  buyer: SessionUser,
  wanted: readonly { readonly variantId: VariantId }[],
): Promise<string> {
  const owner = { buyerId: buyer.id };
  for (const { variantId } of wanted) {
    const added = await addLine(owner, variantId, 1);
    if (!added.ok) throw new Error(added.message);
  }
  const cart = await readCartRows(await getDb(), owner);
  if (!cart) throw new Error('no cart');
  return cart.quote;
}

export interface PlacedPlans {
  readonly buyer: SessionUser;
  readonly card: SavedMethodView;
  readonly orderId: OrderId;
  readonly ids: readonly SubscriptionId[];
}

/** An order as the process leaves it that dies right after its transaction. */
export async function placedPlans(
  emulator: Emulator,
  wanted: readonly { readonly variantId: VariantId }[],
  testMethod = 'pm_card_visa',
): Promise<PlacedPlans> {
  const buyer = await newBuyer();
  const card = await saveCard(emulator, buyer, testMethod);
  const quote = await cartOf(buyer, wanted);
  const order = await placeOrder(buyer, { quote, savedMethodId: card.id }, newLeaseOwner());
  if (!order.ok) throw new Error(order.message);
  const { orderId, subscriptionIds } = order.value;
  for (const id of subscriptionIds) await freeStart(id);
  await emulator.forget();
  return { buyer, card, orderId, ids: subscriptionIds };
}

/** Lets the lease of a start run out. */
export async function freeStart(id: SubscriptionId): Promise<void> {
  const db = await getDb();
  await db
    .update(subscriptions)
    .set({ leaseUntil: sql`now() - interval '1 second'` })
    .where(eq(subscriptions.id, id));
}

/** Puts a start back to what a kill at some instant would have left on disk, and frees it. */
export async function rewindStart(
  id: SubscriptionId,
  row: Partial<typeof subscriptions.$inferInsert>,
  clone: Partial<typeof keptClones.$inferInsert> = {},
): Promise<void> {
  const db = await getDb();
  await db
    .update(subscriptions)
    .set({
      accountSubscriptionId: null,
      accountItemId: null,
      accountMethodId: null,
      status: null,
      leaseOwner: 'a dead process',
      ...row,
    })
    .where(eq(subscriptions.id, id));
  const { subscriptionId, isStray } = subscriptionInvoices;
  await db.delete(subscriptionInvoices).where(and(eq(subscriptionId, id), eq(isStray, false)));
  if (Object.keys(clone).length > 0) {
    await db.update(keptClones).set(clone).where(eq(keptClones.subscriptionId, id));
  }
  await freeStart(id);
}

export async function readStart(id: SubscriptionId) {
  const db = await getDb();
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, id));
  if (!row) throw new Error(`no subscription ${id}`);
  const clones = await db
    .select()
    .from(keptClones)
    .where(eq(keptClones.subscriptionId, id))
    .orderBy(asc(keptClones.createdAt), asc(keptClones.id));
  return { row, clones };
}

/** The only one of an order. */
export const firstOf = ({ ids }: PlacedPlans): SubscriptionId => ids[0] as SubscriptionId;

export async function orderOf(of: {
  readonly buyer: SessionUser;
  readonly orderId: OrderId;
}): Promise<OrderView> {
  const order = await readOwnOrder(of.buyer.id, of.orderId);
  if (!order) throw new Error(`no order ${of.orderId}`);
  return order;
}

/** How the only plan of an order is shown. */
export async function planOf(
  of: Pick<PlacedPlans, 'buyer' | 'orderId'>,
): Promise<OrderSubscriptionView> {
  const [plan] = (await orderOf(of)).subscriptions;
  if (!plan) throw new Error(`${of.orderId} has no plan`);
  return plan;
}

/** What is on the account of this buyer: Customers, Subscriptions with their status, and money taken. */
export async function onAccountOf(emulator: Emulator, accountId: string, buyer: SessionUser) {
  const on = { stripeAccount: accountId };
  const { stripe } = emulator;
  const customers = (await stripe.customers.list({ limit: 100 }, on)).data.filter(
    ({ metadata }) => metadata.buyer === buyer.id,
  );
  const ids = new Set(customers.map(({ id }) => id));
  const made = (await stripe.subscriptions.list({ status: 'all', limit: 100 }, on)).data.filter(
    ({ metadata }) => metadata.buyer === buyer.id,
  );
  const charges = (await stripe.charges.list({ limit: 100 }, on)).data.filter(
    ({ customer, paid }) => paid && ids.has(typeof customer === 'string' ? customer : ''),
  );
  return {
    customers: customers.length,
    subscriptions: made.map(({ status }) => status),
    taken: charges.reduce((total, { amount_captured: amount }) => total + amount, 0),
  };
}

/** The writes of one start on its account, as `Emulator.writes` tells them. */
export async function writesOfStart(id: SubscriptionId): Promise<string[]> {
  const { row, clones } = await readStart(id);
  const [clone] = clones;
  return [
    `200 ${row.accountId} /v1/customers customer:${row.buyerId}:${row.accountId}`,
    `200 ${row.accountId} /v1/payment_methods ${clone?.cloneKey}`,
    `200 ${row.accountId} /v1/payment_methods/${clone?.accountMethodId}/attach ${clone?.attachKey}`,
    `200 ${row.accountId} /v1/subscriptions ${row.subscriptionKey}`,
  ].sort();
}
