import { eq } from 'drizzle-orm';
import type { AccountId } from '../model/ids';
import { getDb } from '../store/client';
import { writeLatest } from '../store/latest-read';
import { sellers } from '../store/schema';
import { readFailure } from '../stripe/failure';
import { platformStripe } from '../stripe/platform-stripe';

/** Whether this is the connected account of a seller of ours. */
export async function isSellersAccount(accountId: string): Promise<boolean> {
  const db = await getDb();
  const [found] = await db
    .select({ id: sellers.id })
    .from(sellers)
    .where(eq(sellers.accountId, accountId as AccountId));
  return found !== undefined;
}

/**
 * Asks Stripe whether a seller's account can take payments now, and opens or shuts its goods
 * accordingly. An account that has left the platform cannot. Throws when Stripe cannot be reached.
 * https://docs.stripe.com/connect/handling-api-verification
 */
export async function followAccount(accountId: AccountId): Promise<void> {
  await writeLatest(
    `account:${accountId}`,
    () => canCharge(accountId),
    async (tx, chargesEnabled) => {
      await tx.update(sellers).set({ chargesEnabled }).where(eq(sellers.accountId, accountId));
    },
  );
}

async function canCharge(accountId: AccountId): Promise<boolean> {
  try {
    const account = await platformStripe().accounts.retrieve(accountId, { subject: {} });
    return account.charges_enabled;
  } catch (error) {
    // https://docs.stripe.com/error-codes#account-invalid
    if (readFailure(error)?.problem.code !== 'account_invalid') throw error;
    return false;
  }
}
