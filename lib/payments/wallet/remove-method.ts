import { and, desc, eq, sql } from 'drizzle-orm';
import type { BuyerId, IdempotencyKey, SavedMethodId } from '../../model/ids';
import { isClonable } from '../../model/method-type';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { writeAct } from '../../store/acts';
import { getDb, withTx, type Db } from '../../store/client';
import { newId } from '../../store/new-id';
import { savedMethods, setups } from '../../store/schema';
import { faultText, readFailure, type StripeFailure } from '../../stripe/failure';
import { platformStripe } from '../../stripe/platform-stripe';
import { cancelSetup } from './cancel-setup';
import { lockWallet } from './lock-wallet';
import { isKept, usesOf } from './uses-of-method';

type SavedMethod = typeof savedMethods.$inferSelect;

/**
 * Takes a card out of the wallet. From the moment this is called no order can be paid with it;
 * detaching it at Stripe follows once no seller's account has a copy any more, and is finished on a
 * later visit when Stripe cannot be reached now. Removing a removed card is fine. A card that
 * subscriptions go on with is not removed (`in_use`) unless `settle`, in the same transaction, sees to
 * it that they do not.
 */
export async function removeMethod(
  buyer: SessionUser,
  savedMethodId: SavedMethodId,
  settle: (tx: Db) => Promise<void> = () => Promise.resolve(),
): Promise<Result<{ removed: true }, 'not_found' | 'in_use'>> {
  const marked = await withTx((tx) => markRemoving(tx, buyer.id, savedMethodId, settle));
  if (!marked) return refuse('not_found', 'This card is not in your wallet.');
  if (marked === 'in_use') {
    return refuse(
      'in_use',
      'Subscriptions are paid with it. Say first whether they go on with another card or end.',
    );
  }
  const row = marked;
  if (row.status === 'removing') {
    await detach(row).catch((error: unknown) => {
      console.error(`[payments] ${row.id} is not detached yet: ${faultText(error)}`);
    });
  }
  return ok({ removed: true });
}

/** Finishes what died between the buyer's word and Stripe's. Throws when Stripe cannot be reached. */
export async function finishRemovals(buyerId: BuyerId): Promise<void> {
  const db = await getDb();
  const rows = await db
    .select()
    .from(savedMethods)
    .where(and(eq(savedMethods.buyerId, buyerId), eq(savedMethods.status, 'removing')));
  await Promise.all(rows.map((row) => detach(row)));
}

async function markRemoving(
  tx: Db,
  buyerId: BuyerId,
  id: SavedMethodId,
  settle: (tx: Db) => Promise<void>,
): Promise<SavedMethod | 'in_use' | undefined> {
  const mine = and(eq(savedMethods.id, id), eq(savedMethods.buyerId, buyerId));
  // All of them: `settle` may take another's, and an order two.
  const wallet = await lockWallet(tx, buyerId);
  const row = wallet.find((one) => one.id === id);
  if (!row || row.status === 'removing' || row.status === 'removed') return row;
  await settle(tx);
  // With the method's row locked no order can begin another one meanwhile.
  if ((await usesOf(tx, [id])).length > 0) return 'in_use';
  const [marked] = await tx
    .update(savedMethods)
    .set({ status: 'removing', isDefault: false, detachKey: `detach:${id}` as IdempotencyKey })
    .where(mine)
    .returning();
  if (row.setupId && row.status !== 'active') {
    await tx
      .update(setups)
      // Kept where it was renewed.
      .set({ cancelKey: sql`coalesce(${setups.cancelKey}, ${`cancel:${row.setupId}`})` })
      .where(and(eq(setups.id, row.setupId), eq(setups.status, 'open')));
  }
  if (row.isDefault) await chooseDefault(tx, buyerId);
  await writeAct(tx, { id: buyerId, role: 'buyer' }, 'card_removed', { savedMethodId: id });
  return marked;
}

/** The newest method left that can pay becomes the default. The caller holds the buyer's row. */
export async function chooseDefault(tx: Db, buyerId: BuyerId): Promise<void> {
  const left = await tx
    .select({ id: savedMethods.id, type: savedMethods.type })
    .from(savedMethods)
    .where(and(eq(savedMethods.buyerId, buyerId), eq(savedMethods.status, 'active')))
    .orderBy(desc(savedMethods.createdAt), desc(savedMethods.id));
  const next = left.find(({ type }) => isClonable(type));
  if (!next) return;
  await tx.update(savedMethods).set({ isDefault: true }).where(eq(savedMethods.id, next.id));
}

async function detach(method: SavedMethod, renewed = false): Promise<void> {
  const { id, buyerId, platformMethodId, detachKey } = method;
  if (!detachKey) throw new Error(`${id} is being removed without a key`);
  // The copies on sellers' accounts go first; whoever detaches the last one comes back here.
  if (await isKept(id)) return;
  // First: a set-up that is verified a moment later would attach the account again.
  if (method.setupId) await cancelSetup(buyerId, method.setupId);
  const { paymentMethods } = platformStripe();
  try {
    await paymentMethods.detach(platformMethodId, { key: detachKey, subject: { buyerId } });
  } catch (error) {
    const failure = readFailure(error);
    if (failure?.kind === 'unclear' && !renewed) return detach(await renewKey(method), true);
    if (!isDetached(failure)) throw error;
  }
  const db = await getDb();
  await db
    .update(savedMethods)
    .set({ status: 'removed', removedAt: sql`now()` })
    .where(and(eq(savedMethods.id, id), eq(savedMethods.status, 'removing')));
}

/** Stripe keeps a server error under its key, and would answer with that for a day. */
async function renewKey(method: SavedMethod): Promise<SavedMethod> {
  const detachKey = `detach:${method.id}:${newId('key')}` as IdempotencyKey;
  const db = await getDb();
  await db.update(savedMethods).set({ detachKey }).where(eq(savedMethods.id, method.id));
  return { ...method, detachKey };
}

/**
 * True when the refusal says that the card is gone already, which is what was wanted. Any other one
 * leaves it where it is. Stripe gives the second case no code of its own, only this sentence.
 */
export function isDetached(failure: StripeFailure | null): boolean {
  if (failure?.kind !== 'refused') return false;
  const { code, message } = failure.problem;
  return code === 'resource_missing' || /\bnot attached\b/.test(message);
}
