import { and, eq, isNotNull } from 'drizzle-orm';
import type { BuyerId, SetupId } from '../model/ids';
import { getDb } from '../store/client';
import { setups } from '../store/schema';
import { readFailure } from '../stripe/failure';
import { platformStripe } from '../stripe/platform-stripe';

/**
 * Cancels a SetupIntent with the key that was stored with the wish: of a bank account that was removed
 * before it was verified, or one that too many cards were tried with; nothing for any other. One that has succeeded in the meantime is
 * left: its account is attached, and can be detached. Throws when Stripe cannot be reached, or does
 * not let go of it. https://docs.stripe.com/api/setup_intents/cancel
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
  const subject = { buyerId, setupId };
  const { setupIntents } = platformStripe();
  try {
    await setupIntents.cancel(setup.platformSetupIntentId, { key: setup.cancelKey, subject });
  } catch (error) {
    if (readFailure(error)?.kind !== 'refused') throw error;
    const { status } = await setupIntents.retrieve(setup.platformSetupIntentId, { subject });
    if (status !== 'succeeded' && status !== 'canceled') throw error;
  }
  await db.update(setups).set({ status: 'canceled' }).where(wanted);
}
