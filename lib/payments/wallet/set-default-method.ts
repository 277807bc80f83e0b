import { and, eq } from 'drizzle-orm';
import type { SavedMethodId } from '../../model/ids';
import { isClonable } from '../../model/method-type';
import { ok, refuse, type Result } from '../../model/result';
import type { SavedMethodView, SessionUser } from '../../model/views';
import { withTx } from '../../store/client';
import { savedMethods } from '../../store/schema';
import { lockWallet } from './lock-wallet';
import { savedMethodView } from './saved-method-view';

/** Makes one saved method the one that is offered first. */
export async function setDefaultMethod(
  buyer: SessionUser,
  savedMethodId: SavedMethodId,
): Promise<Result<SavedMethodView, 'not_found'>> {
  const usable = and(eq(savedMethods.buyerId, buyer.id), eq(savedMethods.status, 'active'));
  const row = await withTx(async (tx) => {
    const wallet = await lockWallet(tx, buyer.id);
    const chosen = wallet.find(({ id, status }) => id === savedMethodId && status === 'active');
    // What cannot pay is never offered first.
    if (!chosen || !isClonable(chosen.type)) return undefined;
    // Two steps: the unique index allows one default at every moment.
    await tx
      .update(savedMethods)
      .set({ isDefault: false })
      .where(and(usable, eq(savedMethods.isDefault, true)));
    const [changed] = await tx
      .update(savedMethods)
      .set({ isDefault: true })
      .where(eq(savedMethods.id, chosen.id))
      .returning();
    return changed;
  });
  return row ? ok(savedMethodView(row)) : refuse('not_found', 'This card is not in your wallet.');
}
