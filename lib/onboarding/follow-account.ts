import { eq, sql } from 'drizzle-orm';
import { sendJob } from '../jobs/send-job';
import type { AccountRequirements, CapabilityStatus } from '../model/onboarding';
import type { AccountId, SellerId } from '../model/ids';
import { getDb } from '../store/client';
import { writeLatest } from '../store/latest-read';
import { sellers } from '../store/schema';
import { readFailure } from '../stripe/failure';
import { platformStripe, type ConnectedAccount } from '../stripe/platform-stripe';

/** Whether this is the connected account of a seller of ours. */
export async function isSellersAccount(accountId: string): Promise<boolean> {
  return (await sellerOf(accountId as AccountId)) !== null;
}

async function sellerOf(accountId: AccountId): Promise<SellerId | null> {
  const db = await getDb();
  const [found] = await db
    .select({ id: sellers.id })
    .from(sellers)
    .where(eq(sellers.accountId, accountId));
  return found?.id ?? null;
}

/**
 * Asks Stripe how a seller's account stands now, keeps it, and so opens or shuts its goods. An account
 * that has left the platform sells no more; one that can be read again is back, and a job makes up for
 * the time between. The latest reading wins. Throws when Stripe cannot be reached.
 * https://docs.stripe.com/connect/handling-api-verification
 */
export async function followAccount(accountId: AccountId): Promise<void> {
  await writeLatest(
    `account:${accountId}`,
    async () => readAccount(accountId, await sellerOf(accountId)),
    async (tx, account) => {
      const [before] = await tx
        .select({ leftAt: sellers.leftAt })
        .from(sellers)
        .where(eq(sellers.accountId, accountId));
      if (account && before?.leftAt) {
        await sendJob('account-returned', { accountId, leftAt: before.leftAt.toISOString() });
      }
      await tx
        .update(sellers)
        .set(account ? standingOf(account) : gone)
        .where(eq(sellers.accountId, accountId));
    },
  );
}

/** A seller's account as Stripe knows it; null when it has left the platform. */
export async function readAccount(
  accountId: AccountId,
  sellerId: SellerId | null,
): Promise<ConnectedAccount | null> {
  const subject = sellerId ? { sellerId } : {};
  try {
    return await platformStripe().accounts.retrieve(accountId, { subject });
  } catch (error) {
    // https://docs.stripe.com/error-codes#account-invalid
    if (readFailure(error)?.problem.code !== 'account_invalid') throw error;
    return null;
  }
}

/** Of what Stripe wanted to know from an account that has left, nothing is left. */
const gone = {
  chargesEnabled: false,
  payoutsEnabled: false,
  requirements: null,
  capabilities: {},
  leftAt: sql`coalesce(${sellers.leftAt}, now())`,
  accountReadAt: sql`now()`,
};

/** What a seller's row keeps of its account. https://docs.stripe.com/api/accounts/object */
export function standingOf(account: ConnectedAccount) {
  return {
    // An account may charge by another way than cards; a shop that takes no cards is shut here.
    chargesEnabled: account.charges_enabled && account.capabilities?.card_payments === 'active',
    payoutsEnabled: account.payouts_enabled,
    detailsSubmitted: account.details_submitted,
    requirements: requirementsOf(account),
    capabilities: { ...account.capabilities } as Record<string, CapabilityStatus>,
    leftAt: null,
    accountReadAt: sql`now()`,
  };
}

function requirementsOf({ requirements }: ConnectedAccount): AccountRequirements | null {
  if (!requirements) return null;
  return {
    currentlyDue: requirements.currently_due ?? [],
    pastDue: requirements.past_due ?? [],
    eventuallyDue: requirements.eventually_due ?? [],
    pendingVerification: requirements.pending_verification ?? [],
    disabledReason: requirements.disabled_reason,
    currentDeadline: requirements.current_deadline,
    errors: (requirements.errors ?? []).map(({ requirement, reason }) => ({ requirement, reason })),
  };
}
