import { askRefund } from '@/lib/payments/refunds/ask-refund';
import { refundsOfBuyer } from '@/lib/payments/limits';
import { readOwnOrder } from '@/lib/payments/orders';
import { legPath } from '@/lib/payments/paths';
import { refundRequest } from '@/lib/payments/requests';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';

/** The buyer asks for money of a paid leg; its seller or an operator decides. */
export const POST = buyerCall(
  { path: legPath, body: refundRequest, limit: refundsOfBuyer },
  async ({ buyer, path, body }) => {
    const asked = await askRefund(buyer, path, body);
    return asked.ok
      ? answer({ order: await readOwnOrder(buyer.id, path.orderId) }, { status: 201 })
      : refusal(asked);
  },
);
