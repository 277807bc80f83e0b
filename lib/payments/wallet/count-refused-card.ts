import { and, eq, sql } from 'drizzle-orm';
import { countOnce, overLimit } from '../../security/rate-limit';
import { getDb } from '../../store/client';
import { setups } from '../../store/schema';
import { idOf } from '../../stripe/fields';
import { faultText } from '../../stripe/failure';
import type { PlatformSetupIntent } from '../../stripe/platform-stripe';
import { cancelSetup } from './cancel-setup';
import { refusalsOfBuyer } from '../limits';

/**
 * Counts a card that could not be set up, once for each try, whoever tells of it first: the buyer's page
 * or Stripe's event. A client secret may be confirmed with one card after another without Souk, so that
 * after too many of them its SetupIntent is canceled, and confirms no further one.
 * https://docs.stripe.com/disputes/prevention/card-testing
 */
export async function countRefusedCard(
  { id, buyerId }: Pick<typeof setups.$inferSelect, 'id' | 'buyerId'>,
  intent: PlatformSetupIntent,
): Promise<void> {
  countOnce(refusalsOfBuyer, buyerId, idOf(intent.latest_attempt) ?? intent.id);
  if (!overLimit(refusalsOfBuyer, buyerId)) return;
  const db = await getDb();
  await db
    .update(setups)
    // Kept where it was renewed.
    .set({ cancelKey: sql`coalesce(${setups.cancelKey}, ${`cancel:${id}`})` })
    .where(and(eq(setups.id, id), eq(setups.status, 'open')));
  try {
    await cancelSetup(buyerId, id);
  } catch (error) {
    // The next refusal tries again.
    console.error(`[payments] setup ${id} was not shut, ${faultText(error)}`);
  }
}
