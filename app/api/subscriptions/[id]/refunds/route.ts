import { askRefund } from '@/lib/payments/refunds/ask-refund';
import { refundsOfBuyer } from '@/lib/payments/limits';
import { answer, refusal } from '@/lib/security/answer';
import { buyerCall } from '@/lib/session/buyer-call';
import { invoiceRefundRequest, subscriptionPath } from '@/lib/subscriptions/requests';
import { readOwnSubscription } from '@/lib/subscriptions/subscriptions';

/** The buyer asks for money of a payment for a subscription; its seller or an operator decides. */
export const POST = buyerCall(
  { path: subscriptionPath, body: invoiceRefundRequest, limit: refundsOfBuyer },
  async ({ buyer, path: { id }, body: { invoice, ...body } }) => {
    const of = { subscriptionId: id, accountInvoiceId: invoice };
    const asked = await askRefund(buyer, of, body);
    return asked.ok
      ? answer({ subscription: await readOwnSubscription(buyer.id, id) }, { status: 201 })
      : refusal(asked);
  },
);
