import { z } from 'zod';
import { linkToStripe } from '@/lib/onboarding/link-to-stripe';
import { linksOfSeller } from '@/lib/onboarding/requests';
import { answer, notFound, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { readSeller } from '@/lib/session/read-seller';

/** A new address of Stripe's form, for the account of who is signed in and of nobody else. */
export const POST = buyerCall(
  { path: z.unknown(), body: z.strictObject({}), limit: linksOfSeller },
  async ({ buyer }) => {
    const seller = await readSeller(buyer.id);
    if (!seller) return notFound();
    const link = await linkToStripe(buyer, seller.id);
    return link.ok ? answer({ next: link.value.url }, { status: 201 }) : refusal(link);
  },
);
