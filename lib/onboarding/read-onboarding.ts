import { eq } from 'drizzle-orm';
import { followAccount } from './follow-account';
import type { SellerRow } from '../catalog/views';
import type { SellerId } from '../model/ids';
import { canGoOn, sellingState } from '../model/onboarding';
import type { OnboardingView } from '../model/onboarding-view';
import { requirementList, requirementWords } from '../model/requirement-words';
import { getDb } from '../store/client';
import { sellers } from '../store/schema';
import { faultText, readFailure } from '../stripe/failure';

/**
 * How a seller stands with Stripe. The account is read anew, whoever comes from wherever: that a
 * browser was sent back proves nothing. When Stripe does not answer, what was read last is told.
 */
export async function readOnboarding(sellerId: SellerId): Promise<OnboardingView> {
  const before = await rowOf(sellerId);
  if (!before.accountId) return onboardingView(before, true);
  try {
    await followAccount(before.accountId);
  } catch (error) {
    if (!readFailure(error)) throw error;
    console.error(`[onboarding] ${faultText(error)}`);
    return onboardingView(before, false);
  }
  return onboardingView(await rowOf(sellerId), true);
}

/** The same as it was read last, for a page that does not wait for Stripe: events and the sweeper keep it. */
export async function lastOnboarding(sellerId: SellerId): Promise<OnboardingView> {
  return onboardingView(await rowOf(sellerId), false);
}

async function rowOf(sellerId: SellerId): Promise<SellerRow> {
  const db = await getDb();
  const [seller] = await db.select().from(sellers).where(eq(sellers.id, sellerId));
  if (!seller) throw new Error(`there is no ${sellerId}`);
  return seller;
}

function onboardingView(seller: SellerRow, isFresh: boolean): OnboardingView {
  const { requirements, chargesEnabled, payoutsEnabled, accountId } = seller;
  const state = sellingState({
    ...seller,
    hasAccount: accountId !== null,
    hasLeft: seller.leftAt !== null,
  });
  const due = [
    ...new Set([...(requirements?.pastDue ?? []), ...(requirements?.currentlyDue ?? [])]),
  ];
  const later = (requirements?.eventuallyDue ?? []).filter((name) => !due.includes(name));
  const deadline = requirements?.currentDeadline ?? null;
  return {
    slug: seller.slug,
    name: seller.name,
    state,
    isFresh,
    canGoOn: canGoOn(state),
    chargesEnabled,
    payoutsEnabled,
    needs: requirementList(due),
    reviewed: requirementList(requirements?.pendingVerification ?? []),
    later: requirementList(later),
    problems: (requirements?.errors ?? []).map(({ requirement, reason }) => ({
      what: requirementWords(requirement),
      reason,
    })),
    deadline: deadline === null ? null : new Date(deadline * 1000).toISOString(),
    underneath: {
      accountId,
      disabledReason: requirements?.disabledReason ?? null,
      due,
      capabilities: Object.entries(seller.capabilities).sort(([a], [b]) => (a < b ? -1 : 1)),
    },
  };
}
