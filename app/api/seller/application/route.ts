import { z } from 'zod';
import { linkToStripe, onboardingPath } from '@/lib/onboarding/link-to-stripe';
import { openShop } from '@/lib/onboarding/open-shop';
import { applicationForm, applicationsOfBuyer } from '@/lib/onboarding/requests';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';

/**
 * Opens a shop for who is signed in, and answers with where to go on: Stripe's form, or, when there is
 * no way to it now, the page that says so. The shop stands in any case. Its address has no ids.
 */
export const POST = buyerCall(
  { path: z.unknown(), body: applicationForm, limit: applicationsOfBuyer },
  async ({ buyer, body }) => {
    const opened = await openShop(buyer, body);
    if (!opened.ok) return refusal(opened);
    const link = await linkToStripe(buyer, opened.value);
    return answer({ next: link.ok ? link.value.url : onboardingPath }, { status: 201 });
  },
);
