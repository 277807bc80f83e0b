import { z } from 'zod';
import {
  forgetBody,
  forgetReview,
  reviewBody,
  reviewProduct,
  reviewsOfBuyer,
} from '@/lib/catalog/review-product';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';

/** Writes or changes the buyer's review of a product they bought. Its address has no ids. */
export const POST = buyerCall(
  { path: z.unknown(), body: reviewBody, limit: reviewsOfBuyer },
  async ({ buyer, body }) => {
    const reviewed = await reviewProduct(buyer, body);
    return reviewed.ok ? answer(reviewed.value) : refusal(reviewed);
  },
);

/** Takes it away again. */
export const DELETE = buyerCall(
  { path: z.unknown(), body: forgetBody, limit: reviewsOfBuyer },
  async ({ buyer, body }) => {
    const forgotten = await forgetReview(buyer, body);
    return forgotten.ok ? answer(forgotten.value) : refusal(forgotten);
  },
);
