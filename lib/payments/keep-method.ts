import { and, eq, sql } from 'drizzle-orm';
import type { IdempotencyKey, PlatformMethodId, SavedMethodId, SetupId } from '../model/ids';
import type { StoredVerification } from '../model/verification';
import { getDb, withTx } from '../store/client';
import { newId } from '../store/new-id';
import { buyers, savedMethods, setups } from '../store/schema';
import type { PlatformMethod, PlatformSetupIntent } from '../stripe/platform-stripe';
import { countMethods, mostMethods } from './wallet-size';

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
  const about = describeMethod(method as PlatformMethod);
  const verification = status === 'verifying' ? verificationOf(intent) : null;
  return withTx(async (tx) => {
    // One buyer's wallet changes in one place at a time: two first cards must not both be default.
    const [buyer] = await tx
      .select()
      .from(buyers)
      .where(eq(buyers.id, setup.buyerId))
      .for('update');
    const owner = typeof method.customer === 'string' ? method.customer : method.customer?.id;
    // Stripe attaches a bank account once it is verified.
    const loose = status === 'verifying' && !owner;
    if (!buyer?.platformCustomerId || (!loose && owner !== buyer.platformCustomerId)) {
      throw new Error(`the method of ${intent.id} is attached to somebody else`);
    }
    const [known] = await tx
      .select({ id: savedMethods.id, status: savedMethods.status })
      .from(savedMethods)
      .where(eq(savedMethods.platformMethodId, method.id as PlatformMethodId));
    // Counted again, as several set-ups may have been open when there was room for one card.
    const overfull = !known && (await countMethods(tx, setup.buyerId)) >= mostMethods;
    const [standing] = await tx
      .select({ id: savedMethods.id })
      .from(savedMethods)
      .where(
        and(
          eq(savedMethods.buyerId, setup.buyerId),
          eq(savedMethods.status, 'active'),
          eq(savedMethods.isDefault, true),
        ),
      );
    const isDefault = !standing && !overfull && status === 'active';
    if (known?.status === 'verifying' && status === 'active') {
      await tx
        .update(savedMethods)
        .set({ status, verification: null, isDefault })
        .where(eq(savedMethods.id, known.id));
    }
    const id = newId<SavedMethodId>('sm');
    await tx
      .insert(savedMethods)
      .values({
        id,
        buyerId: setup.buyerId,
        platformMethodId: method.id as PlatformMethodId,
        setupId: setup.id,
        ...about,
        status,
        verification,
        isDefault,
        // Stripe has it already; a removal that is under way is what takes it off there.
        ...(overfull ? { status: 'removing', detachKey: `detach:${id}` as IdempotencyKey } : {}),
        consentVersion: setup.consentVersion,
        consentAt: sql`now()`,
      })
      .onConflictDoNothing({ target: savedMethods.platformMethodId });
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

/** What the wallet shows of a card or bank account. Throws for a type that Souk does not save. */
export function describeMethod({ id, card, us_bank_account: bank, type }: PlatformMethod) {
  if (card) {
    return {
      type,
      brand: card.brand,
      last4: card.last4,
      expMonth: card.exp_month,
      expYear: card.exp_year,
      country: card.country,
    };
  }
  if (bank) {
    return {
      type,
      brand: type,
      last4: bank.last4 ?? '',
      bankName: bank.bank_name,
      country: 'US',
    };
  }
  throw new Error(`${id} is a ${type}, which Souk does not save`);
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
