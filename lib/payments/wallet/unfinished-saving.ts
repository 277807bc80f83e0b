/** What a buyer began in the wallet and left: cards that Stripe saved, accounts that it verifies. */
import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { SavedMethodId, SetupId } from '../../model/ids';
import { getDb } from '../../store/client';
import { savedMethods, setups } from '../../store/schema';
import { finishSetup } from './finish-setup';
import { finishRemovals } from './remove-method';

const lastLook = sql`coalesce(${setups.lookedAt}, ${setups.createdAt})`;

/**
 * Open setups that are to be asked about: first after two minutes, when a buyer at the form is
 * through, then each time after about as long as they are open, for a day. Deposits to a bank account
 * are waited for as long as it takes, four times a day.
 */
export async function dueSetups(): Promise<SetupId[]> {
  const db = await getDb();
  const found = await db
    .select({ id: setups.id })
    .from(setups)
    .where(
      and(
        eq(setups.status, 'open'),
        sql`${lastLook} + least(greatest(${lastLook} - ${setups.createdAt}, interval '2 minutes'), interval '6 hours') < now()`,
        or(
          sql`${setups.createdAt} > now() - interval '24 hours'`,
          sql`exists (
            select from ${savedMethods}
            where ${savedMethods.setupId} = ${setups.id} and ${savedMethods.status} = 'verifying'
          )`,
        ),
      ),
    )
    .orderBy(asc(lastLook), asc(setups.id))
    .limit(50);
  return found.map(({ id }) => id);
}

/** Asks Stripe about a setup whose buyer is gone. Throws when Stripe cannot be reached. */
export async function lookAtSetup(setupId: SetupId): Promise<void> {
  const db = await getDb();
  const [setup] = await db
    .update(setups)
    .set({ lookedAt: sql`now()` })
    .where(eq(setups.id, setupId))
    .returning({ buyerId: setups.buyerId });
  if (!setup) return;
  const finished = await finishSetup({ id: setup.buyerId }, setupId);
  if (!finished.ok && finished.reason === 'unreachable') throw new Error(finished.message);
}

/** Methods that their buyer took out of the wallet and that are still attached at Stripe. */
export async function unfinishedRemovals(): Promise<SavedMethodId[]> {
  const db = await getDb();
  const found = await db
    .select({ id: savedMethods.id })
    .from(savedMethods)
    .where(eq(savedMethods.status, 'removing'))
    .orderBy(asc(savedMethods.id))
    .limit(50);
  return found.map(({ id }) => id);
}

/** Detaches it (and what else its buyer removed). Throws when Stripe cannot be reached. */
export async function finishRemoval(savedMethodId: SavedMethodId): Promise<void> {
  const db = await getDb();
  const [row] = await db
    .select({ buyerId: savedMethods.buyerId })
    .from(savedMethods)
    .where(eq(savedMethods.id, savedMethodId));
  if (row) await finishRemovals(row.buyerId);
}
