import { and, eq, sql } from 'drizzle-orm';
import type {
  BuyerId,
  IdempotencyKey,
  PlatformMethodId,
  SavedMethodId,
  SetupId,
} from '../../model/ids';
import type { StoredVerification } from '../../model/verification';
import type { Db } from '../../store/client';
import { newId } from '../../store/new-id';
import { buyers, savedMethods } from '../../store/schema';
import type { PlatformMethod } from '../../stripe/platform-stripe';
import { idOf } from '../../stripe/fields';
import { countMethods, mostMethods } from './wallet-size';

/** What is to be kept, for whom, and by what right. */
export interface Keeping {
  readonly buyerId: BuyerId;
  readonly method: PlatformMethod;
  /** The set-up that saved it; null for one that was saved by paying with it. */
  readonly setupId: SetupId | null;
  readonly consentVersion: string;
  /** One that can pay, or a bank account that waits for its verification. */
  readonly status: 'active' | 'verifying';
  readonly verification: StoredVerification | null;
}

export interface Kept {
  readonly savedMethodId: SavedMethodId;
  /** True when the wallet was full: then it is taken off again. */
  readonly overfull: boolean;
}

/**
 * Puts a method that Stripe has on the buyer's Customer into the wallet, once, however often it is
 * called; the first that can pay becomes the default, and a bank account that waited becomes active.
 * Holds the buyer's row until the transaction ends. Throws for a method that is somebody else's.
 */
export async function putIntoWallet(tx: Db, keeping: Keeping): Promise<Kept> {
  const { buyerId, method, setupId, status, verification } = keeping;
  const about = describeMethod(method);
  // One buyer's wallet changes in one place at a time: two first cards must not both be default.
  const [buyer] = await tx.select().from(buyers).where(eq(buyers.id, buyerId)).for('no key update');
  const owner = idOf(method.customer);
  // Stripe attaches a bank account once it is verified.
  const loose = status === 'verifying' && !owner;
  if (!buyer?.platformCustomerId || (!loose && owner !== buyer.platformCustomerId)) {
    throw new Error(`${method.id} is attached to somebody else`);
  }
  const [known] = await tx
    .select({ id: savedMethods.id, status: savedMethods.status })
    .from(savedMethods)
    .where(eq(savedMethods.platformMethodId, method.id satisfies PlatformMethodId));
  // Counted again, as several set-ups may have been open when there was room for one card.
  const overfull = !known && (await countMethods(tx, buyerId)) >= mostMethods;
  const [standing] = await tx
    .select({ id: savedMethods.id })
    .from(savedMethods)
    .where(
      and(
        eq(savedMethods.buyerId, buyerId),
        eq(savedMethods.status, 'active'),
        eq(savedMethods.isDefault, true),
      ),
    );
  const isDefault = !standing && !overfull && status === 'active';
  if (known) {
    if (known.status === 'verifying' && status === 'active') {
      await tx
        .update(savedMethods)
        .set({ status, verification: null, isDefault })
        .where(eq(savedMethods.id, known.id));
    }
    return { savedMethodId: known.id, overfull };
  }
  const id = newId<SavedMethodId>('sm');
  await tx.insert(savedMethods).values({
    id,
    buyerId,
    platformMethodId: method.id,
    setupId,
    ...about,
    status,
    verification,
    isDefault,
    // Stripe has it already; a removal that is under way is what takes it off there.
    ...(overfull ? { status: 'removing', detachKey: `detach:${id}` as IdempotencyKey } : {}),
    consentVersion: keeping.consentVersion,
    consentAt: sql`now()`,
  });
  return { savedMethodId: id, overfull };
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
