import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { refuseTelling } from '../security/refusal';
import type { LegId } from '../model/ids';
import { ok, type Result } from '../model/result';
import type { Db } from '../store/client';
import { orderLines, variants } from '../store/schema';

/**
 * Takes the goods of a leg that ended unpaid from the shelf again, all of them or none. The caller
 * holds the leg's row, so that it happens once per attempt.
 */
export async function takeStockAgain(
  tx: Db,
  legId: LegId,
): Promise<Result<{ taken: true }, 'sold_out'>> {
  const lines = await tx
    .select({ name: orderLines.name, quantity: orderLines.quantity, stock: variants.stock })
    .from(orderLines)
    .innerJoin(variants, eq(variants.id, orderLines.variantId))
    .where(and(eq(orderLines.legId, legId), isNotNull(variants.stock)))
    .orderBy(asc(variants.id))
    .for('no key update', { of: variants });
  const short = lines.find(({ quantity, stock }) => (stock ?? Infinity) < quantity);
  if (short) {
    const { name, stock } = short;
    return stock
      ? refuseTelling('sold_out', 'sold_out_left_by_now', { name, left: stock })
      : refuseTelling('sold_out', 'sold_out_by_now', { name });
  }
  await tx
    .update(variants)
    .set({ stock: sql`${variants.stock} - ${orderLines.quantity}` })
    .from(orderLines)
    .where(
      and(
        eq(orderLines.legId, legId),
        eq(variants.id, orderLines.variantId),
        isNotNull(variants.stock),
      ),
    );
  return ok({ taken: true });
}
