/** For tests only: orders that were paid a while ago, and refunds of whatever age. */
import { eq, sql } from 'drizzle-orm';
import type { AccountId, BuyerId, LegId, RefundId } from '../../model/ids';
import type { SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { newId } from '../../store/new-id';
import { legs, refunds, users } from '../../store/schema';
import { payLegs } from '../pay-leg';
import type { Emulator } from './emulator';
import { firstLeg, minutesAgo, placed, readLeg, type Placed } from './orders';
import type { Stall } from './shop';

export interface PaidOrder extends Placed {
  readonly legId: LegId;
  readonly accountId: AccountId;
  readonly chargeId: string;
}

/** An order whose legs were charged, a few seconds ago by the clock of the database. */
export async function paidOrder(
  emulator: Emulator,
  stalls: readonly Stall[],
  testMethod?: string,
): Promise<PaidOrder> {
  const order = await placed(emulator, stalls, testMethod);
  await payLegs(order.legIds);
  const db = await getDb();
  await db
    .update(legs)
    .set({ paidAt: sql`${legs.paidAt} - interval '5 seconds'` })
    .where(eq(legs.orderId, order.orderId));
  const { leg, attempt } = await readLeg(firstLeg(order));
  await emulator.forget();
  return { ...order, legId: leg.id, accountId: leg.accountId, chargeId: String(attempt.chargeId) };
}

/** Somebody new who runs the platform. */
export async function operator(): Promise<SessionUser> {
  const db = await getDb();
  const id = newId<BuyerId>('usr');
  const row = { id, name: 'Olu Adeyemi', email: `${id}@souk.example`, role: 'operator' } as const;
  await db.insert(users).values(row);
  return row;
}

/** Puts a refund back to what a kill would have left on disk: decided so many minutes ago, and free. */
export async function agoAfterSale(
  id: RefundId,
  {
    decidedAt,
    ...row
  }: Partial<Omit<typeof refunds.$inferInsert, 'decidedAt'>> & { decidedAt: number },
): Promise<void> {
  const db = await getDb();
  await db
    .update(refunds)
    .set({ ...row, decidedAt: minutesAgo(decidedAt), leaseUntil: minutesAgo(1) })
    .where(eq(refunds.id, id));
}
