import { and, eq, sql } from 'drizzle-orm';
import type { SetupId } from '../../model/ids';
import type { StoredVerification } from '../../model/verification';
import { getDb, withTx } from '../../store/client';
import { savedMethods, setups } from '../../store/schema';
import type { PlatformMethod, PlatformSetupIntent } from '../../stripe/platform-stripe';
import { putIntoWallet } from './put-into-wallet';

type Setup = typeof setups.$inferSelect;

/**
 * Puts the method of a SetupIntent into the wallet, with the consent that was given: one that can pay
 * (`active`), or a bank account that waits for its verification (`verifying`), which the same call
 * makes active later. False when the wallet was full: then it is taken off again.
 */
export async function keepMethod(
  setup: Setup,
  intent: PlatformSetupIntent,
  status: 'active' | 'verifying',
): Promise<boolean> {
  const method = intent.payment_method;
  if (!method || typeof method === 'string') {
    throw new Error(`SetupIntent ${intent.id} came without its method`);
  }
  if (intent.metadata?.setup !== setup.id) {
    throw new Error(`SetupIntent ${intent.id} does not belong to ${setup.id}`);
  }
  const { id: setupId, buyerId, consentVersion } = setup;
  const verification = status === 'verifying' ? verificationOf(intent) : null;
  return withTx(async (tx) => {
    const { overfull } = await putIntoWallet(tx, {
      buyerId,
      method: method as PlatformMethod,
      setupId,
      consentVersion,
      status,
      verification,
    });
    if (status === 'active') {
      await tx
        .update(setups)
        .set({ status: 'succeeded', consentAt: sql`now()` })
        .where(and(eq(setups.id, setup.id), eq(setups.status, 'open')));
    }
    return !overfull;
  });
}

/** A bank account that was being verified and came to nothing: it stays to be seen, and cannot pay. */
export async function giveUpVerification(setupId: SetupId): Promise<void> {
  const db = await getDb();
  await db
    .update(savedMethods)
    .set({ status: 'unverified', verification: null })
    .where(and(eq(savedMethods.setupId, setupId), eq(savedMethods.status, 'verifying')));
}

function verificationOf({ id, next_action }: PlatformSetupIntent): StoredVerification {
  const deposits = next_action?.verify_with_microdeposits;
  if (!deposits) throw new Error(`SetupIntent ${id} waits for no deposits`);
  return {
    kind: deposits.microdeposit_type === 'descriptor_code' ? 'descriptor_code' : 'amounts',
    arrivesAt: new Date(deposits.arrival_date * 1000).toISOString(),
    hostedUrl: deposits.hosted_verification_url,
  };
}
