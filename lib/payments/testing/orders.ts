/** For tests only: orders whose driver died, and what came of them. */
import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { LegId, OrderId } from '../../model/ids';
import type { SavedMethodView, SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { newLeaseOwner } from '../../store/lease';
import { attempts, legs } from '../../store/schema';
import { placeOrder } from '../place-order';
import type { Emulator } from './emulator';
import { fillCart, newBuyer, saveCard, type Stall } from './shop';

export interface Placed {
  readonly buyer: SessionUser;
  readonly card: SavedMethodView;
  readonly orderId: OrderId;
  readonly legIds: readonly LegId[];
}

/** An order as the process leaves it that dies right after its transaction. */
export async function placed(
  emulator: Emulator,
  stalls: readonly Stall[],
  testMethod = 'pm_card_visa',
): Promise<Placed> {
  const buyer = await newBuyer();
  const card = await saveCard(emulator, buyer, testMethod);
  const quote = await fillCart(buyer, stalls);
  const order = await placeOrder(buyer, { quote, savedMethodId: card.id }, newLeaseOwner());
  if (!order.ok) throw new Error(order.message);
  for (const legId of order.value.legIds) await freeLease(legId);
  await emulator.forget();
  return { buyer, card, ...order.value };
}

export async function readLeg(legId: LegId) {
  const db = await getDb();
  const [row] = await db
    .select()
    .from(legs)
    .innerJoin(attempts, eq(attempts.legId, legs.id))
    .where(eq(legs.id, legId))
    .orderBy(attempts.number);
  if (!row) throw new Error(`no leg ${legId}`);
  return { leg: row.legs, attempt: row.attempts };
}

/** Lets the lease of a leg run out. */
export async function freeLease(legId: LegId): Promise<void> {
  const db = await getDb();
  await db
    .update(legs)
    .set({ leaseUntil: sql`now() - interval '1 second'` })
    .where(eq(legs.id, legId));
}

/** Puts a leg back to what a kill at some instant would have left on disk, and frees it. */
export async function rewind(
  legId: LegId,
  leg: Partial<typeof legs.$inferInsert>,
  attempt: Partial<typeof attempts.$inferInsert> = {},
): Promise<void> {
  const db = await getDb();
  await db
    .update(legs)
    .set({ paidAt: null, leaseOwner: 'a dead process', ...leg })
    .where(eq(legs.id, legId));
  await db
    .update(attempts)
    .set({ paymentIntentId: null, chargeId: null, problem: null, finishedAt: null, ...attempt })
    .where(eq(attempts.legId, legId));
  await freeLease(legId);
}

/** A moment so many minutes ago, by the clock of the database. */
export const minutesAgo = (minutes: number) =>
  sql`now() - make_interval(mins => ${minutes}::int)` as never;

/** The leg of an order of one seller. */
export const firstLeg = ({ legIds }: Placed): LegId => legIds[0] as LegId;

/** Holds the one leg of this order to be paid, and the account to have been charged once. */
export async function paidOnce(emulator: Emulator, order: Placed): Promise<void> {
  const { leg } = await readLeg(firstLeg(order));
  expect(leg.state).toBe('paid');
  expect(leg.leaseOwner).toBeNull();
  expect(await onAccount(emulator, leg.accountId, order.orderId)).toEqual({
    intents: 1,
    received: leg.amount,
  });
}

/** How many PaymentIntents of this order are on the account, and how much money they moved. */
export async function onAccount(emulator: Emulator, accountId: string, orderId: OrderId) {
  const { data } = await emulator.stripe.paymentIntents.list(
    { limit: 100 },
    { stripeAccount: accountId },
  );
  const ours = data.filter(({ metadata }) => metadata.order === orderId);
  return {
    intents: ours.length,
    received: ours.reduce((total, { amount_received }) => total + amount_received, 0),
  };
}
