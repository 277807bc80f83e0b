import { and, eq } from 'drizzle-orm';
import type { SetupId } from '../../model/ids';
import { ok, refuse, type Result } from '../../model/result';
import type { SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { savedMethods, setups } from '../../store/schema';
import { platformStripe } from '../../stripe/platform-stripe';
import { unreachable } from '../unreachable';

type Started = Result<{ clientSecret: string }, 'not_found' | 'nothing_to_verify' | 'unreachable'>;

/**
 * The client secret of a set-up whose bank account waits to be verified, read anew at Stripe and kept
 * nowhere: the buyer's browser tells Stripe what arrived, and our server hears of it by asking.
 * https://docs.stripe.com/js/setup_intents/verify_microdeposits_for_setup
 */
export async function startVerification(
  buyer: Pick<SessionUser, 'id'>,
  setupId: SetupId,
): Promise<Started> {
  const db = await getDb();
  const [found] = await db
    .select({ intentId: setups.platformSetupIntentId, status: savedMethods.status })
    .from(setups)
    .innerJoin(savedMethods, eq(savedMethods.setupId, setups.id))
    .where(and(eq(setups.id, setupId), eq(setups.buyerId, buyer.id)));
  if (!found?.intentId) return refuse('not_found', 'There is no such thing here.');
  if (found.status !== 'verifying') {
    return refuse('nothing_to_verify', 'This bank account does not wait to be verified.');
  }
  try {
    const intent = await platformStripe().setupIntents.retrieve(found.intentId, {
      subject: { buyerId: buyer.id, setupId },
    });
    if (!intent.client_secret) throw new Error(`SetupIntent ${intent.id} came without a secret`);
    return ok({ clientSecret: intent.client_secret });
  } catch (error) {
    return unreachable(error);
  }
}
