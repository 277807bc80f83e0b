import { eq } from 'drizzle-orm';
import type { PlatformSetupIntentId } from '../../model/ids';
import { getDb } from '../../store/client';
import { setups } from '../../store/schema';
import { finishSetup } from './finish-setup';

/**
 * Ends the saving of a card whose SetupIntent Stripe tells of, as its buyer's page would have done.
 * `unknown`: no setup of ours has it (yet). Throws when Stripe cannot be reached.
 * https://docs.stripe.com/payments/setupintents/lifecycle
 */
export async function convergeSetup(id: PlatformSetupIntentId): Promise<'converged' | 'unknown'> {
  const db = await getDb();
  const [setup] = await db.select().from(setups).where(eq(setups.platformSetupIntentId, id));
  if (!setup) return 'unknown';
  const finished = await finishSetup({ id: setup.buyerId }, setup.id);
  if (!finished.ok && finished.reason === 'unreachable') throw new Error(finished.message);
  return 'converged';
}
