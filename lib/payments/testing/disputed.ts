/** For tests only: a sale that its buyer's bank disputes. */
import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import type { DisputeId } from '../../model/ids';
import { getDb } from '../../store/client';
import { disputes } from '../../store/schema';
import { lookAfterSale } from '../after-sale/look-after-sale';
import { paidOrder, type PaidOrder } from './after-sale';
import type { Emulator } from './emulator';
import type { Stall } from './shop';

/** An order whose payment is disputed, and known to be. */
export async function disputedOrder(
  emulator: Emulator,
  stall: Stall,
): Promise<PaidOrder & { readonly disputeId: DisputeId; readonly stripeId: string }> {
  const order = await paidOrder(emulator, [stall], 'pm_card_createDispute');
  const db = await getDb();
  const find = async () => {
    await lookAfterSale({ legId: order.legId });
    return db.select().from(disputes).where(eq(disputes.legId, order.legId));
  };
  await expect.poll(find, { timeout: 20_000 }).toHaveLength(1);
  const [row] = await find();
  if (!row) throw new Error('no dispute');
  await emulator.forget();
  return { ...order, disputeId: row.id, stripeId: row.accountDisputeId };
}
