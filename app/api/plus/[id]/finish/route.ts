import { finishMembership } from '@/lib/payments/plus/finish-membership';
import { looksOfBuyer, refusalsOfBuyer } from '@/lib/payments/limits';
import { membershipPath } from '@/lib/payments/paths';
import { nothing } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { countAgainst } from '@/lib/security/rate-limit';
import { buyerCall } from '@/lib/session/buyer-call';

/** Reads at Stripe whether a year of Plus is paid. */
export const POST = buyerCall(
  { path: membershipPath, body: nothing, limit: looksOfBuyer },
  async ({ buyer, language, path }) => {
    const finished = await finishMembership(buyer, path.id, language);
    if (finished.ok) return answer(finished.value);
    if (finished.reason === 'declined') countAgainst(refusalsOfBuyer, buyer.id);
    return refusal(finished);
  },
);
