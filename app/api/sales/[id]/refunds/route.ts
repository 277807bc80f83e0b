import { giveRefund } from '@/lib/payments/refunds/give-refund';
import { givenRequest } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { refundsOfSeller, salePath } from '@/lib/seller/requests';
import { sellerCall } from '@/lib/session/seller-call';

/** A seller gives money of one of their sales back; it is sent to Stripe at once. */
export const POST = sellerCall(
  { path: salePath, body: givenRequest, limit: refundsOfSeller },
  async ({ user, path, body }) => {
    const given = await giveRefund(user, path.id, body);
    return given.ok ? answer(given.value, { status: 201 }) : refusal(given);
  },
);
