import { and, eq, isNotNull } from 'drizzle-orm';
import type { BuyerId, IdempotencyKey, PlatformSetupIntentId, SetupId } from '../../model/ids';
import { getDb } from '../../store/client';
import { newId } from '../../store/new-id';
import { setups } from '../../store/schema';
import { readFailure } from '../../stripe/failure';
import { platformStripe } from '../../stripe/platform-stripe';

/**
 * Cancels a SetupIntent with the key that was stored with the wish: of a bank account that was
 * removed before it was verified, or one that too many cards were tried with; nothing for any other.
 * One that has succeeded in the meantime is left: its account is attached, and can be detached.
 * Throws when Stripe cannot be reached, or does not let go of it.
 * https://docs.stripe.com/api/setup_intents/cancel
 */
export async function cancelSetup(buyerId: BuyerId, setupId: SetupId): Promise<void> {
  const db = await getDb();
  const wanted = and(
    eq(setups.id, setupId),
    eq(setups.status, 'open'),
    isNotNull(setups.cancelKey),
  );
  const [setup] = await db.select().from(setups).where(wanted);
  if (!setup?.cancelKey || !setup.platformSetupIntentId) return;
  await cancel(setup, setup.platformSetupIntentId, setup.cancelKey);
  await db.update(setups).set({ status: 'canceled' }).where(wanted);
}

async function cancel(
  setup: Pick<typeof setups.$inferSelect, 'id' | 'buyerId'>,
  intentId: PlatformSetupIntentId,
  key: IdempotencyKey,
  renewed = false,
): Promise<void> {
  const subject = { buyerId: setup.buyerId, setupId: setup.id };
  const { setupIntents } = platformStripe();
  try {
    await setupIntents.cancel(intentId, { key, subject });
  } catch (error) {
    const kind = readFailure(error)?.kind;
    if (kind === 'unclear' && !renewed) return cancel(setup, intentId, await renewKey(setup), true);
    if (kind !== 'refused') throw error;
    const { status } = await setupIntents.retrieve(intentId, { subject });
    if (status !== 'succeeded' && status !== 'canceled') throw error;
  }
}

/** Stripe keeps a server error under its key, and would answer with that for a day. */
async function renewKey({ id }: { id: SetupId }): Promise<IdempotencyKey> {
  const cancelKey = `cancel:${id}:${newId('key')}` as IdempotencyKey;
  const db = await getDb();
  await db.update(setups).set({ cancelKey }).where(eq(setups.id, id));
  return cancelKey;
}
